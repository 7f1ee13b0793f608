"""What is said to people about findings, records and what changed: in words, and unescaped."""
