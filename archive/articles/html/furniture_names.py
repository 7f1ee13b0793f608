"""Detects the furniture of a page by its markup: element names, attributes, classes and ids."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.derivations.html_text_1 import Element

_BY_NAME = {
    "nav": "navigation",
    "footer": "footer",
    "button": "control",
    "select": "control",
    "textarea": "control",
    "form": "form",
    "dialog": "dialog",
    "aside": "aside",
    "search": "form",
    "noscript": "script-fallback",
}
_BY_ROLE = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "banner": "banner",
    "search": "form",
    "form": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "control",
    "tablist": "control",
    "button": "control",
}
_CALLED = {
    "cookie-notice": (
        "cookie cookies consent gdpr ccpa onetrust cmplz cky didomi usercentrics cmp"
    ),
    "comment-form": (
        "comment comments commentlist respond disqus discussion reactions remark42 utterances"
    ),
    "share-bar": (
        "share sharing sharedaddy sharethis social addthis a2a addtoany jp-likes claps clap "
        "follow like-button post-actions article-actions"
    ),
    "related": (
        "related relatedposts recirc recirculation recommended recommendations recommendation "
        "read-more read-next read-also also-read lire-aussi most-read most-popular mostread "
        "trending popular outbrain taboola more-stories more-from more-news up-next teaser "
        "latest-news latest-posts latest-stories crosslinking crosslinks relatedpoststitle "
        "teasers bookmark digest post-navigation post-embed catcher prev-next nextprev river "
        "onward"
    ),
    "subscribe-form": (
        "newsletter newsletters subscribe subscription subscriptions subscriber signup sign- "
        "up mailing-list email-form members-form membership regwall meter donate donation "
        "donations support-us cta call-to-action callout-newsletter friend"
    ),
    "advertisement": (
        "ad ads advert adverts advertisement advertisements advertising adsense adsbygoogle "
        "sponsored promo promos promoted promotion dfp mpu amp-ad banner-ad werbung anzeige "
        "publicite"
    ),
    "navigation": (
        "nav navi navbar navigation navbox menu submenu breadcrumb breadcrumbs breadcrumblist "
        "pagination pager skip-link skip-links skiplink skiplinks skip-to-content catlinks "
        "jump-link editsection headerlink anchor-link anchorlink header-anchor heading-anchor "
        "permalink back-to-top backtotop to-top printfooter jump-to-nav sistersitebox noprint "
        "language-selector portlet portal navframe toolbar tabs"
    ),
    "contents": "toc table-of-contents lwptoc tableofcontents",
    "sidebar": ("sidebar sidebars widget-area right-rail left-rail rail rightcol leftcol sidenav"),
    "footer": "footer colophon site-info",
    "tags": "tags taglist tag-list tag-links tagcloud cat-links topics keywords",
    "about-the-author": (
        "author-bio author-box author-info author-card author-profile author-description "
        "about-author about-the-author bio authorbox"
    ),
    "hidden": (
        "sr-only visually-hidden screen-reader-text visuallyhidden hidden display-none d-none "
        "element-invisible element-hidden show-for-sr assistive-text speechify-ignore "
        "print-header print-only printonly"
    ),
    "dialog": "modal popup pop-up overlay lightbox toast",
    "control": "button-wrapper btn button poll quiz player-controls vjs mejs plyr",
    "line-numbers": "gutter linenos linenumbers line-numbers lineno lineno-container",
    "banner": (
        "masthead site-header site-branding topbar top-bar site-title site-logo site-nav "
        "global-header page-banner wm-ipp wm-ipp-base"
    ),
    "paywall": "paywall-message paywall-prompt paywall-offer gate-message",
}
"""Words in classes and ids that indicate furniture, by role: `related` in `related-posts-list`."""
_ROLE_OF_WORD = {word: role for role, words in _CALLED.items() for word in words.split()}
_NAMES_OF_STATES = (
    "has is no not with without type format status category tag single js wp-custom postid page-id "
    "parent depth themed align lang"
)
_STATE_WORDS = frozenset(_NAMES_OF_STATES.split())
"""First words of classes that describe a state, not a role: `has-sidebar`, `tag-promo`."""
_PART = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
NEVER_FURNITURE = re.compile(
    r"(?<![\w-])(?:[\w-]*[_-])?(?:foot-?notes?|endnotes?|side-?notes?|margin-?notes?|references"
    r"|reflist|infobox|call-?out|admonition|notes?|caption|correction\w*|encart)(?:[_-][\w-]*)?"
    r"(?![\w-])",
    re.IGNORECASE,
)
"""Classes and ids of parts of an article, even if they contain a word for furniture."""
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that are headings."""
CALLED_CONSENT = re.compile("|".join(_CALLED["cookie-notice"].split()), re.IGNORECASE)
"""A word in the classes and ids of elements that ask for consent."""


def role_by_markup(element: Element) -> str | None:
    """Return the role of an element by its name, attributes, classes and id."""
    return (
        _role_by_attributes(element) or role_by_names(element) or _BY_NAME.get(element.name)
        if element.attributes
        else _BY_NAME.get(element.name)
    )


def _role_by_attributes(element: Element) -> str | None:
    attributes = element.attributes
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden"
    style = attributes.get("style")
    if style and _DISPLAY_NONE.search(style):
        return "hidden"
    role = attributes.get("role")
    return _BY_ROLE.get(role.strip().lower()) if role else None


def is_role_by_names_alone(element: Element) -> bool:
    """Whether an element is furniture only by its classes and id."""
    is_furniture_itself = element.name != "aside" and element.name in _BY_NAME
    return (
        bool(element.attributes)
        and not is_furniture_itself
        and _role_by_attributes(element) is None
        and role_by_names(element) is not None
    )


def role_by_names(element: Element) -> str | None:
    """Return the role of an element by its classes and id."""
    if element.name in ("body", "html", "main", "article"):
        return None
    names = classes_and_id(element)
    if not names:
        return None
    role = _role_of_names(names)
    if element.name in HEADINGS:
        return "hidden" if role == "hidden" else None
    return None if role is None or NEVER_FURNITURE.search(names) else role


@lru_cache(maxsize=4096)
def _role_of_names(names: str) -> str | None:
    """Return the role that the classes and id of an element indicate."""
    found: str | None = None
    for name in names.split():
        role = _role_of_name(name)
        if role == "cookie-notice":
            return role
        found = found or role
    return found


def _role_of_name(name: str) -> str | None:
    words = [word.lower() for word in _PART.findall(name)]
    if not words or len(words) > _MOST_PARTS or words[0] in _STATE_WORDS:
        return None
    if role := _ROLE_OF_WORD.get(name.lower()):
        return role
    for word in (*map("-".join, pairwise(words)), *words):
        role = _ROLE_OF_WORD.get(word)
        if role is not None and role not in _ONLY_WHOLE:
            return role
    return None


_MOST_PARTS = 12
_ONLY_WHOLE = frozenset(("hidden", "control"))
"""Roles for which the whole class or id must match: `label-hidden` is visible."""


def classes_and_id(element: Element) -> str:
    """Return the classes, the id and similar names of an element, in one string."""
    tag = element.name if "-" in element.name else ""
    get = element.attributes.get
    component, test = get("data-component") or "", get("data-testid") or ""
    return f"{tag} {get('class') or ''} {get('id') or ''} {component} {test}".strip()
