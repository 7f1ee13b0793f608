"""Lists the statements of a record that wait for a person, and applies decisions about them.

This room has only values and pure functions; other rooms ask the person and store the record.
"""
