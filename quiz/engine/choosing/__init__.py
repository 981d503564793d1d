"""Which question is asked next, and how.

The rule of a pick: nothing that was answered right in this session, and none of the last four questions nor a near
duplicate of one (`picking`). A session that mixes begins with what is promised: some of what was missed on the last
practised day, unaided (`promising`). Then come assigned questions. Then:

- before a date, what gains most recall on it for each second (`for_a_date`: the `index`, made of `gain`); a day begins
  with three questions of earlier days, which tell how this learner forgets;
- without one, what has fallen to the target recall (`without_a_date`, by the order of `fading`); then what was missed
  in the session; then what is new, while the minutes bear it; then what falls next;
- what is new comes from the section met least, in the bank's order, after what must be known first (`new_questions`).

It is asked by choosing until it was right once, from then on in the learner's own words (`ways`). The first session is another: `to_place`.
"""
