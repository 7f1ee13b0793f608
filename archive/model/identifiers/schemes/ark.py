"""ARK: Archival Resource Key."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"ark:/?[0-9bcdfghjkmnpqrstvwxz]{5,}/\S+", "ark:/12345/x54xz321")
