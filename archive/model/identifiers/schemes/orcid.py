"""ORCID: authors and researchers; a subset of ISNI."""

from archive.model.identifiers.schemes.check_digits import mod_11_2
from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"(?:\d{4}-){3}\d{3}[\dX]", "0000-0002-1825-0097", mod_11_2)
