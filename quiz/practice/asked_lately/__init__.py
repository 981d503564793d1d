"""What people were asked in their interviews: their reports, and which questions are therefore asked lately."""
