"""A tile for each question, and the lists that are picked from them."""
