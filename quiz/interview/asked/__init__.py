"""What were you asked? The days after the interview: one page, a minute, optional."""
