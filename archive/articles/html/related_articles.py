"""Finds the end of an article before links to other articles, such as "You may also like"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from archive.articles.html.tuning import (
    ENOUGH_BEFORE_RELATED,
    FEWEST_RELATED,
    LONGEST_RELATED_HEADING,
    LONGEST_TEASER,
    RELATED_LINKED,
    SHORTEST_GOING_ON,
)

if TYPE_CHECKING:
    from archive.articles.html.line_scores import LineScores
    from archive.derivations.html_text_1 import Element, Page

_THINGS = "stor(?:y|ies)|columns|news|posts?|articles?|links|content|topics|videos|headlines|reads"
_RELATED_HEADING = re.compile(
    rf"""\W*(?:
    you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested).*
    | related(?:\ (?:{_THINGS}))? | more\ (?:from|on|in)\ .{{2,40}} | more\ \w+
    | (?:our\ )?(?:latest|top|recent|popular|trending|featured|other)\ (?:\w+\ )?(?:{_THINGS})
    | recommended(?:\ for\ you|\ (?:{_THINGS}|reading))? | most\ (?:read|popular|viewed|shared)
    | trending(?:\ now)? | (?:read|up|watch|what.s)\ next | also\ (?:read|on)\b.{{0,30}}
    | (?:mehr|weiteres)\ zum\ thema | auch\ interessant | lesen\ sie\ auch | meistgelesen
    | das\ könnte\ (?:sie|dich)\ .* | ähnliche(?:\ artikel)? | weitere\ (?:artikel|videos|themen)
    | (?:à\ )?lire\ aussi | sur\ le\ même\ (?:sujet|thème) | articles?\ (?:liés|similaires)
    | les\ plus\ lus | te\ puede\ interesar | más\ (?:noticias|leíd[oa]s) | lo\ más\ (?:visto|leído)
    | você\ pode\ gostar.* | leia\ (?:também|mais) | veja\ também | leggi\ anche
    | potrebbe\ interessarti.* | lees\ ook | läs\ (?:också|mer)
    | 関連記事 | あわせて読みたい | 相关(?:阅读|文章|新闻) | 관련\ ?기사
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def is_related_heading(text: str) -> bool:
    """Return whether a line is a heading for links to other articles.

    >>> (
    ...     is_related_heading("You might also like"),
    ...     is_related_heading("You might also like to know why."),
    ... )
    (True, True)
    >>> is_related_heading("Related stories:"), is_related_heading("See also")
    (True, False)
    """
    return len(text) <= LONGEST_RELATED_HEADING and _RELATED_HEADING.fullmatch(text) is not None


def end_before_related(page: Page, scores: LineScores, first: int, last: int) -> int:
    """Return the end of the article: before a heading that only teasers of other pages follow.

    If paragraphs of the same element follow below, the links are within the article, which goes on.
    """
    whole = scores.score_between(first, last)
    goes_on: _Boxes | None = None
    for n in range(bisect_left(scores.starts, first), bisect_left(scores.starts, last)):
        start, end = scores.starts[n], scores.ends[n]
        if not 0 < end - start <= LONGEST_RELATED_HEADING or not is_related_heading(
            page.text[start:end]
        ):
            continue
        if scores.score_between(first, start) < ENOUGH_BEFORE_RELATED * whole:
            continue
        goes_on = goes_on or _Boxes(page, scores, last)
        if goes_on.are_teasers(end) and not goes_on.around(start):
            return start
    return last


class _Boxes:
    """The elements before `last` that directly contain paragraphs, and the `article` elements."""

    def __init__(self, page: Page, scores: LineScores, last: int) -> None:
        self._scores, self._last = scores, last
        within = [one for one in page.elements if one.end <= last]
        self._articles = [one.start for one in within if one.name == "article" and one.end]
        stretches: dict[Element, tuple[int, int]] = {}
        for one in within:
            if (
                one.parent is not None
                and one.name in _PARAGRAPHS
                and one.end - one.start >= SHORTEST_GOING_ON
                and scores.share_linked(one.start, one.end) < RELATED_LINKED
            ):
                first_end, _ = stretches.get(one.parent, (one.end, 0))
                stretches[one.parent] = first_end, one.start
        ordered = sorted(stretches.values())
        self._first = [first for first, _ in ordered]
        self._reach = [*accumulate((start for _, start in ordered), max)]
        """For each element in `_first`: the start of the last paragraph in it or those before."""

    def around(self, at: int) -> bool:
        """Whether an element has paragraphs both before and after an offset."""
        n = bisect_right(self._first, at)
        return n > 0 and self._reach[n - 1] > at

    def are_teasers(self, start: int) -> bool:
        """Whether only teasers follow: links with little other text, or `article` elements."""
        scores, end = self._scores, self._last
        count = scores.links(start, end)
        if count < FEWEST_RELATED:
            return False
        if (
            scores.share_linked(start, end) > RELATED_LINKED
            or end - start <= LONGEST_TEASER * count
        ):
            return True
        return bool(self._articles) and self._articles[-1] >= start


_PARAGRAPHS = frozenset(("p", "div", "li", "section"))
