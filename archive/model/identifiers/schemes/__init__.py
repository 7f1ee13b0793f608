"""Checks identifiers of public registers. Each scheme has a module with its name in lower case."""

import re
from functools import cache
from importlib import import_module

from archive.model.identifiers.schemes.scheme import Scheme

SCHEMES = frozenset(
    {
        *("ARK", "DOI", "GeoNames", "Handle", "ISBN", "ISNI", "ISSN", "LCCN", "OCLC", "ORCID"),
        *("PMID", "ROR", "URN", "VIAF", "Wikidata", "arXiv"),
    }
)
"""The schemes whose identifiers are checked."""


@cache
def scheme_named(name: str) -> Scheme:
    """Return a scheme of `SCHEMES`; its module is imported on first use."""
    scheme: Scheme = import_module(f"{__name__}.{name.lower()}").SCHEME
    return scheme


def check_identifier(scheme: str, value: str) -> str | None:
    """Return what is wrong with an identifier; `None` if nothing is, or if the scheme is unknown.

    Identifiers are bare: without an address, and without a prefix with the name of the scheme.

    >>> check_identifier("ISBN", "978-0-306-40615-7")
    >>> check_identifier("ISBN", "978-0-306-40615-8")
    'ISBN "978-0-306-40615-8" ends in 8, but its check digit should be 7'
    >>> check_identifier("DOI", "https://doi.org/10.1000/182")
    'DOI "https://doi.org/10.1000/182" is not bare; write 10.1000/182'
    """
    if scheme not in SCHEMES:
        return None
    known = scheme_named(scheme)
    if not re.fullmatch(known.form, value, re.ASCII):
        without_site = re.sub("^https?://[^/]*/", "", value)
        if bare := re.search(rf"(?<![^/:\s])(?:{known.form})(?=/?\Z)", without_site, re.ASCII):
            return f'{scheme} "{value}" is not bare; write {bare[0]}'
        return f'"{value}" is not a valid {scheme} identifier such as {known.example}'
    if known.check_digits is None:
        return None
    written, right = known.check_digits(re.sub("[- ]", "", value))
    return (
        None
        if written == right
        else f'{scheme} "{value}" ends in {written}, but its check digit should be {right}'
    )
