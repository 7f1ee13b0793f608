"""Pages of articles that change: drawn ones, and pairs of real ones."""
