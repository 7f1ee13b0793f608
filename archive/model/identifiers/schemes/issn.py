"""ISSN: serials (ISO 3297)."""

from archive.model.identifiers.schemes.check_digits import mod_11
from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"\d{4}-\d{3}[\dX]", "0317-8471", mod_11)
