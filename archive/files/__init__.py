"""The files of a record: in a folder, a zip file or memory."""
