"""What the parts of the mapping tell each other while one file is written or read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archive.findings import Finding
from archive.formats.tei.attestation import Raw
from archive.formats.tei.xml import XML_ID, Element, file_uri, problem_at
from archive.model.attestation import Attested
from archive.model.captures import BlockOrigin, Capture

_ORIGIN = re.compile(r"(.*)#char=(\d+),(\d+)", re.DOTALL)
DEFAULT_SEPARATOR = str(BlockOrigin.model_fields["separator"].default)


class Span(NamedTuple):
    """An element within the text of a block, in code points."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str | None]


class Writing:
    """One file being written: the addresses of captures, and the values that need a basis note."""

    def __init__(
        self, captures: Iterable[Capture], overlays: Mapping[str, Sequence[Span]] | None = None
    ) -> None:
        self.overlays: Mapping[str, Sequence[Span]] = overlays or {}
        """Elements to be laid over the received marks of each block; none in the exact form."""
        self._files = {capture.id: file_uri(capture.file) for capture in captures}
        self.attested: list[tuple[str, Attested]] = []
        """Values with something to say about what they rest on, by the id written on them."""

    def id_for(self, value: Attested, id: str | None = None) -> str | None:
        """Return the id under which a basis note speaks of a value; `None` if it needs none."""
        if value.basis == "printed" and not (
            value.certainty is not None or value.reason is not None or value.rests_on
        ):
            return id
        id = id or f"meta.{len(self.attested) + 1}"
        self.attested.append((id, value))
        return id

    def origin(self, origin: BlockOrigin | None) -> str | None:
        """`received/page.txt#char=113,862` (RFC 5147)."""
        if origin is None:
            return None
        return f"{self._files[origin.capture]}#char={origin.start},{origin.end}"


class Reading:
    """One file being read: what its header says about values elsewhere, and what was noticed."""

    def __init__(self) -> None:
        self.captures: dict[str, str] = {}
        """The id of each capture by its address."""
        self.separators: dict[str, str] = {}
        """What stands after each block in its capture, where that is not an empty line."""
        self.bases: dict[str, Raw] = {}
        """What the basis notes say, by the id of the value."""
        self.findings: list[Finding] = []
        """What cannot be read."""

    def basis(self, element: Element) -> Raw:
        """Return what a basis note says about the value of this element."""
        return self.bases.get(element.get(XML_ID, ""), {})

    def origin(self, source: str, block: str | None) -> Raw | None:
        """Undo `Writing.origin`."""
        found = _ORIGIN.fullmatch(source)
        if found is None:
            return {"capture": source}
        return {
            "capture": self.captures.get(found[1], found[1]),
            "start": int(found[2]),
            "end": int(found[3]),
            "separator": self.separators.get(block or "", DEFAULT_SEPARATOR),
        }

    def unreadable(self, element: Element, code: str, message: str) -> None:
        """Note that an element cannot be read."""
        self.findings.append(problem_at(element, code, message))
