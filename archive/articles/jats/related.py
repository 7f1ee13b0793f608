"""Reads the articles that an article is about or belongs to, as works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.articles.jats.field_values import bare_doi, identifier_of, is_on_web
from archive.articles.jats.tree import within, words_in
from archive.derivations.jats_tree import HREF
from archive.derivations.xml_walk import normalize_space

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

_TITLE = "{http://www.w3.org/1999/xlink}title"
_FIELDS = {"vol": "volume", "issue": "issue", "page": "page"}
"""The field of a work for each of these attributes."""


def related_work(element: Element, losses: ElementLosses) -> dict[str, Any] | None:
    """Return a related article or object as a raw work; `None` if nothing identifies it."""
    href = normalize_space(element.get(HREF))
    named = "ext-link-type" if element.get("ext-link-type") else "document-id-type"
    given = href or normalize_space(element.get("document-id"))
    identifier = identifier_of(element.get(named), given)
    if identifier is not None:
        losses.take(element, named)
        losses.take(element, HREF if href else "document-id")
    elif doi := bare_doi(href):
        identifier = {"scheme": "DOI", "value": doi}
    address = href if is_on_web(href) else ""
    titled = next((one for one in within(element, "article-title") if words_in(one)), None)
    words = words_in(element)
    if not (identifier or address or words):
        return None
    losses.read[element] = True
    if identifier or address:
        losses.take(element, HREF)
    if titled is not None:
        losses.read[titled] = True
        title = words_in(titled)
    else:
        title = normalize_space(losses.take(element, _TITLE))
    kind = normalize_space(losses.take(element, "related-article-type"))
    raw: dict[str, Any] = {
        "type": "article",
        "title": title,
        **{field: normalize_space(losses.take(element, one)) for one, field in _FIELDS.items()},
        "identifiers": [identifier] if identifier else [],
        "address": address,
        "fields": [
            {"name": name, "value": value}
            for name, value in (("note", words), ("genre", kind))
            if value
        ],
    }
    return {**{name: value for name, value in raw.items() if value}, "basis": "embedded"}
