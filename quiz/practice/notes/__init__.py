"""The learner's own note on a question: its form, and the page where it stands alone without JavaScript.

What is saved, and what becomes of two texts, is in `people/noting.py`. No part of the log.
"""
