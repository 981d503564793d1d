"""The log of answers, and how a row gets into it.

`learners` whose log it is, and made once; `step` moves a learner's version, the lock of every act; `guard` the triggers
that let rows in and none change; `effective` which reviews count. Stands on nothing else of practice but the models.
"""
