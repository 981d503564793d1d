"""The interview: what comes before and after the day."""
