"""What the metadata of a page say that a record has no place for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.english import counted
from archive.findings import Finding, short, warning
from archive.formats.base import NOT_KEPT

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from archive.formats.html.metadata.page import Page

_MOST = 20
"""How many keys are told one by one."""


class Left:
    """Keys that nothing took, each with how often it stands there and where first."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._keys: dict[str, tuple[int, LexborNode]] = {}

    def add(self, key: str, node: LexborNode) -> None:
        """Note that a key was left out."""
        count, first = self._keys.get(key, (0, node))
        self._keys[key] = count + 1, first

    def findings(self) -> Iterator[Finding]:
        """Yield what was left out."""
        for number, (key, (count, first)) in enumerate(self._keys.items()):
            if number == _MOST:
                more = counted(len(self._keys) - _MOST, "more keys")
                yield warning(NOT_KEPT, self._page.path(first), f"{more} found no place")
                return
            times = f", {count} times" if count > 1 else ""
            message = f"{short(key)} in the metadata of the page found no place{times}"
            yield warning(NOT_KEPT, self._page.path(first), message)
