"""The layout of a record's folder: the names of the record, its TEI, and what was received."""

RECORD = "document.json"
"""The file name of the record."""
PUBLISHED = "document.tei.xml"
"""The file name of the TEI that is made from the record."""
RECEIVED = "received"
"""The name of the folder of received files."""
