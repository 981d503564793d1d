"""Tonight's sheet: one page of what is likeliest to slip by the interview, for its last two days."""
