"""Which question is wrong, and how one knows: figures from the answers, and the reasons to look that follow from them.

The log is read by `measuring` alone, at night; pages read one row a question (`Measured`).
"""
