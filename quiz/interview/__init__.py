"""§2.10 The mock interview: questions put one after the other, nothing shown until the end, graded by the learner then.

Rooms: `holding` (its acts and what was said), `asking` (its pages), `report` (its end), `pairing` (a friend asks),
`asked` (what a real interview asked).
"""
