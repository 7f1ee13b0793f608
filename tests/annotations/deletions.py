"""The deletion test of annotation files: what says something is in the record, or is reported.

    python -m tests.annotations.deletions --each 1000

One member, attribute, element, line, cell or file is deleted at a time. Then the record, the findings
or their numbers change, or it is on the list of what says nothing, with the reason. Without `--each`
two deletions are tried of each kind of thing in each file.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

import archive
from archive.model.document import Document
from tests import samples
from tests.samples import from_text

FOLDER = "ingest/annotations"
_SEED = 25


@dataclass(frozen=True, slots=True)
class Deletion:
    """A file without one thing."""

    kind: str
    """What is deleted, by where it stands: `/rows/*/tags`."""
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of annotations, and the record that it is added to."""

    name: str
    format: str
    text: str
    """The file of the text; `=` and the words where there is none."""
    deletions: Callable[[bytes], Iterator[Deletion]]
    options: Mapping[str, str] = field(default_factory=dict)
    """Options whose values are files."""
    rules: Sequence[Mapping[str, Any]] = ()
    data: bytes | None = None
    """The file, where it is made here."""


# --- what can be deleted ---


def members(data: bytes) -> Iterator[Deletion]:
    """Each member of an object and each element of a list."""
    root = json.loads(data)

    def within(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        inner = value.items() if isinstance(value, dict) else ()
        if isinstance(value, list):
            inner = enumerate(value)  # type: ignore[assignment]
        for key, one in inner:
            yield (*path, key)
            yield from within(one, (*path, key))

    def without(path: tuple[Any, ...]) -> bytes:
        copy = json.loads(data)
        holder = copy
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        return json.dumps(copy).encode()

    for path in within(root, ()):
        value, kind = root, ""
        for step in path:
            value = value[step]
            name = value.get("%TYPE", "*") if isinstance(value, dict) else "*"
            kind += f"/{name.rpartition('.')[2] if isinstance(step, int) else step}"
        if value in ({}, [], None, "") or (path[-1:] == ("begin",) and value == 0):
            continue  # what is empty says nothing, and an offset of UIMA is 0 where it is left out
        yield Deletion(kind, partial(without, path))


def attributes(data: bytes) -> Iterator[Deletion]:
    """Each attribute and each element."""
    tree = etree.fromstring(data)
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]

    def without(number: int, name: str | None) -> bytes:
        copy = etree.fromstring(data)
        element = [one for one in copy.iter() if isinstance(one.tag, str)][number]
        if name is None:
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
        else:
            del element.attrib[name]
        return etree.tostring(copy, encoding="utf-8")

    for number, element in enumerate(elements):
        tag = etree.QName(element).localname
        if number:
            yield Deletion(tag, partial(without, number, None))
        for name in element.attrib:
            yield Deletion(
                f"{tag}/@{etree.QName(name).localname}",
                partial(without, number, str(name)),
            )


def lines(data: bytes) -> Iterator[Deletion]:
    """Each line of a file of brat, and each word of it but the first."""
    all_lines = data.decode().split("\n")

    def with_line(number: int, *line: str) -> bytes:
        return "\n".join([*all_lines[:number], *line, *all_lines[number + 1 :]]).encode()

    for number, line in enumerate(all_lines):
        if line.strip():
            yield Deletion(line[0], partial(with_line, number))
            for n, cell in enumerate(re.split(r"[\t ]", line)[1:4], 1):
                rest = re.sub(rf"^((?:[^\t ]*[\t ]){{{n}}})[^\t ]*", r"\1", line)
                if cell:
                    yield Deletion(
                        f"{line[0]} word {n}",
                        partial(with_line, number, rest),
                    )


