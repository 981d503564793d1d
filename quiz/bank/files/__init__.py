"""The bank as fixture files, both ways.

In: `parsing` (text to entries, or every fault, by `notation`: YAML 1.2) → `assembling` (entries to a `shipped` bank)
→ `loading` (into the database, by `meeting` where words were edited here). Out: `exporting` (a `shipped` bank from the
database) → `writing` (the same bytes).
"""
