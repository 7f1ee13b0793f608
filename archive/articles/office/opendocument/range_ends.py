"""Inserts the signs that mark where a stretch starts and ends."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element as Element

from archive.articles.office.opendocument.elements import append_text, insert_text, prepend_text
from archive.derivations.opendocument_names import PARAGRAPHS


def insert_range_ends(
    root: Element, starts: Mapping[Element, str], ends: Mapping[Element, str]
) -> None:
    """Insert signs; between blocks, put a start into the next paragraph, an end into the previous.

    Args:
        root: The text.
        starts: The elements at which stretches begin, with the sign for each.
        ends: The elements at which they end, with the sign for each.
    """
    waiting: list[str] = []
    last: Element | None = None
    for one in list(root.iter()):
        if one.tag in PARAGRAPHS:
            if waiting:
                prepend_text(one, "".join(waiting))
                waiting.clear()
            last = one
        elif one in starts or one in ends:
            if next(one.iterancestors(*PARAGRAPHS), None) is not None:
                insert_text(one, starts.get(one) or ends[one])
            elif one in starts:
                waiting.append(starts[one])
            elif last is not None:
                append_text(last, ends[one])
