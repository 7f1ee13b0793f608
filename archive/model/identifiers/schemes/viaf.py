"""VIAF: names in the authority files of libraries."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[1-9]\d{0,21}", "75121530")
