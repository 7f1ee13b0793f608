"""Review: what of a record waits for a person, and what follows from each decision.

Values and pure functions: who asks the person, and where the record lies, is known elsewhere.
"""
