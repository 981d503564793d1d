"""A proposal reviewed: published, or sent back to whoever made it."""
