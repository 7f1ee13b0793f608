"""One loop on the terminal for all that waits in a record."""
