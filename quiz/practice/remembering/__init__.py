"""A learner's memory as the log gives it.

`folding` makes it from the rows, `rebuilding` stores it anew, `events` steps it on by what is no answer; `situation` is
all that an act or a page thinks with: learner, plan, bank, memory, zone. `session_starts` keeps what was known before.
"""
