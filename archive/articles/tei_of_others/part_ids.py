"""Makes the ids of entities and works."""

from __future__ import annotations

from archive.model.identifiers import id_from


class PartIds:
    """Makes unique ids of entities and works; keeps the ids of the file where possible."""

    def __init__(self, document: str) -> None:
        self._used = {document}
        self._counts: dict[str, int] = {}
        self.changed: list[tuple[str, str]] = []

    def of(self, received: str | None, prefix: str) -> str:
        """Return the received id of a part; if there is none or it is used, a numbered id."""
        if received:
            id = id_from(received)
            if id not in self._used:
                self._used.add(id)
                if id != received:
                    self.changed.append((received, id))
                return id
        while True:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            id = f"{prefix}-{self._counts[prefix]}"
            if id not in self._used:
                self._used.add(id)
                if received:
                    self.changed.append((received, id))
                return id
