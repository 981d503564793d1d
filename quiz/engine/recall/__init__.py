"""What a learner will recall, if nothing more is practised.

`readiness` predicts the recall of each question at an instant, and how many of the bank that makes, with the range
that ninety in a hundred such figures hold. `due` says on which day recall falls below the learner's target, and
`levels` puts what was shown of a question in five words.

Whatever a page shows comes from here or from `foresight`, by all laws as far as they are believed. Nothing here
knows what will be asked next.
"""
