"""All that is a person's, as a ZIP of JSON and CSV to take away."""
