"""What becomes of a response.

`answering` records it with the next question in one transaction, `judging` gives the grade, `revealing` shows more
before, `skipping` passes a question by, `correcting` takes back or overrules, `stuck` is what is missed again and
again, `trial` the landing page's one.
"""
