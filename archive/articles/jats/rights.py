"""Reads rights: the notices in `permissions`, and the licence that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.tree import within, words_in
from archive.derivations.jats_tree import HREF, children, has_own_words, name_of
from archive.derivations.xml_walk import normalize_space
from archive.model.licences import Licence, recognise, recognise_printed

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element


def rights_in(permissions: list[Element], losses: ElementLosses) -> dict[str, Any] | None:
    """Return the rights in the first `permissions` element that has any."""
    found: dict[str, Any] | None = None
    for one in permissions:
        found = found or _rights_of(one, losses)
        losses.unread_in(one) if one in losses.read else losses.unread(one)
    return found


def _rights_of(permissions: Element, losses: ElementLosses) -> dict[str, Any] | None:
    statements = [*_words_of(permissions, "copyright-statement", losses)]
    notices = [*statements, *_licence_texts(permissions, losses)]
    licence = _licence(permissions, losses)
    if licence is None:
        licence = next(filter(None, map(recognise_printed, notices)), None)
    holders = [*_words_of(permissions, "copyright-holder", losses)]
    said = frozenset(re.findall(r"\w+", " ".join(statements)))
    for year in children(permissions, "copyright-year"):
        if words_in(year) in said:
            losses.read[year] = True
    found: dict[str, Any] = {
        "notice": "\n".join(dict.fromkeys(notices)),
        "uri": licence.uri if licence else None,
        "spdx": licence.spdx if licence else None,
        "holders": holders,
    }
    found = {name: value for name, value in found.items() if value}
    if not found:
        return None
    losses.read[permissions] = False
    return {**found, "basis": "embedded"}


def _words_of(element: Element, name: str, losses: ElementLosses) -> Iterator[str]:
    """Yield the words of each child with this name, and record these children as read."""
    for child in children(element, name):
        if words := words_in(child):
            losses.read[child] = True
            yield words


def _licence(permissions: Element, losses: ElementLosses) -> Licence | None:
    """Return the first known licence that an address names; report further ones as losses."""
    found: Licence | None = None
    for address, element in _addresses(permissions):
        licence = recognise(address)
        if licence is None:
            if name_of(element) not in ("license", "ali:license_ref"):
                continue
            losses.other(f"address of an unknown licence ({address})", element)
        elif found is None:
            found = licence
        elif licence != found:
            losses.other(f"a further licence ({licence.name})", element)
        else:
            continue
        losses.take(element, HREF)
        if name_of(element) != "license":
            losses.read[element] = True
    return found


def _licence_texts(permissions: Element, losses: ElementLosses) -> Iterator[str]:
    """Yield the paragraphs of each licence."""
    for licence in children(permissions, "license"):
        paragraphs = [*children(licence, "license-p", "p")]
        losses.read[licence] = not paragraphs
        if has_own_words(licence):
            losses.other("<license> with words outside blocks; the words are kept", licence)
        for one in paragraphs or [licence]:
            if words := words_in(one):
                losses.read[one] = True
                yield words


def _addresses(permissions: Element) -> Iterator[tuple[str, Element]]:
    """Yield addresses that may name a licence, first those that are marked up as licences."""
    for licence in children(permissions, "license"):
        if href := normalize_space(licence.get(HREF)):
            yield href, licence
    for reference in within(permissions, "ali:license_ref"):
        yield words_in(reference), reference
    for link in within(permissions, "ext-link", "uri"):
        yield normalize_space(link.get(HREF)) or words_in(link), link
