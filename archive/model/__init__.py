"""The model: immutable values of a record, their invariants and lookups; no files, no XML."""
