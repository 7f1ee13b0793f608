"""Storage roots and objects of OCFL 1.1, the Oxford Common File Layout: written, not read."""
