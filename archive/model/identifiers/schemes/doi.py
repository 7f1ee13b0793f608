"""DOI: Digital Object Identifier (ISO 26324)."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"10\.\d{4,9}(?:\.\d+)*/\S+", "10.1000/182")
