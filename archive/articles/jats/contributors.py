"""Reads the contributors of an article: authors, and others with their roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.field_values import NAMES_OF_PEOPLE, identifier_of, name_from
from archive.articles.jats.tree import words_in
from archive.derivations.jats_tree import HREF, children
from archive.derivations.xml_walk import normalize_space

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

_AUTHORS = frozenset(("author", "authors", "collab"))


class Contributors:
    """Reads names, roles and identifiers of contributors."""

    def __init__(self, stated: Callable[..., dict[str, Any]], losses: ElementLosses) -> None:
        self._stated, self._losses = stated, losses

    def of(self, meta: Element | None) -> Iterator[tuple[bool, dict[str, Any]]]:
        """Yield the contributors: for each, whether they are an author, and the raw data."""
        for group in children(meta, "contrib-group"):
            for contributor in children(group, "contrib"):
                yield from self._contributor(contributor, group)

    def _contributor(
        self, element: Element, group: Element
    ) -> Iterator[tuple[bool, dict[str, Any]]]:
        """Yield one contributor for each name in an element."""
        named = [
            (child, name)
            for child in children(element, *NAMES_OF_PEOPLE)
            if (name := name_from(child, self._losses)) is not None
        ]
        if not named:
            return
        role = self._role(element, group)
        identifiers = [*self._identifiers(element)]
        for child, name in named:
            yield (
                role == "author",
                self._stated(child, name=name, role=role, identifiers=identifiers),
            )
            identifiers = []

    def _role(self, element: Element, group: Element) -> str:
        """Return the role of a contributor, or the role of the group; `author` if both lack one."""
        if role := _role(element.get("contrib-type")):
            if role not in _AUTHORS or role == "author":
                self._losses.take(element, "contrib-type")
            return "author" if role in _AUTHORS else role
        if normalize_space(group.get("content-type")).lower() in _EDITORS:
            self._losses.take(group, "content-type")
            return "editor"
        self._losses.other("<contrib> without a role; read as an author", element)
        return "author"

    def _identifiers(self, element: Element) -> Iterator[dict[str, str]]:
        for child in children(element, "contrib-id", "uri", "ext-link"):
            kind = next((a for a in ("contrib-id-type", "content-type") if child.get(a)), "")
            words = words_in(child)
            value = words or normalize_space(child.get(HREF))
            if identifier := identifier_of(child.get(kind), value):
                self._losses.read[child] = True
                self._losses.take(child, kind)
                if not words:
                    self._losses.take(child, HREF)
                yield identifier


def _role(text: str | None) -> str:
    """Return a role as one word, in which hyphens join the words.

    >>> _role("Reviewing editor"), _role(None)
    ('reviewing-editor', '')
    """
    role = re.sub(r"[^a-z0-9._-]+", "-", normalize_space(text).lower()).strip("-._")
    return role if role[:1].isalpha() else ""


_EDITORS = ("section", "editor", "editors", "handling-editor")
"""Kinds of contributor groups; members without a role of their own are editors."""
