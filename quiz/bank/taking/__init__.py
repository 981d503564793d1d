"""The bank to take away: rows for a spreadsheet, JSON, a deck of cards, its own files."""
