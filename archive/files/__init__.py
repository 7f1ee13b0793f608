"""The files of a record: its folder, zip file or memory."""
