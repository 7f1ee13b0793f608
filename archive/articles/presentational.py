"""Attributes and elements of HTML that have no meaning for an article, each kind with the reason.

Everything not listed here has a meaning: a reader reads it, or counts it as a loss.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Presentational(NamedTuple):
    """Names that have no meaning for an article, and the reason."""

    reason: str
    names: frozenset[str]
    """Names of attributes, elements or relations of links."""
    prefixes: tuple[str, ...] = ()
    """Prefixes of further names."""


def _named(reason: str, names: str, *prefixes: str) -> Presentational:
    return Presentational(reason, frozenset(names.split()), prefixes)


ATTRIBUTES: tuple[Presentational, ...] = (
    _named("style sheets and scripts find elements by it", "class style slot part is", "data-"),
    _named("a script, which is not run", "nonce", "on"),
    _named(
        "obsolete: style sheets replaced it (HTML Standard, 16.2)",
        "align valign bgcolor background border bordercolor cellpadding cellspacing char charoff "
        "clear color compact face frame frameborder height hspace link alink vlink marginheight "
        "marginwidth noshade nowrap rules size scrolling text vspace width topmargin leftmargin "
        "bottommargin rightmargin allowtransparency sizes imagesizes cols rows wrap",
    ),
    _named(
        "how a browser loads a linked file, and what that file may do in the browser",
        "loading decoding fetchpriority crossorigin integrity referrerpolicy sandbox allow "
        "allowfullscreen webkitallowfullscreen mozallowfullscreen async defer blocking preload "
        "autoplay controls playsinline muted loop ping nomodule importance",
    ),
    _named(
        "how keyboard, focus and windows work in a browser",
        "tabindex accesskey autofocus autocomplete autocapitalize autocorrect draggable spellcheck "
        "enterkeyhint inputmode contenteditable target novalidate formnovalidate inert popover "
        "popovertarget popovertargetaction translate unselectable hidefocus",
    ),
    _named(
        "the state of a control, for screen readers",
        "aria-hidden aria-expanded aria-controls aria-haspopup aria-live aria-atomic aria-busy "
        "aria-selected aria-pressed aria-checked aria-current aria-disabled aria-modal "
        "aria-orientation aria-keyshortcuts aria-owns aria-relevant aria-autocomplete "
        "aria-activedescendant aria-required aria-invalid aria-multiline aria-multiselectable "
        "aria-readonly aria-sort aria-valuemax aria-valuemin aria-valuenow aria-flowto",
    ),
    _named("which version and namespaces of markup the file uses", "xmlns version", "xmlns:"),
)
"""Attributes. An `id` that nothing points to has no meaning either."""

ELEMENTS: tuple[Presentational, ...] = (
    _named("the parser adds them where they are missing", "html head body tbody tr colgroup"),
    _named("only their attributes have a meaning", "div span"),
    _named("words between two blocks are a paragraph without it (HTML Standard, 3.2.5.4)", "p"),
    _named("a line ends there without it, or the record has a mark for it", "br"),
    _named(
        "obsolete: style sheets replaced it (HTML Standard, 16.2)",
        "font center big basefont nobr blink marquee col spacer",
    ),
    _named("how a page looks and works; only the capture keeps it", "style script"),
    _named("an image outside a paragraph is a figure without it", "figure picture"),
)
"""Elements. What is in a drawing (`svg`) or a formula (`math`) is counted together with it."""

RELATIONS = _named(
    "how a page looks and is loaded",
    "stylesheet icon shortcut apple-touch-icon apple-touch-icon-precomposed mask-icon "
    "apple-touch-startup-image fluid-icon image_src manifest preload modulepreload prefetch "
    "preconnect dns-prefetch prerender",
)
"""Values of the attribute `rel` of `link`."""

SCRIPTS = _named(
    "a script, which is not run",
    "module importmap speculationrules text/javascript application/javascript text/ecmascript "
    "application/x-javascript application/ecmascript text/jscript javascript",
)
"""Values of `type` of program code; a `script` of any other type holds data."""


@lru_cache(maxsize=4096)
def is_presentational(name: str) -> bool:
    """Whether an attribute has no meaning for an article.

    >>> [is_presentational(name) for name in ("data-id", "onclick", "title", "aria-label")]
    [True, True, False, False]
    """
    return any(name in one.names or name.startswith(one.prefixes) for one in ATTRIBUTES)


ELEMENTS_WITHOUT_MEANING = frozenset(name for one in ELEMENTS for name in one.names)
