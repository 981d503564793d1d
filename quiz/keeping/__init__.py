"""§8 Kept: backups that are verified and restored, and the look whether everything in the database agrees."""
