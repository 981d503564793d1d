"""Holding an interview: what it asks, what was said, and the grades at its end. Acts and reading, no pages."""
