"""Detects the furniture of a page by the names, classes, ids and text of its elements.

Classes and ids are ignored if an element contains much of the article: a page whose outermost
element has the class `has-sidebar` is not a sidebar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from archive.articles.html.furniture_names import (
    CALLED_CONSENT,
    HEADINGS,
    NEVER_FURNITURE,
    classes_and_id,
    is_role_by_names_alone,
    role_by_markup,
    role_by_names,
)
from archive.articles.html.related_articles import is_related_heading
from archive.articles.html.stylesheets import hidden_selectors
from archive.articles.html.tuning import (
    ALSO_READ_LINKED,
    ARTICLE_SHARE,
    BLOCK_TAKEN,
    FEW_LINKED,
    FEWEST_COMMENTS,
    FEWEST_LINKS,
    LONG_LINK,
    LONG_TEXT,
    LONGEST_PULLED,
    LOOKED_AT,
    MOST_COMPARED,
    MOSTLY_LINKED,
    NEARLY_ALL,
    SHORT_PHRASE,
    SHORTEST_PULLED,
)
from archive.text.furniture_phrases import (
    reads_like_furniture,
    role_of_furniture,
    says_only_furniture,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.articles.html.line_scores import LineScores
    from archive.articles.html.page_prose import PageProse
    from archive.derivations.html_text_1 import Element, Page

_CONSENT = re.compile(r"\b(?:cookies?|consent|gdpr|privacy|partners|tracking|einwillig\w+)\b", re.I)
_ALSO_READ = re.compile(
    r"\W*(?:read (?:more|also|next)|also read|see also|related|more on this|don.t miss"
    r"|lire aussi|à lire|mehr zum thema|lesen sie auch|auch interessant|lea también"
    r"|leia também|leggi anche)\b",
    re.IGNORECASE,
)
_PULLED = re.compile(r"pull-?quote|(?<![\w-])(?:[\w-]*[_-])?pq(?![\w-])", re.IGNORECASE)
_ROLES_WHATEVER_TAKEN = frozenset(
    ("cookie-notice", "comment-form", "hidden", "dialog", "about-the-author", "related", "footer")
)
_CONTROLS = frozenset(("form", "input", "textarea", "select"))
_PORTRAITS = frozenset(("img", "picture", "amp-img"))
_ASKS_TO_SUBSCRIBE = re.compile(
    r"\b(?:sign(?:ing)? up|subscri|newsletter|e-?mails?\b|inbox|donat|abonn|anmeld|member|a month)",
    re.IGNORECASE,
)


class FurnitureDetector:
    """Detects which elements of a page are furniture."""

    def __init__(self, page: Page, scores: LineScores, prose: PageProse) -> None:
        self._page, self._scores, self._prose = page, scores, prose
        self._roles: dict[Element, str | None] = {}
        self._hidden_selectors = hidden_selectors(page)
        self._compared = 0

    def role(self, element: Element) -> str | None:
        """Return the role of an element that is furniture; `None` if it is not furniture."""
        if element not in self._roles:
            self._roles[element] = self._detected_role(element)
        return self._roles[element]

    def _detected_role(self, element: Element) -> str | None:
        role = role_by_markup(element)
        if self._hidden_selectors and element.attributes:
            names = (
                *(f".{name}" for name in element.get("class").split()),
                f"#{element.get('id')}",
            )
            if not self._hidden_selectors.isdisjoint(names):
                role = "hidden"
        if role is None:
            return (
                self._link_list_role(element)
                or self._pull_quote_role(element)
                or self._teaser_role(element)
            )
        if element.end <= element.start:
            return role
        if role != "hidden" and is_role_by_names_alone(element) and self._is_content(element, role):
            return self._pull_quote_role(element)
        scores = self._scores
        if scores.total and scores.score(element) > ARTICLE_SHARE * scores.total:
            return None
        if role not in _ROLES_WHATEVER_TAKEN and self._is_taken(element):
            return None
        if role == "aside" and self._is_of_article(element):
            return self._pull_quote_role(element)
        return role

    def _is_content(self, element: Element, role: str) -> bool:
        """Whether an element within the article is prose, a quotation or a heading.

        Such an element is not furniture by its class or id alone. It must also contain links, a
        form, several comments, or phrases of furniture.
        """
        start, end = element.start, element.end
        scores = self._scores
        if not scores.first <= start < end <= scores.last:
            return False
        if scores.share_linked(start, end) > FEW_LINKED and not self.is_lone_heading(element):
            return False
        is_content = (
            self._prose.paragraphs.count(start, end)
            or element.name == "blockquote"
            or self.is_lone_heading(element)
        )
        return bool(is_content) and not self._has_parts_of_furniture(element, role)

    def is_lone_heading(self, element: Element) -> bool:
        """Whether an element consists of a heading, and a paragraph of prose follows it."""
        start, end = element.start, element.end
        return (
            end - start <= SHORT_PHRASE
            and any(
                one.name in HEADINGS and (one.start, one.end) == (start, end)
                for one in islice(element.within(), LOOKED_AT)
            )
            and self._prose.begins_next(end)
        )

    def _has_parts_of_furniture(self, element: Element, role: str) -> bool:
        """Whether the content of an element is furniture: controls, comments, phrases."""
        inner = [*islice(element.within(), LOOKED_AT)]
        if any(one.name in _CONTROLS for one in inner):
            return True
        text = self._page.text[element.start : element.end]
        match role:
            case "comment-form":
                comments = (one for one in inner if one.is_block and role_by_names(one) == role)
                return sum(1 for _ in comments) >= FEWEST_COMMENTS
            case "about-the-author":
                return any(one.name in _PORTRAITS for one in inner)
            case "subscribe-form":
                return self.asks_to_subscribe(element)
            case "cookie-notice":
                return asks_consent(text)
            case _:
                line = text.partition("\n")[0]
                return is_related_heading(line) or reads_like_furniture(line)

    def asks_to_subscribe(self, element: Element) -> bool:
        """Whether the text of an element is about subscriptions, newsletters or donations."""
        return _ASKS_TO_SUBSCRIBE.search(self._page.text, element.start, element.end) is not None

    def _is_taken(self, element: Element) -> bool:
        """Whether trafilatura found nearly all of an element, which is long and has few links.

        Where trafilatura is wrong, the text is usually short or consists of links.
        """
        start, end = element.start, element.end
        scores = self._scores
        return (
            end - start > LONG_TEXT
            and scores.share(start, end) > NEARLY_ALL
            and scores.share_linked(start, end) < FEW_LINKED
        )

    def _pull_quote_role(self, element: Element) -> str | None:
        """Return `pull-quote` if the words of a quotation are elsewhere in the article, too."""
        is_called = bool(element.attributes) and _PULLED.search(classes_and_id(element)) is not None
        if not is_called and element.name != "blockquote":
            return None
        start, end = element.start, element.end
        if not 0 < end - start <= LONGEST_PULLED or self._compared > MOST_COMPARED:
            return None
        self._compared += 1
        longest = max(self._page.text[start:end].split("\n"), key=len)
        words = longest.strip(" \t\u201c\u201d\"'\u00ab\u00bb.,\u2026\u00a0")
        if len(words) < SHORTEST_PULLED:
            return None
        text = self._page.text
        again = text.find(words, 0, start) >= 0 or text.find(words, end) >= 0
        return "pull-quote" if again else None

    def consent_notices(self) -> Iterator[Element]:
        """Yield the elements that ask for consent, by their class or id and by their text."""
        for element in self._page.elements:
            if (
                element.is_block
                and element.end > element.start
                and element.attributes
                and _is_called_consent(classes_and_id(element))
                and role_by_markup(element) == "cookie-notice"
                and self.asks_consent(element)
            ):
                yield element

    def asks_consent(self, element: Element) -> bool:
        """Whether most of an element's text is about cookies and consent."""
        return asks_consent(self._page.text[element.start : element.end])

    def _is_of_article(self, element: Element) -> bool:
        """Whether an aside is a box of the article, such as a note or a table, with few links."""
        names = classes_and_id(element)
        if NEVER_FURNITURE.search(names) or _PULLED.search(names):
            return True
        scores = self._scores
        is_within = scores.first < element.start and element.end < scores.last
        return is_within and scores.share_linked(element.start, element.end) < FEW_LINKED

    def _teaser_role(self, element: Element) -> str | None:
        """Return `related` for a link that contains a heading and a line about another page."""
        if element.name != "a" or element.end - element.start > LONGEST_PULLED:
            return None
        inner = [one for one in element.within() if one.is_block and one.end > one.start]
        has_heading = any(one.name in HEADINGS for one in inner)
        return "related" if has_heading and len(inner) > 1 else None

    def _link_list_role(self, element: Element) -> str | None:
        """Return `links` for a list or block of links in which trafilatura found little."""
        if element.name not in ("ul", "ol", "div", "section", "table", "header", "menu"):
            return None
        start, end = element.start, element.end
        scores = self._scores
        count = scores.links(start, end)
        if (
            scores.first < start
            and end < scores.last
            and (not element.attributes or (end - start) > LONG_LINK * count)
        ):
            return None  # links among the words of the article
        if (
            count >= FEWEST_LINKS
            and scores.share_linked(start, end) > MOSTLY_LINKED
            and scores.share(start, end) < BLOCK_TAKEN
        ):
            return "links"
        return None

    def role_of_words(self, start: int, end: int) -> str | None:
        """Return the role of words that are furniture by their text or links; `None` otherwise."""
        scores = self._scores
        if (
            scores.links(start, end) >= FEWEST_LINKS
            and scores.share_linked(start, end) > MOSTLY_LINKED
            and scores.share(start, end) < BLOCK_TAKEN
        ):
            return "links"
        if end - start > SHORT_PHRASE:
            return None
        text = self._page.text[start:end]
        if _ALSO_READ.match(text) and self._scores.share_linked(start, end) > ALSO_READ_LINKED:
            return "related"
        if says_only_furniture(text) or (
            reads_like_furniture(text) and self._scores.share(start, end) < 1
        ):
            return role_of_furniture(text) or "other"
        return None


@lru_cache(maxsize=4096)
def _is_called_consent(names: str) -> bool:
    return CALLED_CONSENT.search(names) is not None


def asks_consent(text: str) -> bool:
    """Whether a text is about cookies and consent: at least one word in 25 is, and two words."""
    words = len(text.split())
    found = len(_CONSENT.findall(text))
    return found >= 2 and found * 25 >= words
