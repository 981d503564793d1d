"""How much will be known on the day: as it is, if the plan is kept, and how right that was."""
