"""Flags: a learner says in a line what is wrong with a question, a curator answers, the learner reads it.

`models` holds them, `flagging` makes one, `replies` are the answers; `flag_page` and `views` are the learner's pages.
No part of the log: practice goes on as if nobody had flagged.
"""
