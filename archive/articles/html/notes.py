"""Finds the footnotes and endnotes of a page, and the note calls: the links in the text to them.

A note call is a link within the page that is superscript, in brackets, or has a name or role of a
note call. The target of such a link is a note if the link, the target or an element around the
target has a name or role of notes, or if the target links back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archive.articles.html.furniture_names import classes_and_id

if TYPE_CHECKING:
    from archive.articles.html.article_region import ArticleRegion
    from archive.derivations.html_text_1 import Element, Page

_OF_CALL = re.compile(
    r"\s*[\[(（［〔【]?\s*(?:(?:note|n\.|注|註)?\s?\d{1,4}|[a-z]|[ivxl]{1,6}|[*†‡§¶]{1,3}"
    r"|[一二三四五六七八九十百]{1,4})\s*[\])）］〕】]?\s*",
    re.I,
)
_CALLED = re.compile(
    r"(?:^|[\s_.:-])(?:fn|ftn|_ftn|foot-?notes?|end-?notes?|cite_?note|note|edn|_edn|ref|bib|cite"
    r"|footnote-anchor)(?:$|[\s_.:-]|\d)",
    re.IGNORECASE,
)
_CALL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:footnote(?:-ref|-anchor|-link)?|fn|noteref|reference)", re.I
)
_NEAR = 50
"""The maximum number of enclosing elements that are checked, in case of deep nesting."""
_AROUND_LINKS = " \n\t[]().:^↑*†‡§"
"""Signs around the links at the start of a note."""
_BACK = re.compile(r"\s*(?:[\^↑↩⤴︎⏎\uFE0E\uFE0F]|\b[a-z]\b|back|jump up|zurück|retour)+\s*", re.I)


class Notes:
    """The notes of a page, and the note calls."""

    def __init__(self, page: Page, region: ArticleRegion) -> None:
        self._text = page.text
        self.calls: dict[Element, str] = {}
        """The links that are note calls, each with the key of its note."""
        self.bodies: dict[Element, str] = {}
        """The elements that are notes, each with its key."""
        ids: dict[str, Element] = {}
        links: list[tuple[Element, str]] = []
        for element in page.elements:
            if element.is_left_out:
                continue
            attributes = element.attributes
            if not attributes:
                continue
            if id := attributes.get("id"):
                ids.setdefault(id, element)
            if element.name == "a":
                if name := attributes.get("name"):
                    ids.setdefault(name, element)
                target = attributes.get("href") or ""
                if "#" in target and element.end > element.start:
                    links.append((element, unquote(target.partition("#")[2])))
        back = {target for _, target in links}
        for link, target in links:
            body = ids.get(target)
            if body is None or not region.overlaps(link.start, link.end) or not self._is_call(link):
                continue
            body = _whole_note(body)
            if body.start < link.end or body.end <= body.start:
                continue  # a link back
            is_note = body in self.bodies or _is_named_note(link, target, body)
            if is_note or any(id in back for id in _ids_near(link)):
                if body not in self.bodies and _is_around(body, self.bodies):
                    continue
                self.calls[link] = self.bodies.setdefault(body, target)
        # A link from within a note leads back to the text.
        inner = {e for body in self.bodies for e in body.within()}
        self.calls = {link: key for link, key in self.calls.items() if link not in inner}
        called = set(self.calls.values())
        self.bodies = {body: key for body, key in self.bodies.items() if key in called}

    def keep_within(self, region: ArticleRegion) -> None:
        """Remove the notes outside the article; links to them are then no note calls."""
        self.bodies = {
            body: key for body, key in self.bodies.items() if region.overlaps(body.start, body.end)
        }
        called = set(self.bodies.values())
        self.calls = {link: key for link, key in self.calls.items() if key in called}

    def _is_call(self, link: Element) -> bool:
        text = self._text[link.start : link.end]
        if len(text) > 12 or not _OF_CALL.fullmatch(text):
            return False
        if link.get("role") == "doc-noteref" or re.search(r"[\[\]［］〔〕【】†‡*]", text):
            return True
        at: Element | None = link
        for _ in range(3):
            if at is None:
                break
            if at.name == "sup" or _CALL_CLASS.search(classes_and_id(at)):
                return True
            at = at.parent
        return any(child.name == "sup" for child in link.children)

    def backlink_start(self, body: Element, start: int, end: int) -> int:
        """Return the offset after the words of a note, where the links back to the text begin."""
        links = [
            one for one in body.within() if one.name == "a" and start <= one.start < one.end <= end
        ]
        reached = end
        for link in reversed(links):
            between = self._text[link.end : reached]
            text = self._text[link.start : link.end]
            is_way = "#" in link.get("href") and _BACK.fullmatch(text)
            if between.strip() or not is_way:
                break
            reached = link.start
        return reached

    def marker_length(self, body: Element, start: int, end: int) -> int:
        """Return the length of the number, sign or link back before the words of a note."""
        reached = start
        for element in body.within():
            is_near = element.name == "a" and element.start <= reached + 2
            passed_over = self._text[reached : element.start]
            if not is_near or element.start == element.end or passed_over.strip(_AROUND_LINKS):
                continue
            text = self._text[element.start : element.end]
            if _OF_CALL.fullmatch(text) or _BACK.fullmatch(text):
                reached = max(reached, element.end)
        if reached == start:
            found = re.match(r"\[?[0-9]{1,4}[.\])]\s+|[*†‡]+\s*", self._text[start:end])
            return found.end() if found else 0
        found = re.match(r"[\s\]).:]*", self._text[reached:end])
        reached += found.end() if found else 0
        return min(reached, end) - start


def _is_named_note(link: Element, target: str, body: Element) -> bool:
    """Whether a link, its target, or an element around the target has a name or role of notes."""
    if _CALLED.search(target) or link.get("role") == "doc-noteref":
        return True
    around = [one for one in (body.parent, body.parent.parent if body.parent else None) if one]
    is_listed = any(_CALLED.search(classes_and_id(one)) for one in around)
    return body.get("role").startswith("doc-") or is_listed


def _whole_note(element: Element) -> Element:
    """Return the whole note, from the element in it to which a link points."""
    at = element
    for _ in range(_NEAR):
        if at.name in ("li", "p", "dd", "td", "aside", "div") or at.parent is None:
            return at
        if at.parent.name in ("body", "article", "section", "ol", "ul"):
            return at
        at = at.parent
    return element


def _ids_near(link: Element) -> list[str]:
    """Return the ids of a link and of the two elements around it."""
    parents = [link, link.parent, link.parent.parent if link.parent else None]
    found = [one.get("id") or one.get("name") for one in parents if one is not None]
    return [id for id in found if id]


def _is_around(body: Element, bodies: dict[Element, str]) -> bool:
    """Whether an element is within one of the notes."""
    at = body.parent
    for _ in range(_NEAR):
        if at is None or at in bodies:
            break
        at = at.parent
    return at in bodies
