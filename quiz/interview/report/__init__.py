"""The end of an interview: its answers beside good ones, their grades, its figures, and the interviews before it."""
