"""People with an account, for superusers: what they may do, and who decides it."""
