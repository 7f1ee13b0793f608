"""Articles: files of many kinds that hold one, recognised, read and assembled to a record."""
