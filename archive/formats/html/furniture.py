"""Which elements of a page are furniture, by what they are, are called and say.

What an element is called counts as long as little of the article stands in it: a page whose
outermost element is called `has-sidebar` is no side bar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.text.furniture import reads_like_furniture, role_of_furniture, says_only_furniture

if TYPE_CHECKING:
    from archive.derivations.html_text_1 import Element, Page
    from archive.formats.html.lines import Lines

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
_CALLED = (
    ("cookie-notice", "cookies?|cookie-?(?:banner|notice|consent|bar|law|wall)|consent|gdpr|ccpa"
     "|onetrust|cmplz|cky|didomi|usercentrics|sp-message|privacy-(?:notice|banner|manager)"),
    ("comment-form", "comments?|comments?-(?:area|list|section|wrapper|form)|commentlist|respond"
     "|disqus|disqus_thread|reply-form|discussion|post-comments"),
    ("share-bar", "share|shares|sharing|share-?(?:bar|buttons?|tools?|links?|this)|sharedaddy"
     "|social|social-?(?:share|media|links?|icons?|buttons?|bar)|addthis|a2a|addtoany|sd-block"
     "|jp-likes|sharethis|claps?|like-button|post-actions|article-actions|follow-us"),
    ("related", "related|related-?(?:posts?|articles?|stories|content|links|news)"
     "|jp-relatedposts|recirc|recirculation|recommend(?:ed|ations?)|read-?(?:more|next|also)"
     "|more-(?:stories|from|on|news|posts)|most-?(?:read|popular|viewed)|trending|popular"
     "|popular-posts|outbrain|taboola|ob-widget|next-?(?:posts?|story)|prev-?next|post-navigation"
     "|nav-links|up-next|also-read|see-also-box|teasers?|inline-related|story-list"),
    ("subscribe-form", "newsletters?|newsletter-?(?:signup|form|box|promo)|subscribe|subscribe-.*"
     "|subscription|subscription-.*|sign-?up|signup-.*|mailing-list|email-form|members?-form"
     "|gh-subscribe|membership|paywall|paywall-.*|regwall|meter|donate|donations?|support-us"
     "|call-to-action|cta"),
    ("advertisement", "ads?|advert|adverts|advertisements?|advertising|ad-?(?:slot|unit|container"
     "|wrapper|banner|label|box)|sponsored|promo|promo-.*|promotion|promoted"
     "|banner-ad|dfp|google-ads|adsbygoogle"),
    ("navigation", "nav|navi|navbar|navigation|navbox|menu|menus|sub-?menu|main-menu|breadcrumbs?"
     "|bread-?crumb|yoast-breadcrumbs|pagination|pager|page-numbers|skip|skip-?(?:link|to-content"
     "|nav)|skiplinks?|catlinks|sidebar-links|portal|mw-jump-link|mw-editsection|editsection"
     "|headerlink|anchor-?link|header-anchor|heading-anchor|permalink-anchor|back-?to-?top"
     "|to-top|printfooter|jump-to-nav|sisterproject|sistersitebox|noprint|language-selector"),
    ("contents", "toc|table-of-contents|ez-toc-container|lwptoc|tableofcontents"),
    ("sidebar", "side-?bar|sidebar-.*|widget-area|secondary|right-rail|rail|right-?col(?:umn)?"),
    ("footer", "footer|site-footer|page-footer|colophon|copyright-footer|footer-.*"),
    ("tags", "tags|tag-?(?:list|links|cloud)|post-tags|entry-tags|cat-links|article-tags"
     "|categories|keywords|topics|post-categories|entry-footer"),
    ("about-the-author", "author-?(?:bio|box|info|card|profile|description)|about-(?:the-)?author"
     "|bio|post-author-bio"),
    ("hidden", "sr-only|visually-hidden|screen-reader-text|visuallyhidden|hidden|hide|d-none"
     "|display-none|element-invisible|element-hidden|mw-hidden|show-for-sr"),
    ("dialog", "modal|popup|pop-up|overlay|lightbox|toast|tooltip|newsletter-modal"),
    ("line-numbers", "gutter|linenos|line-numbers|lineno|rouge-gutter"),
    ("banner", "masthead|site-header|site-branding|topbar|top-bar|site-title|site-logo"
     "|header-ad|global-header|page-banner|wm-ipp|wm-ipp-base"),
)  # fmt: skip
_PATTERN = re.compile(
    r"(?<![\w-])(?:(?:[a-z0-9]+[_-]+)?(?:"
    + "|".join(f"(?P<r{n}>{words})" for n, (_, words) in enumerate(_CALLED))
    + r")(?:[_-]+(?:block|box|container|wrapper|wrap|section|widget|area|module|inner|list|row"
    r"|holder|outer|group|panel|component|region|menu|links?|items?|bar|title|heading|header"
    r"|label|\d+))*)(?![\w-])",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?<![\w-])(?:foot-?notes?|endnotes?|side-?notes?|margin-?notes?|references|reflist"
    r"|infobox|call-?out|admonition|note|pull-?quote|caption|wp-caption.*|correction.*)(?![\w-])",
    re.IGNORECASE,
)
"""What an aside may be called that is of the article."""
_MUCH = 0.35
"""An element with so much of the article is no furniture, whatever it is called."""
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONSENT = re.compile(r"\b(?:cookies?|consent|gdpr|privacy|partners|tracking|einwillig\w+)\b", re.I)
_LINKED = 0.75
_FEWEST_LINKS = 3
_LONG_LINK = 100
"""Code points: so much stands in a link to a work, and not in one to another page of a site."""
_SHORT = 200


class Furniture:
    """The furniture of a page."""

    def __init__(self, page: Page, lines: Lines) -> None:
        self._page, self._lines = page, lines
        self._roles: dict[Element, str | None] = {}

    def role(self, element: Element) -> str | None:
        """Return the role of an element that is furniture; `None` if it is none."""
        if element not in self._roles:
            self._roles[element] = self._found(element)
        return self._roles[element]

    def _found(self, element: Element) -> str | None:
        role = role_by_markup(element)
        if role is None:
            return self._by_links(element)
        if element.end <= element.start:
            return role
        if role == "cookie-notice" and self.asks_consent(element):
            return role
        lines = self._lines
        if lines.total and lines.worth(element) > _MUCH * lines.total:
            return None
        if role == "aside" and self._is_of_article(element):
            return None
        return role

    def asks_consent(self, element: Element) -> bool:
        """Whether an element is about cookies and consent in most of what it says."""
        return asks_consent(self._page.text[element.start : element.end])

    def _is_of_article(self, element: Element) -> bool:
        return _NEVER.search(_names(element)) is not None

    def _by_links(self, element: Element) -> str | None:
        """A list or block of links that trafilatura does not take either."""
        if element.name not in ("ul", "ol", "div", "section", "table", "header", "menu"):
            return None
        start, end = element.start, element.end
        lines = self._lines
        count = lines.links(start, end)
        if lines.first < start and end < lines.last and (
            not element.attributes or (end - start) > _LONG_LINK * count
        ):
            return None  # links among the words of the article
        if (
            count >= _FEWEST_LINKS
            and lines.linked(start, end) > _LINKED
            and lines.share(start, end) < 0.3
        ):
            return "links"
        return None

    def of_words(self, start: int, end: int) -> str | None:
        """Return the role of words that read like furniture; `None` if they do not."""
        if end - start > _SHORT:
            return None
        text = self._page.text[start:end]
        if says_only_furniture(text) or (
            reads_like_furniture(text) and self._lines.share(start, end) < 1
        ):
            return role_of_furniture(text) or "other"
        return None


def asks_consent(text: str) -> bool:
    """Whether a text is about cookies and consent: one word of ten or twenty says so."""
    words = len(text.split())
    found = len(_CONSENT.findall(text))
    return found >= 2 and found * 25 >= words


def role_by_markup(element: Element) -> str | None:
    """Return the role that an element's name, attributes and class tell."""
    name = element.name
    attributes = element.attributes
    if not attributes:
        return _BY_NAME.get(name)
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden"
    style = attributes.get("style")
    if style and _DISPLAY_NONE.search(style):
        return "hidden"
    role = attributes.get("role")
    if role and (found := _BY_ROLE.get(role.strip().lower())):
        return found
    if name in ("body", "html", "main", "article"):
        return None
    names = _names(element)
    if names and (match := _PATTERN.search(names)) and not _NEVER.search(names):
        return _CALLED[int(str(match.lastgroup)[1:])][0]
    return _BY_NAME.get(name)


def _names(element: Element) -> str:
    return f"{element.get('class')} {element.get('id')}".strip()


def names_of(element: Element) -> str:
    """Return what an element is called: its classes and its id."""
    return _names(element)
