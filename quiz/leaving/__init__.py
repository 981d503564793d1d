"""Deleting one's own account: asked for, taken back for a week, then done by night."""
