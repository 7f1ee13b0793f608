"""Makes blocks from the runs of a plain text, by the rules in `archive.articles.text_files`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.articles import content
from archive.articles.dateline import is_byline_or_dateline
from archive.articles.text_files.runs import LONGEST_ADDRESS, PAGE_NUMBER, Run
from archive.model.captures import TextOrigin
from archive.text.furniture_phrases import (
    is_furniture_at_the_end,
    reads_like_furniture,
    role_of_furniture,
    says_only_furniture,
)

_NUMBER = r"\s*\(?[0-9a-z]{1,3}[.)]"
_ADDRESS = r"(?i)\s*(?:https?://|www\.)\S+\s*|\s*\S+@\S+\.\w+\s*"
_LONGEST_TITLE, _LONGEST_CAPTION, _LONGEST_HEADING = 300, 300, 100
"""The maximum length of a line of each kind, in code points."""
_CAPTION = (
    r"(?i)\s*(?:fig\.|(?:figure|table|photo(?:graph)?|picture|image|chart|map|illustration)\b)"
)
_CREDIT = (
    r"(?i)"
    r"\(CC\b|\bflickr\b"
    r"|[.|(\[–—-]\s*(?:photo(?:graph)?|picture|image|illustration)s?"
    r"(?: credits?| courtesy| by)?\s*:"
)
_RIGHTS = (
    r"(?i)"
    r"^\s*(?:©|\(c\)\s*[0-9]{4}\b|copyright\s*(?:©|\(c\)|[0-9]{4}\b))|\ball rights reserved\W*$"
)
_RIGHTS_IN_TEXT = r"(?i)^\s*(?:©|\(c\)|copyright)\W*[0-9]{4}\b|\ball rights reserved\W*$"
"""A line with a year, "© 2024 A. Berg (CC BY)", is a rights notice for the text; "© A. Berg,
Flickr" is a credit for an image."""


def _title_number(runs: Sequence[Run]) -> int | None:
    """Return the index of the title: the first run after bylines and datelines, if suitable."""
    n = 0
    while n < len(runs) - 1 and (
        _is_dateline(runs[n], before_title=True) or _heads_nothing(runs[n])
    ):
        n += 1
    run = runs[n]
    is_title = (
        run.is_line
        and len(run.text) <= _LONGEST_TITLE
        and not (run.marker or run.ends_like_a_sentence or _heads_nothing(run))
        and not _is_dateline(run, before_title=True)
    )
    return n if is_title else None


def _is_dateline(run: Run, **where: bool) -> bool:
    return run.is_line and not run.marker and is_byline_or_dateline(run.text, **where)


def _is_aside(run: Run, is_head: bool) -> bool:
    """Whether a line cannot be a heading: it is a byline, a dateline, a rights notice, ..."""
    return _is_dateline(run, after_title=is_head) or _heads_nothing(run)


def _heads_nothing(run: Run) -> bool:
    """Whether a line is only a rights notice, page number, address, furniture or signs."""
    if not any(map(str.isalpha, run.text)) or says_only_furniture(run.text):
        return True
    if run.is_line and re.search(_RIGHTS, run.text):
        return True
    is_short = len(run.text) <= LONGEST_ADDRESS
    return is_short and any(re.fullmatch(form, run.text) for form in (PAGE_NUMBER, _ADDRESS))


def _furniture_start(runs: list[Run]) -> int:
    """Return the index of the first run of furniture among the short runs at the end."""
    start = len(runs)
    for n in range(len(runs) - 1, 0, -1):
        if len(runs[n].text) > 200:
            break
        if is_furniture_at_the_end(runs[n].text):
            start = n
    return start


def _with_marker(run: Run) -> Run:
    """Return the run with its marker as part of its words."""
    marker = run.marker
    return Run(run.start - len(marker), marker + run.text, run.separator) if marker else run


def blocks_of(runs: list[Run], capture: str) -> Iterator[content.Block]:
    """Yield the blocks of the article, then the furniture after it."""
    end = _furniture_start(runs)
    yield from _article(runs[:end], capture)
    for run in runs[end:]:
        yield _furniture(run, capture)


def _furniture(run: Run, capture: str) -> content.Furniture:
    whole = _with_marker(run)
    return content.Furniture(_words(whole, capture), role_of_furniture(whole.text))


def _article(runs: list[Run], capture: str) -> Iterator[content.Block]:
    title = _title_number(runs)
    n, is_head = 0, title is not None
    while n < len(runs):
        run = runs[n]
        following = runs[n + 1] if n + 1 < len(runs) else None
        if n == title:
            yield content.Title(_words(run, capture))
        elif says_only_furniture(run.text):
            yield _furniture(run, capture)
        elif run.marker:
            length = _list_length(runs, n)
            yield _list(runs[n : n + length], capture)
            n, is_head = n + length - 1, False
        elif _is_caption(run):
            yield content.Figure((_words(run, capture),))
        elif _is_heading(run, following) and not _is_aside(run, is_head):
            yield content.Heading(_words(run, capture))
        elif reads_like_furniture(run.text):
            yield _furniture(run, capture)
        else:
            is_head = is_head and _is_aside(run, is_head)
            yield content.Paragraph(_words(run, capture))
        n += 1


def _list(runs: Sequence[Run], capture: str) -> content.List:
    items = tuple(content.Item(_words(run, capture), run.marker) for run in runs)
    is_numbered = re.match(_NUMBER, runs[0].marker) is not None
    return content.List(items, "numbered" if is_numbered else "bulleted")


def _is_caption(run: Run) -> bool:
    """Whether a line begins like a caption, or has a credit and is not a rights notice."""
    if not run.is_line or len(run.text) > _LONGEST_CAPTION:
        return False
    has_credit = re.search(_CREDIT, run.text) and not re.search(_RIGHTS_IN_TEXT, run.text)
    return bool(re.match(_CAPTION, run.text) or has_credit)


def _list_length(runs: list[Run], start: int) -> int:
    """Return how many runs, from `start` on, are items of one list, without blank lines between."""
    length = 1
    while _is_one_line_end(runs[start + length - 1].separator) and (
        start + length < len(runs)
        and runs[start + length].marker
        and not says_only_furniture(runs[start + length].text)
    ):
        length += 1
    return length


def _is_one_line_end(separator: str) -> bool:
    return separator.replace("\r\n", "\n").replace("\r", "\n").strip(" \t") == "\n"


def _is_heading(run: Run, following: Run | None) -> bool:
    return (
        run.is_line
        and len(run.text) <= _LONGEST_HEADING
        and not run.ends_like_a_sentence
        and following is not None
        and (following.ends_like_a_sentence or len(following.text) > 100)
    )


def _words(run: Run, capture: str) -> content.Words:
    end = run.start + len(run.text)
    return content.Words(run.text, TextOrigin(capture=capture, start=run.start, end=end))
