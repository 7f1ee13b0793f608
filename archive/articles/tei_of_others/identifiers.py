"""Converts TEI identifiers and addresses (`idno`, `@ref`, `@key`) to record identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.derivations.xml_walk import normalize_space
from archive.model.identifiers import SCHEMES, check_identifier

if TYPE_CHECKING:
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_SCHEMES = {
    **{scheme.lower(): scheme for scheme in SCHEMES},
    **dict.fromkeys(("eissn", "issne", "issnp", "pissn", "issn-l"), "ISSN"),
    **dict.fromkeys(("isbn-10", "isbn-13", "isbn10", "isbn13"), "ISBN"),
    **dict.fromkeys(("gnd", "d-nb"), "GND"),
    **dict.fromkeys(("wd", "wikidata", "qid"), "Wikidata"),
    "pmcid": "PMCID",
    "hdl": "Handle",
}
_SITES = (
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "Wikidata"),
    (re.compile(r"https?://(?:www\.)?viaf\.org/viaf/(\d+)/?"), "VIAF"),
    (re.compile(r"https?://d-nb\.info/gnd/([\dX-]+)/?"), "GND"),
    (re.compile(r"https?://(?:sws\.|www\.)?geonames\.org/(\d+)(?:/.*)?"), "GeoNames"),
    (re.compile(r"https?://orcid\.org/([\dX-]+)/?"), "ORCID"),
    (re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?(\d[\dX]+)/?"), "ISNI"),
    (re.compile(r"https?://ror\.org/(\w+)/?"), "ROR"),
    (re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)"), "DOI"),
)
"""Addresses in registers such as Wikidata; each identifies one person, place or other thing."""
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+")


def is_address(text: str) -> bool:
    """Whether a text is the web address of a page.

    >>> is_address("https://example.org/a"), is_address("DOI")
    (True, False)
    """
    return _ADDRESS.fullmatch(text) is not None


def identifier_of_pointer(pointer: str) -> dict[str, Any]:
    """Convert a pointer to something outside the file to an identifier with its scheme.

    >>> identifier_of_pointer("http://www.wikidata.org/entity/Q42")
    {'scheme': 'Wikidata', 'value': 'Q42'}
    >>> identifier_of_pointer("people.xml#kim"), identifier_of_pointer("https://example.org/kim")
    ({'scheme': 'key', 'value': 'people.xml#kim'}, {'scheme': 'URI', 'value': 'https://example.org/kim'})
    """
    for form, scheme in _SITES:
        if found := form.fullmatch(pointer):
            return {"scheme": scheme, "value": found[1]}
    return {"scheme": "URI" if re.match(r"[A-Za-z][\w+.-]*:", pointer) else "key", "value": pointer}


class Idno(NamedTuple):
    """The identifier in an `idno` element."""

    identifier: dict[str, Any]
    taken: Sequence[str] = ()
    """The attributes from which the scheme was read."""


def idno_of(element: Element, text: str) -> Idno | None:
    """Return the identifier in an `idno`; `None` if there is none.

    From an identifier of a known scheme, the address or prefix around it is removed.
    """
    attribute = "type" if element.get("type") else "subtype"
    type = normalize_space(element.get(attribute))
    text = normalize_space(text)
    if is_address(text):
        known = identifier_of_pointer(text)
        if known["scheme"] != "URI" or not type:
            return Idno(known)
    scheme = _SCHEMES.get(type.lower(), re.sub(r"[^A-Za-z0-9._-]+", "-", type).strip("-._"))
    if not scheme or not scheme[0].isascii() or not scheme[0].isalpha():
        scheme, attribute = "idno", ""
    if scheme in SCHEMES:
        text = text.replace(" ", "") if scheme in ("ISBN", "ISSN", "arXiv") else text
        problem = check_identifier(scheme, text)
        if problem and (bare := re.search(r"is not bare; write (\S+)$", problem)):
            text = bare[1]
    if not text or " " in text:
        return None
    return Idno({"scheme": scheme, "value": text}, (attribute,) if attribute else ())


class Prefixes:
    """The prefixes of addresses that the header declares (`listPrefixDef`).

    Their patterns are not run, as they could take forever: `$1` is the text after the prefix.
    """

    def __init__(self, tree: TeiTree, kept: Kept) -> None:
        self._kept = kept
        self._known: dict[str, tuple[str, Element]] = {}
        declared = () if tree.header is None else tree.within(tree.header, "prefixDef")
        for element in declared:
            replacement = element.get("replacementPattern") or ""
            if replacement.count("$") == replacement.count("$1") == 1:
                self._known.setdefault(element.get("ident") or "", (replacement, element))

    def expanded(self, pointer: str) -> str:
        """Return a pointer with its declared prefix expanded."""
        prefix, colon, rest = pointer.partition(":")
        if colon and prefix in self._known:
            replacement, element = self._known[prefix]
            self._kept.add(element, "ident", "replacementPattern")
            return replacement.replace("$1", rest)
        return pointer
