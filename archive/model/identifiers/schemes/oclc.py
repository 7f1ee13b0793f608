"""OCLC: records of WorldCat."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[1-9]\d*", "41266045")
