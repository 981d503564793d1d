"""Drills, beside the questions: situations to think aloud about. Their words, checks, revisions and the log."""
