"""Search in many records: words, queries, snippets, ranked results, and questions."""
