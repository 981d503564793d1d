"""Setting up an interview and being asked in it: forms, and the values that its pages take."""
