"""Where a page goes on to offer other pages: "You may also like", and what stands below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.derivations.html_text_1 import Element, Page
    from archive.formats.html.lines import Lines

_THINGS = "stor(?:y|ies)|columns|news|posts?|articles?|links|content|topics|videos|headlines|reads"
_OFFER = re.compile(
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
_LONGEST = 60
_FEWEST = 2
"""So many links stand below such a line."""
_LINKED = 0.3
_LONGEST_TEASER = 400
"""What is said of another page has no more code points, its heading included."""
_ENOUGH_BEFORE = 0.25
"""So much of what trafilatura takes stands before it."""


def is_offer(text: str) -> bool:
    """Return whether a line says that links to other pages follow.

    >>> is_offer("You might also like"), is_offer("You might also like to know why.")
    (True, True)
    >>> is_offer("Related stories:"), is_offer("See also")
    (True, False)
    """
    return len(text) <= _LONGEST and _OFFER.fullmatch(text) is not None


def before_offers(page: Page, lines: Lines, first: int, last: int) -> int:
    """Return where the article ends, if nothing but teasers of other pages ends it.

    If paragraphs go on below as they were above, such a line and its links stand in the article.
    """
    whole = lines.between(first, last)
    for n in range(bisect_left(lines.starts, first), bisect_left(lines.starts, last)):
        start, end = lines.starts[n], lines.ends[n]
        if not 0 < end - start <= _LONGEST or not is_offer(page.text[start:end]):
            continue
        if lines.between(first, start) < _ENOUGH_BEFORE * whole:
            continue
        if _are_teasers(page, lines, end, last) and not _goes_on(page, lines, start, last):
            return start
    return last


def _goes_on(page: Page, lines: Lines, start: int, last: int) -> bool:
    """Whether paragraphs stand behind a place in the same element as others before it."""
    before: set[Element] = set()
    for one in page.elements:
        parent = one.parent
        if (
            parent is not None
            and one.name in _PARAGRAPHS
            and one.end - one.start >= _SHORTEST
            and one.end <= last
            and lines.linked(one.start, one.end) < _LINKED
        ):
            if one.end <= start:
                before.add(parent)
            elif one.start > start and parent in before:
                return True
    return False


_PARAGRAPHS = frozenset(("p", "div", "li", "section"))
_SHORTEST = 60


def _are_teasers(page: Page, lines: Lines, start: int, end: int) -> bool:
    """Whether a stretch speaks of other pages: links with a line or two, or whole articles."""
    count = lines.links(start, end)
    if count < _FEWEST:
        return False
    if lines.linked(start, end) > _LINKED or end - start <= _LONGEST_TEASER * count:
        return True
    return any(
        one.name == "article" and start <= one.start < one.end <= end for one in page.elements
    )
