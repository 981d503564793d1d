"""A new question: made from its words, its key and the question itself still open to change."""
