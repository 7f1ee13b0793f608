"""Finds the licence of the article, and the printed rights notice, if there is one."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.articles.html.metadata.extracted_values import DISAGREE, MetadataValue, clean_line
from archive.articles.html.metadata.field_candidates import FieldCandidates
from archive.articles.html.metadata.page_elements import PageElements, attribute, tokens
from archive.findings import Finding, short, warning
from archive.model.licences import Licence, recognise, recognise_page, recognise_printed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_OF_RIGHTS = re.compile(r"(?:^|[-_])(?:copyright|licen[cs]e|rights|legal)(?:$|[-_])", re.IGNORECASE)
_NOTICE = re.compile(r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b.*\d{4}|all rights reserved", re.I)
_LONGEST_NOTICE = 600
_MOST = 100
"""The maximum number of links or elements that are checked."""
_BLOCKS = frozenset(("p", "li", "div", "small", "footer", "section", "td", "dd", "address"))


def rights(
    candidates: FieldCandidates, values: list[MetadataValue]
) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Return the raw rights in the text, and findings.

    A licence is read from metadata, from a link with the relation `license`, and from a link in the
    footer or in an element that is about rights by its class or id. Links in figures, and other
    links in the article, are ignored. If there are several licences, none is used.
    """
    page = candidates.page
    links = [node for node in page.body if node.tag in ("a", "area")]
    of_links = ((node, found) for node in links if (found := _licence_of_link(page, node)))
    printed = [*islice(of_links, _MOST)]
    embedded = [
        (value, found)
        for value in values
        if value.field == "licence" and (found := recognise(value.text))
    ]
    notice = _notice(page, [node for node, _ in printed])
    licences = {one.uri or one.name: one for _, one in (*printed, *embedded)}
    by_words = recognise_printed(notice) if notice and not licences else None
    if by_words is not None:
        licences = {by_words.uri: by_words}
    findings: list[Finding] = []
    raw: dict[str, Any] = {}
    if len(licences) == 1:
        (licence,) = licences.values()
        raw.update(uri=licence.uri or None, spdx=licence.spdx)
        page.sources.update(node.mem_id for node, _ in printed)
        for value, _ in embedded[:1] if not printed else ():
            candidates.account_for(value)
    elif licences:
        names = ", ".join(sorted(one.name for one in licences.values()))
        message = f"the page states {len(licences)} licences, so none was recorded: {names}"
        first = printed[0][0] if printed else embedded[0][0].node
        findings.append(warning(DISAGREE, page.path(first), message))
    for value in values:
        is_link = value.label.startswith("link")
        if value.field == "licence" and not is_link and not licences:
            message = f"{value.label} is {short(value.text)}, which is not a known licence"
            findings.append(warning("not-kept", page.path(value.node), message))
            candidates.account_for(value)
    if notice:
        raw["notice"] = notice
    holders: dict[str, MetadataValue] = {}
    for value in values:
        if value.field == "holder" and len(holders) < _MOST and value.text not in holders:
            holders[value.text] = value
            candidates.account_for(value)
    if holders:
        raw["holders"] = [*holders]
    if not raw:
        return None, findings
    raw["basis"] = "printed" if notice and (printed or by_words or not licences) else "embedded"
    return raw, findings


def _licence_of_link(page: PageElements, node: LexborNode) -> Licence | None:
    """Return the licence to which a link points, if it is the licence of the article."""
    around = page.ancestry(node)
    if around.figure or around.is_hidden:
        return None
    relations = {name.lower() for name in tokens(node, "rel")}
    properties = {name.lower() for name in tokens(node, "property")}
    is_licence = relations & {"license", "copyright", "cc:license"} or "cc:license" in properties
    address = clean_line(attribute(node, "href"))
    if is_licence:
        return recognise(address)
    # Links beside the article may be to licences of programs; those are on other sites.
    is_beside = (around.footer and not around.article) or _is_of_rights(node)
    return recognise_page(address) if is_beside else None


def _is_of_rights(node: LexborNode) -> bool:
    """Whether an element, its parent or grandparent is about rights, by its class or id."""
    above: LexborNode | None = node
    for _ in range(3):
        if above is None or above.tag in ("body", "main", "article"):
            return False
        names = (*tokens(above, "class"), attribute(above, "id"))
        if any(_OF_RIGHTS.search(name) for name in names):
            return True
        above = above.parent
    return False


def _notice(page: PageElements, links: list[LexborNode]) -> str | None:
    """Return the text around a link to the licence; without one, that of `_notice_alone`."""
    for node in links:
        above: LexborNode | None = node.parent
        for _ in range(3):
            if above is not None and above.tag in _BLOCKS:
                words = page.words(above, _LONGEST_NOTICE)
                if words is not None:
                    return words
                break
            above = above.parent if above is not None else None
    return _notice_alone(page)


def _notice_alone(page: PageElements) -> str | None:
    """Return the shortest text that is a rights notice, in elements that are about rights."""
    found: list[str] = []
    for node in page.body:
        names = (*tokens(node, "class"), attribute(node, "id"))
        around = page.ancestry(node)
        if around.figure or around.is_hidden or around.is_beside:
            continue
        if any(_OF_RIGHTS.search(name) for name in names):
            words = page.words(node, _LONGEST_NOTICE)
            if words and _NOTICE.search(words):
                found.append(words)
        if len(found) == _MOST:
            break
    return min(found, key=len, default=None)
