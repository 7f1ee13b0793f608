"""Reads the contributors of an article, by role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from archive.articles.jats.field_values import NAMES_OF_PEOPLE, identifier_of, name_from
from archive.articles.jats.tree import words_in
from archive.derivations.jats_tree import HREF, children, name_of, normalize_space

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

_AUTHORS = frozenset(("author", "authors", "collab", ""))


class Contributors:
    """Reads contributors; other data about them are counted as losses."""

    def __init__(
        self, stated: Callable[..., dict[str, Any]], read: set[Element], losses: ElementLosses
    ) -> None:
        self._stated, self._read, self._losses = stated, read, losses

    def of(self, meta: Element | None) -> Iterator[tuple[bool, dict[str, Any]]]:
        """Yield each contributor, and whether it is an author."""
        for group in children(meta, "contrib-group"):
            kind = normalize_space(group.get("content-type")).lower()
            for contributor in children(group, "contrib"):
                role = _role(contributor.get("contrib-type")) or _role_of_group(kind)
                yield from self._contributor(contributor, role)

    def _contributor(self, element: Element, role: str) -> Iterator[tuple[bool, dict[str, Any]]]:
        """One for each name; the members of a group are counted as losses."""
        identifiers = [*self._identifiers(element)]
        is_first = True
        for child in children(element, *NAMES_OF_PEOPLE):
            name = name_from(child)
            if name is None:
                continue
            self._read.add(child)
            for part in self._unread_parts(child):
                self._losses.element(name_of(part), part)
            stated = self._stated(
                child,
                name=name,
                role="author" if role in _AUTHORS else role,
                identifiers=identifiers if is_first else [],
            )
            is_first = False
            yield role in _AUTHORS, stated

    def _unread_parts(self, name: Element) -> Iterator[Element]:
        """The parts of a name that are not in the record."""
        if name_of(name).endswith("-alternatives"):
            named = [*children(name, "name", "string-name", "collab")]
            yield from named[1:]
        else:
            yield from children(
                name, "prefix", "degrees", "contrib-group", "aff", "address", "email"
            )

    def _identifiers(self, element: Element) -> Iterator[dict[str, str]]:
        for child in children(element, "contrib-id", "uri", "ext-link"):
            kind = child.get("contrib-id-type") or child.get("content-type")
            value = words_in(child) or normalize_space(child.get(HREF))
            if identifier := identifier_of(kind, value):
                self._read.add(child)
                yield identifier


def _role(text: str | None) -> str:
    """A role as one word: of several, joined by hyphens.

    >>> _role("Reviewing editor"), _role(None)
    ('reviewing-editor', '')
    """
    role = re.sub(r"[^a-z0-9._-]+", "-", normalize_space(text).lower()).strip("-._")
    return role if role[:1].isalpha() else ""


def _role_of_group(kind: str) -> str:
    """The role of the members of a group that have none of their own."""
    return "editor" if kind in ("section", "editor", "editors", "handling-editor") else "author"
