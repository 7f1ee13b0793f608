"""What each form that is not exact holds of a record, read by somebody else's parser where there is one."""
