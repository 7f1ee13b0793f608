"""What each form holds, as other programs find it: a module a format."""
