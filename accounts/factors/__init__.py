"""What proves a person beside the password or the mailed code: passkeys, codes from an app, recovery codes.

`allauth.mfa` has the rules of the protocols; the pages, the words, the counting and the way back are ours.
"""
