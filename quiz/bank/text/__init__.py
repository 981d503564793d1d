"""What may stand in the fields of the bank: their shapes, their Markdown, and what no eye sees."""
