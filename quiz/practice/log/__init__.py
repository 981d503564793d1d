"""The log of answers, and how a row gets into it.

`learners` whose log it is, and made once; `step` moves a learner's version, the lock of every act; `guard` the triggers
that let rows in and none change. Which reviews count says `Review.objects.effective()`. Stands on nothing else of
practice but the models.
"""
