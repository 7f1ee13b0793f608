"""Handle: the Handle System, of which DOI is a part (RFC 3650)."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[\w-]+(?:\.[\w-]+)*/\S+", "2027.42/97915")