def cells(data: bytes) -> Iterator[Deletion]:
    """Each line of WebAnno TSV, and each value of a layer, in all rows that repeat it."""
    all_lines = data.decode().split("\n")
    rows_of: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, line in enumerate(all_lines):
        if not line.strip():
            continue
        kind = line.partition("=")[0] if line.startswith("#") else "row"
        yield Deletion(kind, partial(_with_lines, all_lines, {number: None}))
        for n, cell in enumerate(line.split("\t")[3:] if kind == "row" else (), 3):
            for position, item in enumerate(cell.strip().split("|")):
                value, bracket, _ = item.partition("[")
                if value not in ("", "_", "*"):
                    mark = item if bracket else f"{number} {position}"
                    rows_of[n, mark].append(number)
    for (n, mark), rows in rows_of.items():
        changed: dict[int, str | None] = {}
        for number in rows:
            parts = all_lines[number].split("\t")
            items = parts[n].split("|")
            position = items.index(mark) if mark in items else int(mark.split(" ")[-1])
            number_of = items[position].partition("[")[2]
            items[position] = f"*[{number_of}" if number_of and "-" not in items[position] else "*"
            is_only = len(items) == 1 and not number_of
            parts[n] = "_" if is_only else "|".join(items)
            changed[number] = "\t".join(parts)
        yield Deletion(f"value in column {n}", partial(_with_lines, all_lines, changed))


def _with_lines(all_lines: Sequence[str], changed: Mapping[int, str | None]) -> bytes:
    """The lines with others in the place of some; none for `None`."""
    lines = (changed.get(n, line) for n, line in enumerate(all_lines))
    return "\n".join(line for line in lines if line is not None).encode()


def table_cells(data: bytes) -> Iterator[Deletion]:
    """Each row and each cell of a table without quotation marks."""
    head, *rows = data.decode().rstrip("\n").split("\n")
    names = head.split(",")

    def with_row(number: int, *row: str) -> bytes:
        return "\n".join([head, *rows[:number], *row, *rows[number + 1 :], ""]).encode()

    for number, row in enumerate(rows):
        parts = row.split(",")
        yield Deletion(f"{parts[1]}: row", partial(with_row, number))
        for n, cell in enumerate(parts):
            if cell:
                rest = ",".join([*parts[:n], "", *parts[n + 1 :]])
                yield Deletion(f"{parts[1]}: {names[n]}", partial(with_row, number, rest))


