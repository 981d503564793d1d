"""A learner's memory as the log gives it.

`folding` makes it from the rows that `log_rows` reads, `stored` reads what is kept of it, `rebuilding` stores it anew,
`events` steps it on by what is no answer; `before` gives back what was before the latest answer. `situation` is all
that an act or a page thinks with: learner, plan, bank, memory, zone. `session_starts` keeps what was known before a
session.
"""
