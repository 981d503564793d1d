"""What a revision says: read, written, told apart, and made one of two."""
