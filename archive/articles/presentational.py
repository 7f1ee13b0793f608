"""Attributes and elements of HTML without a meaning for an article, each kind with the reason.

Everything not listed here has a meaning: a reader takes it, or counts it as a loss.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Presentational(NamedTuple):
    """Names without a meaning for an article, and why."""

    reason: str
    names: frozenset[str]
    """Names of attributes, elements or relations of links."""
    prefixes: tuple[str, ...] = ()
    """How further names begin."""


def _named(reason: str, names: str, *prefixes: str) -> Presentational:
    return Presentational(reason, frozenset(names.split()), prefixes)


ATTRIBUTES: tuple[Presentational, ...] = (
    _named("what style sheets and scripts find an element by", "class style slot part is", "data-"),
    _named("a script, which is not run", "nonce", "on"),
    _named(
        "looks, as HTML had them before style sheets (HTML Standard, 16.2)",
        "align valign bgcolor background border bordercolor cellpadding cellspacing char charoff "
        "clear color compact face frame frameborder height hspace link alink vlink marginheight "
        "marginwidth noshade nowrap rules size scrolling text vspace width topmargin leftmargin "
        "bottommargin rightmargin allowtransparency sizes imagesizes cols rows wrap",
    ),
    _named(
        "how a browser loads what an address leads to, and what it may do there",
        "loading decoding fetchpriority crossorigin integrity referrerpolicy sandbox allow "
        "allowfullscreen webkitallowfullscreen mozallowfullscreen async defer blocking preload "
        "autoplay controls playsinline muted loop ping nomodule importance",
    ),
    _named(
        "how keyboard and window serve the reader of the page",
        "tabindex accesskey autofocus autocomplete autocapitalize autocorrect draggable spellcheck "
        "enterkeyhint inputmode contenteditable target novalidate formnovalidate inert popover "
        "popovertarget popovertargetaction translate unselectable hidefocus",
    ),
    _named(
        "the state of a control for programs that read a page aloud",
        "aria-hidden aria-expanded aria-controls aria-haspopup aria-live aria-atomic aria-busy "
        "aria-selected aria-pressed aria-checked aria-current aria-disabled aria-modal "
        "aria-orientation aria-keyshortcuts aria-owns aria-relevant aria-autocomplete "
        "aria-activedescendant aria-required aria-invalid aria-multiline aria-multiselectable "
        "aria-readonly aria-sort aria-valuemax aria-valuemin aria-valuenow aria-flowto",
    ),
    _named("names of the markup itself", "xmlns version", "xmlns:"),
)
"""Attributes; an `id` that nothing points to is another."""

ELEMENTS: tuple[Presentational, ...] = (
    _named("the parser puts them in, written or not", "html head body tbody tr colgroup"),
    _named("only their attributes have a meaning", "div span"),
    _named("words between two blocks are a paragraph without it (HTML Standard, 3.2.5.4)", "p"),
    _named("a line ends there anyway, or the record has its mark", "br"),
    _named(
        "looks, as HTML had them before style sheets (HTML Standard, 16.2)",
        "font center big basefont nobr blink marquee col spacer",
    ),
    _named("how a page looks and works, kept in the capture", "style script"),
    _named("an image that stands alone is a figure without it", "figure picture"),
)
"""Elements. The content of a drawing (`svg`) or a formula (`math`) is counted with it."""

RELATIONS = _named(
    "how a page looks and is loaded",
    "stylesheet icon shortcut apple-touch-icon apple-touch-icon-precomposed mask-icon "
    "apple-touch-startup-image fluid-icon image_src manifest preload modulepreload prefetch "
    "preconnect dns-prefetch prerender",
)
"""Relations of `link`."""

SCRIPTS = _named(
    "a script, which is not run",
    "module importmap speculationrules text/javascript application/javascript text/ecmascript "
    "application/x-javascript application/ecmascript text/jscript javascript",
)
"""Types of scripts; all others hold data."""


@lru_cache(maxsize=4096)
def is_presentational(name: str) -> bool:
    """Whether an attribute has no meaning for an article.

    >>> [is_presentational(name) for name in ("data-id", "onclick", "title", "aria-label")]
    [True, True, False, False]
    """
    return any(name in one.names or name.startswith(one.prefixes) for one in ATTRIBUTES)


ELEMENTS_WITHOUT_MEANING = frozenset(name for one in ELEMENTS for name in one.names)
