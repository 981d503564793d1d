"""The bank in and out: files to look at before they are loaded."""
