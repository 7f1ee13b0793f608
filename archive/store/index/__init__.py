"""The index of a store: an SQLite file that is made from the records, and made again if lost."""
