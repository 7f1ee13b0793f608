"""Text, and no record: what is asked of words and characters alone."""
