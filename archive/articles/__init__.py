"""Files of many kinds that hold one article: recognised, read and assembled into a record."""
