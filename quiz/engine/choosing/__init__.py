"""Which question is asked next, in which way, and why.

The rule of a pick (`picking`). What was answered right in this session is done. None of the last four questions
follows, nor a near duplicate of one, as long as there are others. A session that mixes begins with what is promised:
some of what was missed on the last practised day, unaided (`promising`). Then assigned questions come, until they are
proficient. Of those, or else of all:

- before a date, the one that gains most recall on it for each second (`for_a_date`): the largest `index`, made of
  `gain`. A day begins with three from earlier days, which tell how the learner forgets;
- without one, what is below the target recall or will be today (`without_a_date`, in the order of `fading`); then what
  was missed in the session; then what is new, while the plan's minutes bear it; then what falls next.

What is new comes from the section met least, in the bank's order, after what should be known first (`new_questions`).
It is asked by choosing until it was right once, from then on in the learner's own words (`ways`). The very first
session places (`to_place`).
"""
