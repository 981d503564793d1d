"""Who did what, as curators and superusers read it. The lines themselves: `accounts.audit`."""