def files(data: bytes) -> Iterator[Deletion]:
    """Each file of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        contents = {one.filename: zipped.read(one) for one in zipped.infolist()}

    def without(name: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as zipped:
            for other, content in contents.items():
                if other != name:
                    zipped.writestr(other, content)
        return out.getvalue()

    for name in contents:
        yield Deletion(re.sub(r"\d+", "N", name), partial(without, name))


# --- the files ---

_ATTRIBUTION: Sequence[Mapping[str, Any]] = (
    {"when": {"layer": "relation"}, "becomes": "attribution", "on": "content", "to": "source",
     "entity": "organisation", "kind": "descriptive"},
)  # fmt: skip
_RECOGITO_TABLE = b"""UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,TAGS,COMMENTS,GROUP_ID,GROUP_ORDER
u1,one.txt,London Stansted,char-offset:13,PLACE,https://www.wikidata.org/wiki/Q8709,Stansted,air,Here,g1,0
u2,one.txt,Troy,char-offset:32,PLACE,https://www.wikidata.org/wiki/Q22647,Troy,,,g1,1
u3,two.txt,Ithaca,char-offset:5,PLACE,https://www.wikidata.org/wiki/Q1,Ithaca,,,,
"""
_RECOGITO_TEXT = "=He flew from London Stansted to Troy."

_FULL_ANNOTATION = b"""{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
"id": "urn:p", "startIndex": 0, "creator": {"name": "Ben"}, "items": [
 {"type": "Annotation", "id": "urn:a", "motivation": ["commenting", "tagging"], "canonical": "urn:c",
  "via": "urn:v", "rights": "https://creativecommons.org/licenses/by/4.0/", "audience": {"id": "urn:x"},
  "creator": {"id": "https://example.org/ada", "type": "Person", "name": "Ada", "nickname": "a",
   "email": "ada@example.org", "homepage": "https://example.org"},
  "created": "2024-05-01T09:00:00Z", "modified": "2024-05-02T09:00:00Z",
  "generator": {"id": "https://example.org/tool", "type": "Software", "name": "Tool"},
  "generated": "2024-05-03T09:00:00Z", "stylesheet": "urn:s",
  "body": [
   {"id": "urn:b", "type": "TextualBody", "value": "So?", "purpose": "commenting", "language": "en",
    "format": "text/html", "textDirection": "ltr", "processingLanguage": "en", "accessibility": "x",
    "created": "2024-05-01T09:00:00Z", "modified": "2024-05-04T09:00:00Z",
    "creator": {"name": "Carl", "type": "Person"}},
   {"type": "SpecificResource", "source": "https://www.wikidata.org/wiki/Q8709", "purpose": "tagging",
    "selector": {"type": "FragmentSelector", "value": "x"}, "state": {"type": "TimeState"}}],
  "target": {"type": "SpecificResource", "id": "urn:t", "source": "https://example.org/page",
   "selector": {"type": "TextQuoteSelector", "exact": "London Stansted", "prefix": "from "},
   "state": {"type": "TimeState", "sourceDate": "2024-05-01T09:00:00Z"}, "styleClass": "red",
   "renderedVia": {"id": "urn:r"}, "scope": "urn:s", "language": "en", "format": "text/html",
   "partOf": "urn:q"}},
 {"type": "Annotation", "id": "urn:l", "motivation": "linking", "creator": {"name": "Ada"},
  "created": "2024-05-01T09:00:00Z", "body": {"type": "TextualBody", "value": "near"},
  "target": [{"id": "urn:a"}, {"id": "urn:d"}]},
 {"type": "Annotation", "id": "urn:d", "bodyValue": "Where?",
  "target": {"selector": {"type": "TextQuoteSelector", "exact": "Troy"}}}]}"""
_FULL_ROW = b"""{"total": 2, "rows": [
 {"id": "a", "user": "acct:ada@x", "user_info": {"display_name": "Ada"}, "text": "So?", "tags": ["t"],
  "created": "2024-05-01T09:00:00Z", "updated": "2024-05-02T09:00:00Z", "uri": "https://example.org",
  "group": "abc", "permissions": {"read": ["group:abc"]}, "hidden": true, "flagged": true,
  "moderation": {"flagCount": 2}, "moderation_status": "DENIED", "mentions": [{"userid": "acct:b@x"}],
  "target": [{"source": "x", "description": "y", "selector": [
   {"type": "TextQuoteSelector", "exact": "London Stansted"}]}]},
 {"id": "b", "user": "acct:ben@x", "text": "No.", "tags": ["u"], "references": ["a"], "target": [{}]}]}"""
_FULL_BRAT = b"""T1\tPlace 13 28\tLondon Stansted
T2\tMove 3 7\tflew
T3\tPlace 32 36\tTroy
E1\tMove:T2 From:T1 To:T3
A1\tNegated E1
A2\tConfidence T1 high
A3\tConfidence R1 high
N1\tReference T1 Wikidata:Q8709\tStansted
R1\tNear From:T1 To:T3
*\tEquiv T1 T3
#1\tAnnotatorNotes T1\tIs it?
"""

SOURCES: Sequence[Source] = (
    Source("full.w3c", "web-annotation", _RECOGITO_TEXT, members, data=_FULL_ANNOTATION),
    Source("full.hypothesis", "hypothesis", _RECOGITO_TEXT, members, data=_FULL_ROW),
    Source("full.ann", "brat", _RECOGITO_TEXT, lines, data=_FULL_BRAT),
    Source("hypothesis/minimal.json", "hypothesis", "hypothesis/minimal.html", members),
    Source(
        "hypothesis/wikipedia-regression-testing.json",
        "hypothesis",
        "../html/wikipedia-regression-testing.html",
        members,
    ),
    Source("recogito/recogito-js.w3c.json", "recogito", "recogito/recogito-js.html", members),
    Source("recogito/text-annotator.w3c.json", "recogito", "recogito/text-annotator.html", members),
    Source(
        "recogito/text-annotator-internal.json", "recogito", "recogito/recogito-js.html", members
    ),
    Source("recogito/tei-xpath.json", "recogito", "recogito/tei-xpath-source.xml", members),
    Source(
        "recogito/recogito2-text-annotation.json",
        "recogito",
        _RECOGITO_TEXT,
        members,
    ),
    Source("recogito2.csv", "recogito", _RECOGITO_TEXT, table_cells, data=_RECOGITO_TABLE),
    Source("w3c/iiif-newspaper-page.json", "web-annotation", "=Any text.", members),
    Source("w3c/iiif-collection.json", "web-annotation", "=Any text.", members),
    Source("w3c/iiif-collection-p1.json", "web-annotation", "=Any text.", members),
    Source("w3c/iiif-collection-p2.json", "web-annotation", "=Any text.", members),
    Source("w3c/iiif-multilingual-body.json", "web-annotation", "=Any text.", members),
    Source("inception/cas-chunks.json", "uima", "@", members),
    Source("inception/cas-emoji.json", "uima", "@", members),
    Source("inception/cas-slot-feature.json", "uima", "@", members),
    Source(
        "inception/cas-smileys.xmi",
        "uima",
        "@",
        attributes,
        {"types": "inception/dkpro-typesystem.xml"},
    ),
    Source("inception/project-curated.zip", "uima", "@", files),
    Source("webanno/GUM_news_asylum.tsv", "webanno-tsv", "@", cells),
    Source("webanno/GUM_news_iodine.tsv", "webanno-tsv", "@", cells),
    Source("webanno/escapes-tsv33.tsv", "webanno-tsv", "@", cells),
    Source(
        "brat/105_persuasion_entities.ann",
        "brat",
        "brat/105_persuasion_entities.txt",
        lines,
        {"text": "brat/105_persuasion_entities.txt"},
    ),
    Source(
        "brat/1064_masque_coref.ann",
        "brat",
        "brat/1064_masque_coref.txt",
        lines,
        {"text": "brat/1064_masque_coref.txt"},
    ),
    Source(
        "brat/120_treasure_island_events.ann",
        "brat",
        "brat/120_treasure_island_events.txt",
        lines,
        {"text": "brat/120_treasure_island_events.txt"},
    ),
    Source(
        "brat/document1-ref.ann",
        "brat",
        "brat/document1-ref.txt",
        lines,
        {"text": "brat/document1-ref.txt"},
    ),
    Source(
        "brat/document1-ref.ann",
        "brat",
        "brat/document1-ref.txt",
        lines,
        {"text": "brat/document1-ref.txt"},
        _ATTRIBUTION,
    ),
)
"""The files; their text is in them where it is `@`."""

_FORMAT = "it names the format or model, which the reader knows"
_SELECTORS = "of several selectors of the same words each says where they are, and they are there"
_WHOLE = "the annotation is not placed, and told as a whole, with all that it says"
_PAGE = "the address or title of the annotated page: words decide, and several pages are told"
_TYPES = "the type system of a file whose structures are read without it"
_INDEX = "an index of structures that stand in the file themselves"
_TECHNICAL = "a part of a technical structure, and these are told as a whole"
_SOFA = "a property of the text that its one view does not need"
SAYS_NOTHING: Mapping[str, Mapping[str, str]] = {
    "full.w3c": {
        "/@context": _FORMAT,
        "/type": _FORMAT,
        "/id": "the address of the file",
        "/startIndex": "how many annotations other pages have",
        "/items/*/type": _FORMAT,
        "/items/*/*/type": _FORMAT,
        "/items/*/id": "the id of a link that is told",
        "/items/*/motivation": "that of a link that is told by its label",
        "/items/*/creator": "that of a link that is told",
        "/items/*/creator/name": "that of a link that is told",
        "/items/*/creator/type": "a person, as one is who is nothing else",
        "/items/*/body/*/creator/type": "a person, as one is who is nothing else",
        "/items/*/created": "that of a link that is told",
        "/items/*/generated": "when the file was written",
        "/items/*/body/*/id": "an id which nothing points to",
        "/items/*/body/*/purpose": "it is that of the annotation, or what a term has",
        "/items/*/body/*/created": "it is when the annotation was made",
        "/items/*/target/id": "an id which nothing points to",
        "/items/*/target/source": _PAGE,
        "/items/*/target/language": _PAGE,
        "/items/*/target/format": _PAGE,
        "/items/*/target/partOf": _PAGE,
        "/items/*/target/selector/prefix": _SELECTORS,
        **{
            f"/{holder}/*": "it is told as a whole"
            for holder in (
                "creator",
                "items/*/audience",
                "items/*/generator",
                "items/*/body/*/selector",
                "items/*/body/*/state",
                "items/*/target/state",
                "items/*/target/renderedVia",
            )
        },
    },
    "full.hypothesis": {
        "/total": "it is the number of rows that are there",
        "/rows/*/uri": _PAGE,
        "/rows/*/target/*/source": _PAGE,
        "/rows/*/group": "the permissions say that it is private",
        "/rows/*/permissions*": "the group says that it is private",
        "/rows/*/moderation/*": "it is told as a whole",
        "/rows/*/mentions/*": "it is told as a whole",
        "/rows/*/target": "that of an answer, which is about what it answers",
        "/rows/*/target/*/selector/*/type": _FORMAT,
    },
    "full.ann": {"A word 3": "an attribute of a link, and these are told as a whole"},
    "hypothesis/*": {
        "/total": "it is the number of rows that are there",
        "/rows/*/target/*/selector/*": _SELECTORS,
        "/rows/*/uri": _PAGE,
        "/rows/*/target/*/source": _PAGE,
        "/rows/*/document*": _PAGE,
        "/rows/*/group": "it is the group of everybody",
        "/rows/*/permissions*": "everybody may read it; who may change it says nothing of the text",
        "/rows/*/links*": "the addresses of the annotation at Hypothesis are made of its id",
        "/rows/*/updated": "it is the time when it was created",
    },
    "recogito/recogito-js*": {
        "/*/@context": _FORMAT,
        "/*/type": _FORMAT,
        "/*/body/*/type": _FORMAT,
        "/*/target/selector/*": _SELECTORS,
        "/*/id": "the id of a link that is told",
        "/*/motivation": "a link that is told by its label",
        "/*/body/*/purpose": "a link that is told by its label",
    },
    "recogito/text-annotator*": {
        "/*/@context": _FORMAT,
        "/*/type": _FORMAT,
        "/*/target/*selector/*": _SELECTORS,
        "/*/target/*source": _PAGE,
        "/*/target/*annotation": "the id of the annotation that the target is of",
        "/*/target/id": "an id of the target, which nothing points to",
        "/*/id": _WHOLE,
        "/*/created": _WHOLE,
        "/*/modified": _WHOLE,
        "/*/creator*": _WHOLE,
    },
    "recogito/tei-xpath*": {
        "/*/id": _WHOLE,
        "/*/bodies*": _WHOLE,
        "/*/target/annotation": _WHOLE,
        "/*/target/created": _WHOLE,
        "/*/target/updated*": _WHOLE,
        "/*/target/creator*": _WHOLE,
        "/*/target/selector/*Selector/type": _FORMAT,
    },
    "recogito/recogito2*": {
        "/version_id": "it is Recogito's own, for two who change an annotation at a time",
        "/annotates*": "the file of the text, where all are of one",
        "/contributors*": "it is the one who last changed it",
        "/last_modified_by": "it is the only contributor",
        "/last_modified_at": "the bodies have times of their own",
        "/bodies/*/last_modified*": "the words that are quoted are nobody's, and the maker is known",
    },
    "recogito2.csv": {"two.txt: *": _WHOLE},
    "w3c/*": {
        "/label/*": "a label of what holds annotations is told as a whole",
        "/@context": _FORMAT,
        "/type": _FORMAT,
        "/id": "the address of the file",
        "/partOf*": "the collection that the page is of",
        "/items/*": _WHOLE,
    },
    "inception/*.json": {
        "/_context*": _TYPES,
        "/%TYPES*": _TYPES,
        "/_views/_InitialView/POS*": _INDEX,
        "/%VIEWS*": _INDEX,
        "/_views/_InitialView/DocumentMetaData/*": _TECHNICAL,
        "/_views/_InitialView/Sentence/*": _TECHNICAL,
        "/_views/_InitialView/Token/*": _TECHNICAL,
        "/_referenced_fss/*/sofaNum": _SOFA,
        "/_referenced_fss/*/sofaID": _SOFA,
        "/_referenced_fss/*/mimeType": _SOFA,
        "/%FEATURE_STRUCTURES/Sofa/sofaNum": _SOFA,
        "/%FEATURE_STRUCTURES/Sofa/sofaID": _SOFA,
        "/%FEATURE_STRUCTURES/Sofa/mimeType": _SOFA,
        "/%FEATURE_STRUCTURES/DocumentAnnotation/*": _TECHNICAL,
        "/%FEATURE_STRUCTURES/DocumentMetaData/*": _TECHNICAL,
        "/%FEATURE_STRUCTURES/Sentence/*": _TECHNICAL,
        "/%FEATURE_STRUCTURES/Token/*": _TECHNICAL,
    },
    "inception/*.xmi": {
        "XMI/@version": _FORMAT,
        "NULL*": "no structure",
        "View*": _INDEX,
        "Sofa/@sofaNum": _SOFA,
        "Sofa/@sofaID": _SOFA,
        "Sofa/@mimeType": _SOFA,
        "DocumentMetaData/@*": _TECHNICAL,
        "Sentence/@*": _TECHNICAL,
        "Token/@*": _TECHNICAL,
        "TagsetDescription/@*": _TECHNICAL,
    },
    "webanno/*": {
        "row": "a token with no annotation that begins or ends at it; its sentence has the text",
    },
    "brat/document1-ref.ann": {
        "# word 3": "a note on a link, and these are told as a whole",
    },
}
"""What may be deleted without a word, by file: the kind, and why it says nothing."""


# --- what becomes of a deletion ---


@dataclass(frozen=True, slots=True)
class Silent:
    """Something that was deleted, and nothing told it."""

    source: str
    kind: str

    @property
    def reason(self) -> str | None:
        """Why it says nothing, if the list knows."""
        return next(
            (
                why
                for file, known in SAYS_NOTHING.items()
                if fnmatchcase(self.source, file)
                for kind, why in known.items()
                if fnmatchcase(self.kind, kind)
            ),
            None,
        )


class Trial:
    """One file, and what becomes of it without one thing."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        self.data = source.data or (folder / source.name).read_bytes()
        self._onto = _record(source, folder, self.data)
        self._options: dict[str, Any] = {
            name: (folder / file).read_bytes() for name, file in source.options.items()
        }
        if source.rules:
            self._options["mapping"] = {"rules": [*source.rules]}
        self.outcome = self._outcome(self.data)

    def deletions(self, each: int) -> Iterator[Deletion]:
        """Yield so many deletions of each kind."""
        by_kind: dict[str, list[Deletion]] = defaultdict(list)
        for one in self.source.deletions(self.data):
            by_kind[one.kind].append(one)
        random = Random(_SEED)
        for several in by_kind.values():
            yield from several if len(several) <= each else random.sample(several, each)

    def is_silent(self, deletion: Deletion) -> bool:
        """Whether nothing tells a deletion."""
        return self._outcome(deletion.make()) == self.outcome

    def _outcome(self, data: bytes) -> object:
        """The record and the findings, without the numbers of lines: these change with any line."""
        try:
            result = archive.add(
                self._onto, data, self.source.format, by="Ada", trust=True, **self._options
            )
        except archive.ArchiveError as problem:
            return str(problem)
        record = result.document.model_dump_json()
        return record, sorted(
            re.sub(r"(line|lines) [0-9]+", r"\1", f"{one.code} {one.message} {one.hint}")
            for one in result.findings
        )


