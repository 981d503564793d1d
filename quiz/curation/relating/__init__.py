"""How one question relates to others, on its page."""
