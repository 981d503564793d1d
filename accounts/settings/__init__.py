"""What a person sets for themself: how they are named, and how pages look and behave."""
