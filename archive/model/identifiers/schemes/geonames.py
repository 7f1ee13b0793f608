"""GeoNames: places."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[1-9]\d{0,9}", "2950159")