def _record(source: Source, folder: Path, data: bytes) -> Document:
    if source.text.startswith("="):
        return samples.text_only(source.text[1:])
    if source.text == "@":
        from archive.annotations import uima
        from archive.annotations.uima import tsv_annotations

        if source.format == "webanno-tsv":
            text = tsv_annotations.read_annotations(data).text
        else:
            text = uima.read_annotations(data).text
        return from_text(text or "", id="text")
    return _received(folder / source.text)


@cache
def _received(path: Path) -> Document:
    return archive.receive(path).document


def silent_in(source: Source, folder: Path, each: int) -> Iterator[Silent | None]:
    """Yield what nothing told of some deletions; `None` for each that was told."""
    trial = Trial(source, folder)
    for deletion in trial.deletions(each):
        is_silent = trial.is_silent(deletion)
        yield Silent(source.name, deletion.kind) if is_silent else None


def main() -> None:
    """Print what is silent, and how much was tried."""
    from tests.conftest import SHARED

    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=2)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    tried, listed = 0, 0
    unknown: dict[Silent, int] = defaultdict(int)
    for source in SOURCES:
        if arguments.only in source.name:
            for one in silent_in(source, SHARED / FOLDER, arguments.each):
                tried += 1
                if one is not None and one.reason is None:
                    unknown[one] += 1
                elif one is not None:
                    listed += 1
    for silent, count in unknown.items():
        print(f"{count:6} {silent.source}: {silent.kind}")
    print(f"{tried} deletions; silent: {sum(unknown.values())}; says nothing by the list: {listed}")


if __name__ == "__main__":
    main()
