"""Many records in one folder: kept, indexed, searched."""
