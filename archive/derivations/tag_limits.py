"""Limits on the tags of a page, so that no malicious page keeps the parser busy.

The parsing algorithm of the HTML Standard can be slow: it opens formatting elements again in each
block, searches all open elements at an end tag, compares each attribute of a tag with the others,
and searches a list of options at each option. A page of a few hundred kilobytes could take hours.
Pages that people write are far below these limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_OPEN = 20_000
"""How many elements may be open at a time."""
MOST_ATTRIBUTES = 2_000
"""How many attributes one tag may have, and how many all `html` and `body` tags together."""
MOST_REOPENED = 2_000_000
"""How many formatting elements may be opened again by the parser."""
MOST_STEPS = 300_000_000
"""How many open elements may be searched for all end tags together."""
MOST_OPTIONS = 10_000
"""How many options one list of options may have."""

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|))*+)>?""",
    re.DOTALL,
)
"""Matches a comment or a tag. Without an end, it extends to the end of the page, so that nothing is
read twice."""
_RAW = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
)
"""Elements whose content has no tags; only their own end tag ends them."""
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_ATTRIBUTE = re.compile(r"""[^\s=/>"']++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++))?+""")
_FORMATTING = frozenset(
    (
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    )
)
"""Formatting elements (HTML Standard, 13.2.4.2)."""
_NAMES_NEVER_DEEPER = (
    "area base basefont bgsound body br col colgroup dd dt embed frame head hr html img input li "
    "link meta optgroup option p param rp rt source tbody td tfoot th thead tr track wbr"
)
_NEVER_DEEPER = frozenset(_NAMES_NEVER_DEEPER.split())
"""Elements without content, or that a start tag of the same kind closes."""
_FEWEST = 4 * MOST_ATTRIBUTES
"""How many characters so many attributes have at least."""
_FEW_TAGS = 2_000
"""Fewer tags than this can exceed only `MOST_ATTRIBUTES`: even if each of them opened again, or
searched, all those before it, that would be 2,000,000 elements."""


def excess_tags(text: str) -> str:
    """Return the name of what a page has too many of; empty if every parser can handle it.

    >>> excess_tags("<p>One <b>two</b>"), excess_tags("<b>" * 20_001)
    ('', 'elements within one another')
    """
    depths: dict[str, int] = {}
    formatting: list[tuple[str, str]] = []
    same: dict[tuple[str, str], int] = {}
    depth = reopened = steps = of_outermost = options = 0
    is_small = text.count("<") < _FEW_TAGS
    for is_end, name, attributes in tags(text):
        if not is_end and (len(attributes) > _FEWEST or name in ("html", "body")):
            count = sum(1 for _ in _ATTRIBUTE.finditer(attributes))
            of_outermost += count if name in ("html", "body") else 0
            if max(count, of_outermost) > MOST_ATTRIBUTES:
                return "attributes in one tag"
        if is_small:
            continue
        if is_end:
            steps += depth
            if depths.get(name):
                depths[name] -= 1
                depth -= 1
            if name in _FORMATTING and formatting:
                _close(name, formatting, same)
        else:
            if name in ("select", "option"):
                options = 0 if name == "select" else options + 1
                if options > MOST_OPTIONS:
                    return "options in one list"
            if name in _FORMATTING:
                key = name, attributes
                if same.get(key, 0) < _NOAHS_ARK:
                    same[key] = same.get(key, 0) + 1
                    formatting.append(key)
            else:
                reopened += len(formatting)
            if name not in _NEVER_DEEPER:
                depths[name] = depths.get(name, 0) + 1
                depth += 1
        if depth > MOST_OPEN:
            return "elements within one another"
        if reopened > MOST_REOPENED or steps > MOST_STEPS:
            return "tags that are never closed"
    return ""


def tags(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield the tags of a page: whether it is an end tag, the name in lower case, the attributes.

    >>> [*tags("<!--<p>--><script>'<b>'</script><P id=a>")]
    [(False, 'script', ''), (True, 'script', ''), (False, 'p', ' id=a')]
    """
    at = 0
    while (match := _TAG.search(text, at)) is not None:
        at = match.end()
        if match[2] is None:
            continue
        is_end, name = bool(match[1]), match[2].lower()
        if not is_end and name in _RAW:
            at = _end_of_raw(name, text, at)
        yield is_end, name, match[3]


def _end_of_raw(name: str, text: str, at: int) -> int:
    """Return where the end tag of an element of `_RAW` begins, or else the end of the page."""
    end = _ENDS[name]
    while (at := text.find("</", at)) >= 0:  # many times faster than a search by the pattern
        if end.match(text, at):
            return at
        at += 2
    return len(text)


_NOAHS_ARK = 3
"""How many identical formatting elements are opened again (HTML Standard, 13.2.4.3)."""


def _close(name: str, formatting: list[tuple[str, str]], same: dict[tuple[str, str], int]) -> None:
    """Remove the last formatting element of this name, if it is one of the last open elements."""
    for n in range(len(formatting) - 1, max(-1, len(formatting) - 1 - _LOOKED_AT), -1):
        if formatting[n][0] == name:
            same[formatting.pop(n)] -= 1
            return


_LOOKED_AT = 50
