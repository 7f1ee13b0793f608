"""The words of texts and the keys of parts, in a simple form.

`archive.store.search` replaces this module: `words` has `tokens` and `VERSION`, `identifiers` the
keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.bibliographies.work_identity import identities_of, normalized_identifier
from archive.model.identifiers import SCHEMES
from archive.model.names import Identifier
from archive.model.works import Work

VERSION = "0"
"""An index with tokens of another version must be made anew."""

_WORD = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case.

    >>> tokens("It rained in Zürich.")
    ['it', 'rained', 'in', 'zürich']
    """
    return _WORD.findall(text.casefold())


def keys_of_work(work: Work) -> tuple[str, ...]:
    """Return the keys that identify a work, sorted: its identifiers and its address."""
    keys = set()
    for scheme, value in identities_of(work):
        if scheme == "address":
            is_web = work.address is not None and work.address.lower().startswith(_WEB)
            keys.add(f"https://{value}" if is_web else value)
        elif scheme not in ("id", "title, author and year"):
            keys.add(f"{scheme.lower()}:{value}")
    return tuple(sorted(keys))


_WEB = ("http://", "https://")


def keys_of_entity(identifiers: Iterable[Identifier]) -> tuple[str, ...]:
    """Return the keys of an entity, sorted; only identifiers of public schemes have one."""
    known = (one for one in identifiers if one.scheme in SCHEMES)
    return tuple(
        sorted(
            {
                f"{one.scheme.lower()}:{normalized_identifier(one.scheme, one.value)}"
                for one in known
            }
        )
    )
