"""Identifiers in registers that others keep: a file a scheme."""

import re

from archive.model.identifiers.schemes.ark import ARK
from archive.model.identifiers.schemes.arxiv import ARXIV
from archive.model.identifiers.schemes.doi import DOI
from archive.model.identifiers.schemes.geonames import GEONAMES
from archive.model.identifiers.schemes.handle import HANDLE
from archive.model.identifiers.schemes.isbn import ISBN
from archive.model.identifiers.schemes.isni import ISNI
from archive.model.identifiers.schemes.issn import ISSN
from archive.model.identifiers.schemes.lccn import LCCN
from archive.model.identifiers.schemes.oclc import OCLC
from archive.model.identifiers.schemes.orcid import ORCID
from archive.model.identifiers.schemes.pmid import PMID
from archive.model.identifiers.schemes.ror import ROR
from archive.model.identifiers.schemes.urn import URN
from archive.model.identifiers.schemes.viaf import VIAF
from archive.model.identifiers.schemes.wikidata import WIKIDATA

_ALL = (
    ARK, ARXIV, DOI, GEONAMES, HANDLE, ISBN, ISNI, ISSN, LCCN, OCLC, ORCID, PMID, ROR, URN, VIAF,
    WIKIDATA,
)  # fmt: skip
_KNOWN = {known.name: known for known in _ALL}

SCHEMES = frozenset(_KNOWN)
"""The schemes whose identifiers are checked."""


def check_identifier(scheme: str, value: str) -> str | None:
    """Say what is wrong with an identifier; None if it is fine or the scheme is not one we know.

    Identifiers are bare: no address, no prefix that names the scheme.

    >>> check_identifier("ISBN", "978-0-306-40615-7")
    >>> check_identifier("ISBN", "978-0-306-40615-8")
    'ISBN "978-0-306-40615-8" ends in 8, but what stands before calls for 7'
    >>> check_identifier("DOI", "https://doi.org/10.1000/182")
    'DOI "https://doi.org/10.1000/182" is not bare; write 10.1000/182'
    """
    known = _KNOWN.get(scheme)
    if known is None:
        return None
    if not re.fullmatch(known.form, value, re.ASCII):
        without_site = re.sub("^https?://[^/]*/", "", value)
        if bare := re.search(rf"(?<![^/:\s])(?:{known.form})(?=/?\Z)", without_site, re.ASCII):
            return f'{scheme} "{value}" is not bare; write {bare[0]}'
        return f'"{value}" is no {scheme} identifier; one looks like {known.example}'
    if known.check_digits is None:
        return None
    written, right = known.check_digits(re.sub("[- ]", "", value))
    return (
        None
        if written == right
        else f'{scheme} "{value}" ends in {written}, but what stands before calls for {right}'
    )
