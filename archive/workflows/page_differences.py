"""Lists the differences between two captures of a page that their records do not show."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from archive.derivations.html_text_1 import Page
from archive.derivations.page_values import PageValue, page_values
from archive.errors import ArchiveError
from archive.files.interface import Files
from archive.model.base import Model
from archive.model.blocks import Furniture
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.model.walk import walk
from archive.revision.rebase.outcomes import PageDifferences
from archive.workflows.capture_reading import text_capture


def page_differences(
    document: Document, files: Files, onto: Document, new_files: Files
) -> PageDifferences:
    """Return the differences between two captured pages that the two documents do not show.

    The result is empty if one of the captures is not a readable page.

    Args:
        document: The older document.
        files: The files of the older document.
        onto: The newer document.
        new_files: The files of the newer document.
    """
    old, new = _side(document, files), _side(onto, new_files)
    if old is None or new is None:
        return PageDifferences()
    changes: list[CaptureChange] = []
    outside: list[CaptureChange] = []
    went, came = _beyond(old.values, new.values), _beyond(new.values, old.values)
    for key in dict.fromkeys((*went, *came)):
        for was, now in zip_longest(went.get(key, ()), came.get(key, ())):
            if not _is_known(was, now, old, new):
                side, one = (new, now) if now is not None else (old, was)
                is_of_article = one.kind == "head" or side.is_within(one.at)
                (changes if is_of_article else outside).append(_change(was, now))
    return PageDifferences(tuple(changes), tuple(outside))


class _Side:
    """A captured page, and the document made from it."""

    def __init__(self, document: Document, page: Page) -> None:
        self.values = list(_without(page_values(page), Counter(_shown(document))))
        self.head = {one.value for one in self.values if one.kind == "head"}
        self.title = document.metadata.title or ""
        authors = document.metadata.authors
        self._authors = [str(one.name) for one in authors] if isinstance(authors, tuple) else []
        self._known = {*_known(document)}
        stretches = [
            page.stretch(block.origin)
            for block in document.text_blocks()
            if block.origin is not None
            and not isinstance(block, Furniture)
            and page.derivation.supports(block.origin)
            and page.has(block.origin)
        ]
        self._start = min((start for start, _ in stretches), default=0)
        self._end = max((end for _, end in stretches), default=0)

    def is_within(self, at: int) -> bool:
        """Return whether an offset of the page is inside its article."""
        return self._start <= at < self._end

    def held(self, value: PageValue) -> str | None:
        """Return the form in which the document has a value of the page; `None` if it has none.

        The document may have only the day of an instant, or the authors in a byline. It has no
        image for the page as a whole, even if a figure has the same image.
        """
        name = value.name.lower()
        if "image" in name:
            return None
        if "author" in name and _is_byline_of(self._authors, value.value):
            return "; ".join(self._authors)
        return next((one for one in (value.value, value.value[:10]) if one in self._known), None)

    def holds_all(self, value: PageValue) -> bool:
        """Return whether the document has a value in full, and not only the day of an instant."""
        held = self.held(value)
        return held is not None and (held == value.value or held != value.value[:10])


_BETWEEN_NAMES = re.compile(r"(?:\b(?:and|by|e|et|und|von|y)\b|[\s,;&|·])*", re.IGNORECASE)


def _is_byline_of(authors: Sequence[str], byline: str) -> bool:
    """Return whether a byline has all these names, and otherwise only words such as `and`."""
    rest = byline
    for name in authors:
        if name not in rest:
            return False
        rest = rest.replace(name, "", 1)
    return bool(authors) and _BETWEEN_NAMES.fullmatch(rest) is not None


def _side(document: Document, files: Files) -> _Side | None:
    capture = text_capture(document)
    if capture is None or not files.is_intact(capture):
        return None
    try:
        derived = files.derived(capture)
    except (ArchiveError, ValueError):
        return None
    return _Side(document, derived) if isinstance(derived, Page) else None


def _known(document: Document) -> Iterator[str]:
    """Yield the words, dates and addresses of metadata, rights, links and figures."""
    for root in (document.metadata, document.rights, *document.sections):
        for _, part in walk(root):
            yield from _words(part)


def _shown(document: Document) -> Iterator[str]:
    """Yield the addresses and descriptions of links and figures."""
    for section in document.sections:
        for _, part in walk(section):
            yield from _words(part, but=("text",))


def _words(part: Model, but: Sequence[str] = ()) -> Iterator[str]:
    for name, value in part.__dict__.items():
        if isinstance(value, str) and name not in ("id", "type", "path", *but):
            yield " ".join(value.split())


def _without(values: Iterable[PageValue], held: Counter[str]) -> Iterator[PageValue]:
    """Yield the values of a page without those of links and images that its document holds."""
    for value in values:
        if value.kind == "head" or not held[value.value]:
            yield value
        else:
            held[value.value] -= 1


def _beyond(
    values: Sequence[PageValue], others: Iterable[PageValue]
) -> Mapping[tuple[str, str], Sequence[PageValue]]:
    """Return the values that the other page lacks or has fewer times, by kind and name."""
    common = Counter(value[:3] for value in others)
    rest: dict[tuple[str, str], list[PageValue]] = defaultdict(list)
    for value in values:
        if common[value[:3]]:
            common[value[:3]] -= 1
        else:
            rest[value.kind, value.name].append(value)
    return rest


def _is_known(was: PageValue | None, now: PageValue | None, old: _Side, new: _Side) -> bool:
    """Return whether the documents or other values of the pages already show this difference.

    That is so if each document has its value, if the other page has the value under another name,
    or if the difference follows from different titles.
    """
    if any(one is not None and one.kind != "head" for one in (was, now)):
        return False
    if was is None:
        return now is None or new.holds_all(now) or now.value in old.head
    if now is None:
        return old.holds_all(was) or was.value in new.head
    held = [old.held(was), new.held(now)]
    if None not in held and held[0] != held[1]:
        return True
    if not (old.title and new.title):
        return False
    return was.value.replace(old.title, "") == now.value.replace(new.title, "")


def _change(was: PageValue | None, now: PageValue | None) -> CaptureChange:
    one = now or was
    assert one is not None
    label = f"{one.name}: " if one.name else ""
    words, new_words = (side and f"{label}{side.value}" for side in (was, now))
    what = {"head": "markup", "link": "link", "image": "image", "frame": "image"}[one.kind]
    return CaptureChange.model_validate({"what": what, "was": words, "became": new_words})
