"""What a session moved, and what was missed in it."""
