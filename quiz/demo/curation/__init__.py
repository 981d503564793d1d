"""What curators have open and to decide, and what learners flagged."""
