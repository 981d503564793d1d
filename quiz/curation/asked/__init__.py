"""What people were asked in interviews and the bank lacks, in their words and without their names."""
