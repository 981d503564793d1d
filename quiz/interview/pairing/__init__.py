"""A friend asks: a link to the interviewer's sheet, the sheet itself, and the learner's page, which follows it."""
