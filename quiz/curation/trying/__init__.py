"""Trying the grader on a question's words, and keeping what was typed as an example of them."""
