"""VIAF: names in the authority files of libraries."""

from archive.model.identifiers.schemes.base import Scheme

VIAF = Scheme("VIAF", r"[1-9]\d{0,21}", "75121530")
