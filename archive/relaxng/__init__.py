"""A RELAX NG validator for our schema: errors with line and column, and what is allowed."""
