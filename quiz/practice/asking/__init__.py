"""What is asked next.

`starting` opens a session or goes on in the open one, `next_prompt` asks the engine and writes the prompt, `current` is
the one that waits, `asked` a prompt with what has happened to it, `first_session` and `claims` are the two kinds of
session with an order of their own, `ending` ends.
"""
