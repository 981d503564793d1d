"""What is believed of a learner's memory, and how an answer changes it.

`fsrs` is the law of memory, and `laws` are its sixty-one variants, one of which may be this learner's. A `Card`
(`cards`) is the memory of one question: its stability under each law. A `Profile` (`profiles`) is what is believed
of the learner: how far each law, what they knew beforehand, how long answers take. `beliefs` says what will be
recalled by all laws together; `evidence`, how much an answer tells, given that it can be luck. `recording` takes one
answer and gives the profile and the cards after it: it is all that a log is folded with. `owing` says what was missed
on a practised day, which the next one begins with.

Cards and profiles are kept as bytes (`packing`); `fingerprint` changes when the numbers do that they came from.
"""
