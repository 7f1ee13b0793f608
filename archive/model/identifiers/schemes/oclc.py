"""OCLC: records of WorldCat."""

from archive.model.identifiers.schemes.base import Scheme

OCLC = Scheme("OCLC", r"[1-9]\d*", "41266045")
