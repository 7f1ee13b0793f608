"""Reads the citations that reference managers store in fields of the file, as CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from archive.findings import Finding
from archive.formats import FORMATS
from archive.formats.losses import Losses
from archive.model.works import Locator

_CSL_CITATION = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
"""Matches the beginning of the instruction of a field of Zotero or Mendeley."""
_UNITS = frozenset[str](get_args(Locator.model_fields["unit"].annotation))

_UNREAD = "citations whose CSL items cannot be read"
_OF_WORKS = "data of cited items that a record cannot hold"


class CitedWorks:
    """Collects the cited works, each once."""

    def __init__(self) -> None:
        self.raw: list[dict[str, Any]] = []
        self._ids: dict[str, str] = {}
        self._losses = Losses[None]()
        self._count = 0

    def cited_in(self, instruction: str) -> list[dict[str, Any]] | None:
        """Return the citations in the instruction of a field, without their place in the text.

        Return `None` if the field is not a citation.
        """
        found = _CSL_CITATION.match(instruction)
        if found is None:
            return None
        try:
            data, _ = json.JSONDecoder().raw_decode(instruction, found.end())
            items = data["citationItems"]
            if not isinstance(items, list):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError):
            self._losses.add(_UNREAD)
            return []
        return [*self._citations(items)]

    def _citations(self, items: list[Any]) -> Iterator[dict[str, Any]]:
        for item in items:
            csl = item.get("itemData") if isinstance(item, dict) else None
            if not isinstance(csl, dict):
                self._losses.add(_UNREAD)
                continue
            citation: dict[str, Any] = {
                "type": "citation",
                "id": f"citation-{self._next()}",
                "cites": self._work(item, csl),
                "basis": "embedded",
            }
            locator, label = item.get("locator"), item.get("label") or "page"
            value = " ".join(locator.split()) if isinstance(locator, str) else ""
            if value and label in _UNITS:
                citation["locator"] = {"unit": label, "value": value}
            elif value:
                self._losses.add(_OF_WORKS, detail=f"a locator in {label}")
            for affix in ("prefix", "suffix"):
                if item.get(affix):
                    self._losses.add("prefixes and suffixes of citations; kept only in the text")
            yield citation

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _work(self, item: Mapping[str, Any], csl: Mapping[str, Any]) -> str:
        """Return the id of a cited work; equal items of a reference library are one work."""
        addresses = item.get("uris") or item.get("uri")
        key = json.dumps(addresses or csl, sort_keys=True)
        if key not in self._ids:
            without_key = {name: value for name, value in csl.items() if name != "id"}
            raw, losses = FORMATS.item_readers["csl"](without_key)
            raw["id"] = f"work-{len(self.raw) + 1}"
            raw["basis"] = "embedded"
            for what in losses:
                self._losses.add(_OF_WORKS, detail=what)
            self.raw.append(raw)
            self._ids[key] = raw["id"]
        return self._ids[key]

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each kind of data of the cited items that a record cannot hold."""
        return self._losses.findings()
