"""Who did what: a line for each act of curators and superusers, in a table that only grows."""
