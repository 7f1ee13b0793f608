"""Many records: kept in a folder, checked, indexed and searched."""
