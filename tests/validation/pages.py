"""Case pages: for each rule a page of small records, and exactly what the rule finds in them.

A page holds `## Caught: ...` and `## Let through: ...`. Under each heading stand a record in JSON,
the files of its folder if the rule looks at them (```` ```text received/a.txt ````), the name of the
folder if it is not the record's id (```` ```folder NAME ````), the record whose TEI lies beside it
(```` ```published ````); and after what is caught a `findings` block, one finding a line: severity,
pointer, message, hint. Paths in it begin with the name of the folder.

Records are partial, to be read at a glance. `record` fills in what they leave out: `"text"` stands
for one section of paragraphs `p-1`, `p-2`, ...; statements get an id, and claims a restatement and a
kind; a capture gets the media type, size and digest of its file where it gives none. Anchors may be
written with their words alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from archive.findings import Finding
from archive.formats import json as json_format
from archive.formats import tei
from archive.validation import Report, validate

CASES = Path(__file__).parent / "cases"

_HEADING = re.compile(r"^## (Caught|Let through): (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_DEFAULTS: dict[str, dict[str, Any]] = {
    "claims": {"id": "c", "restatement": "Prices rose.", "kind": "descriptive"},
    "annotations": {"id": "a"},
    "assessments": {"id": "v", "reasoning": "It says so."},
    "relations": {"id": "r"},
    "sources": {"id": "s", "as_named": "the Council"},
    "works": {"id": "w", "type": "report"},
    "captures": {"id": "capture", "media_type": "text/plain"},
}


@dataclass
class Case:
    """One record on a page."""

    code: str
    title: str
    caught: bool
    given: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    folder: str | None = None
    published: dict[str, Any] | None = None
    expected: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    def run(self, folder: Path) -> list[str]:
        """What the rule finds in the record, a line each; in its folder if it has files."""
        data = json.dumps(record(self.given, self.files)).encode()
        if not (self.files or self.folder or self.published):
            return lines(validate(data, select=[self.code]))
        folder = folder / (self.folder or self.given.get("id", "case"))
        files = {"document.json": data, **self.files}
        if self.published is not None:
            published = json_format.read(json.dumps(record(self.published, {})).encode()).document
            files["document.tei.xml"] = tei.write(published).data
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        found = lines(validate(folder, select=[self.code]))
        return [line.replace(f"{folder.parent}/", "") for line in found]


def agree(case: Case, found: list[str]) -> None:
    """Write what the rule finds in the record into its page, as what is expected."""
    page = CASES / f"{case.code}.md"
    before, heading, body = page.read_text("utf-8").partition(f"## Caught: {case.title}\n")
    block = "```findings\n" + "".join(f"{line}\n" for line in found) + "```\n"
    anew = re.sub(r"^```findings\n.*?^```\n", lambda _: block, body, count=1, flags=re.M | re.S)
    page.write_text(before + heading + anew, "utf-8")


def lines(report: Report) -> list[str]:
    return [line(finding) for finding in report]


def line(finding: Finding) -> str:
    hint = f" ({finding.hint})" if finding.hint else ""
    place = finding.location.pointer or Path(finding.location.file or "").name
    return f"{finding.severity} {place}: {finding.message}{hint}"


def record(given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
    """The whole record that a page's partial one stands for."""
    whole: dict[str, Any] = {"schema_version": "1.0", "id": "case", **given}
    if "text" in whole:
        texts = enumerate(whole.pop("text"), start=1)
        blocks = [{"type": "paragraph", "id": f"p-{n}", "text": text} for n, text in texts]
        whole["sections"] = [{"id": "section-1", "blocks": blocks}]
    for collection, defaults in _DEFAULTS.items():
        parts = enumerate(whole.get(collection, ()), start=1)
        whole[collection] = [
            {**defaults, "id": f"{defaults['id']}-{n}", **part} for n, part in parts
        ]
    for capture in whole["captures"]:
        content = files.get(capture["file"], b"")
        capture.setdefault("size_bytes", len(content))
        capture.setdefault("sha256", sha256(content).hexdigest())
    return {name: value for name, value in whole.items() if value != []}


def pages() -> list[Path]:
    return sorted(CASES.glob("*.md"))


def cases(page: Path) -> Iterator[Case]:
    text = page.read_text("utf-8")
    headings = list(_HEADING.finditer(text))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.end() : following.start() if following else len(text)]
        case = Case(page.stem, heading[2], heading[1] == "Caught", {})
        for language, name, content in _FENCE.findall(body):
            if language == "json":
                case.given = json.loads(content)
            elif language == "findings":
                case.expected = content.splitlines()
            elif language == "folder":
                case.folder = name
            elif language == "published":
                case.published = json.loads(content)
            else:
                case.files[name] = content.removesuffix("\n").encode()
        yield case
