"""URN: persistent names in registered namespaces (RFC 8141)."""

from archive.model.identifiers.schemes.scheme import Scheme

_FORM = r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:\S+"

SCHEME = Scheme(_FORM, "urn:isbn:0451450523")
