"""How much more is known on the day: simulated learners, other schedulers, the same minutes."""
