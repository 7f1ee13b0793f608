"""Handle: the Handle System, which includes DOI (RFC 3650)."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[\w-]+(?:\.[\w-]+)*/\S+", "2027.42/97915")
