"""What a machine can say of the bank's words.

`checking` refuses, `standards` and `option_standards` say what falls short, `findings` is all of it together; `wording`
compares words.
"""
