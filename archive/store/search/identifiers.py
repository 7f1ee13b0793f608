"""Keys of works and entities: public identifiers and addresses in the form that is compared.

A key is the scheme in lower case with the normalized identifier, `doi:10.1000/182`, or an address,
`https://example.org/report`. Parts of several records that share a key are one for questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.bibliographies.work_identity import identities_of, normalized_identifier
from archive.model.identifiers import SCHEMES, check_identifier
from archive.model.metadata import Metadata
from archive.model.names import Identifier
from archive.model.works import Work
from archive.tabular.row_builders import given_values

_SCHEMES = {scheme.lower(): scheme for scheme in SCHEMES}

_SITES = {
    "doi.org/": "DOI",
    "dx.doi.org/": "DOI",
    "hdl.handle.net/": "Handle",
    "wikidata.org/entity/": "Wikidata",
    "wikidata.org/wiki/": "Wikidata",
    "orcid.org/": "ORCID",
    "ror.org/": "ROR",
    "viaf.org/viaf/": "VIAF",
    "isni.org/isni/": "ISNI",
    "geonames.org/": "GeoNames",
    "arxiv.org/abs/": "arXiv",
    "pubmed.ncbi.nlm.nih.gov/": "PMID",
}
"""Where the identifiers of a scheme have their addresses, without `https://` and `www.`."""
_KNOWN_BY_FORM = ("DOI", "Wikidata", "ORCID", "ROR", "ISBN")
"""Schemes whose identifiers are recognised without the scheme; others are mere numbers."""


def keys_of_work(work: Work) -> tuple[str, ...]:
    """Return the keys of a work, sorted: its identifiers and its address.

    The ISBN of a chapter has the title of the chapter after it, an ISSN the volume and page.
    """
    pairs = (pair for pair in identities_of(work) if pair[0] not in _NOT_PUBLIC)
    return tuple(sorted({_key(scheme, value, work.address or "") for scheme, value in pairs}))


_NOT_PUBLIC = ("id", "title, author and year")


def _key(scheme: str, value: str, address: str) -> str:
    if scheme != "address":
        return f"{scheme.lower()}:{value}"
    return f"https://{value}" if _WEB.match(address) else value


_WEB = re.compile(r"(?i)https?://(?:www\.)?")


def keys_of_entity(identifiers: Iterable[Identifier]) -> tuple[str, ...]:
    """Return the keys of an entity, sorted; only identifiers of public schemes have one."""
    return tuple(
        sorted(
            {
                f"{one.scheme.lower()}:{normalized_identifier(one.scheme, one.value)}"
                for one in identifiers
                if one.scheme in SCHEMES
            }
        )
    )


def keys_of_article(metadata: Metadata) -> tuple[str, ...]:
    """Return the keys by which works of other records can mean an article, sorted."""
    identifiers = given_values(metadata.identifiers)
    names = [f"{one.scheme}:{one.value}" for one in identifiers]
    names += [one.address for one in given_values(metadata.addresses)]
    return tuple(sorted({key for name in names for key in keys_of(name)}))


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys that an identifier or address, as a user types it, can mean.

    >>> keys_of("https://doi.org/10.1000/ABC")
    ('doi:10.1000/abc', 'https://doi.org/10.1000/ABC')
    >>> keys_of("10.1000/ABC"), keys_of("Q42"), keys_of("http://www.example.org/")
    (('doi:10.1000/abc',), ('wikidata:Q42',), ('https://example.org',))
    """
    return tuple(dict.fromkeys(_keys_of(text.strip())))


def _keys_of(text: str) -> Iterator[str]:
    if web := _WEB.match(text):
        rest = text[web.end() :]
        for site, scheme in _SITES.items():
            if rest.lower().startswith(site):
                yield from _identifier(scheme, rest[len(site) :].rstrip("/"))
        host, slash, path = rest.partition("/")
        yield f"https://{host.lower()}{slash}{path}".rstrip("/")
        return
    name, colon, value = text.partition(":")
    if colon and (named := _SCHEMES.get(name.strip().lower())):
        yield from _identifier(named, value.strip())
    for scheme in _KNOWN_BY_FORM:
        yield from _identifier(scheme, text)
    if colon:  # an address that is not of the web, or a key as the index has it
        yield text
        yield f"{name.lower()}:{value}"


def _identifier(scheme: str, value: str) -> Iterator[str]:
    if check_identifier(scheme, value) is None:
        yield f"{scheme.lower()}:{normalized_identifier(scheme, value)}"
