"""Reads rights: the notices in `permissions`, and the licence that one of them names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.tree import within, words_in
from archive.derivations.jats_tree import HREF, children, name_of, normalize_space
from archive.model.licences import Licence, recognise, recognise_printed

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element


def rights_of(permissions: Element, losses: ElementLosses) -> dict[str, Any] | None:
    """Return the rights that an element states; `None` if it states none."""
    statements = [*filter(None, map(words_in, children(permissions, "copyright-statement")))]
    notices = [*statements, *_licence_texts(permissions)]
    licences: list[Licence] = []
    for address, element in _addresses(permissions):
        licence = recognise(address)
        if licence is None:
            if name_of(element) in ("license", "ali:license_ref"):
                losses.other(f"the address of a licence that is not known ({address})", element)
        elif licence not in licences:
            licences.append(licence)
            if len(licences) > 1:
                losses.other(f"a further licence ({licence.name})", element)
    if not licences:
        licences = [*filter(None, map(recognise_printed, notices))]
    if not statements:
        for year in children(permissions, "copyright-year"):
            losses.element("copyright-year", year)
    holders = [*filter(None, map(words_in, children(permissions, "copyright-holder")))]
    found: dict[str, Any] = {
        "notice": "\n".join(dict.fromkeys(notices)),
        "uri": licences[0].uri if licences else None,
        "spdx": licences[0].spdx if licences else None,
        "holders": holders,
    }
    found = {name: value for name, value in found.items() if value}
    return {**found, "basis": "embedded"} if found else None


def _licence_texts(permissions: Element) -> Iterator[str]:
    """The words of each licence, a paragraph each."""
    for licence in children(permissions, "license"):
        paragraphs = [*children(licence, "license-p", "p")] or [licence]
        yield from filter(None, map(words_in, paragraphs))


def _addresses(permissions: Element) -> Iterator[tuple[str, Element]]:
    """Addresses that may be those of a licence, first those marked up as such."""
    for licence in children(permissions, "license"):
        if href := normalize_space(licence.get(HREF)):
            yield href, licence
    for reference in within(permissions, "ali:license_ref"):
        yield words_in(reference), reference
    for link in within(permissions, "ext-link", "uri"):
        yield normalize_space(link.get(HREF)) or words_in(link), link
