"""Every question and drill to read, and one question: what one knows of it, and its answer."""
