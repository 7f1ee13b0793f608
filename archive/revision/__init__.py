"""The text may change: find words again, rebase a record, format it, tell what changed."""
