"""Bibliography formats: write the works of a record, or add the works of a file to a record."""
