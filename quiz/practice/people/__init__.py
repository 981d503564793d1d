"""Whose request it is, and what is a learner's own beside the log.

`middleware` finds the learner, `signing_in` and `merging` bring a visitor's progress along, `planning` is the plan,
`starring` the stars.
"""
