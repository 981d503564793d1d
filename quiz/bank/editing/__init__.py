"""What curators do with the bank's questions, from the first draft to the last publication."""
