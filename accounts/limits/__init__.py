"""How often something may be done, for whom that counts, and what is said where it was too often."""
