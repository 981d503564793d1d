"""People who practise: what they remember, what they write, and every day of theirs."""
