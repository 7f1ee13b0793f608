"""Where a record lies: its folder, and the files in it."""
