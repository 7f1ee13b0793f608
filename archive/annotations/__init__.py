"""Annotations: what people, models and tools say of an article, laid onto its record."""
