"""What will be, if the plan is kept.

`simulation` is one learner who practises all the days that are left: picked for by the index as in `choosing`,
answering by one of the laws of memory. `forecasting` lets six of them go, by laws drawn as often as they are
believed, and says how many questions will be recalled on the date, with a range. `triage`, beside it, is what is
weak on the date and out of reach in the time that is left: it cannot pay off any more.

It takes some hundred times as long as a pick, so that whoever asks for a forecast keeps it.
"""
