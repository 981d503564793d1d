"""The end of an interview: what was said beside what a good answer has."""
