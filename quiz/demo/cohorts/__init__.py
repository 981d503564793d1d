"""The course that an instructor holds, and how people came into it."""
