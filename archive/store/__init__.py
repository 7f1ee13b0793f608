"""An archive of many records: a folder of records, each kept whole, found and asked."""
