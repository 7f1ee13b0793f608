"""Speed beside other libraries on comparable work, in one run: `python -m tests.bench.peers`.

Floors are pydantic with the same models and no invariants, and lxml. A line ends with what the
library does not do, as seen when it was given such data. Times are of the processor; only those
of workers are of the clock.
Rebase against rapidfuzz, and pages against trafilatura, are in the
other modules.
"""

import argparse
import io
import shutil
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import reduce
from multiprocessing import get_context
from operator import or_
from pathlib import Path
from time import perf_counter, process_time
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from lxml import etree
from pydantic import BaseModel

import archive
from archive.model.document import Document
from tests.bench.changed_text import Changed, reworded
from tests.bench.records import bare_model
from tests.bench.timing import DOCUMENTS, Task, least, line
from tests.strategies import bench_document


class Row(NamedTuple):
    """One thing that is measured."""

    name: str
    floor: Literal["read", "write"]
    task: Task
    note: str = ""
    """What the library does not do."""


Peer = Callable[[], Iterator[Row]]


def beside(rounds: int, floors: Peer, *others: Peer) -> None:
    """Print a line for each row; the first row to read, and to write, is the floor of its kind."""
    rows: list[Row] = []
    for peer in (floors, *others):
        try:
            rows += peer()
        except ModuleNotFoundError as missing:
            print(f"  not installed: {missing.name}")
    times = least({row.name: row.task for row in rows}, rounds)
    floor = {row.floor: times[row.name] for row in reversed(rows)}
    for row in rows:
        line(row.name, times[row.name], floor[row.floor], row.note)


# --- JSON ---


def json_floors(data: bytes) -> Iterator[Row]:
    bare = bare_model()
    made = bare.model_validate_json(data)
    yield Row("pydantic: JSON read (floor)", "read", lambda: bare.model_validate_json(data))
    yield Row(
        "pydantic: JSON write (floor)",
        "write",
        lambda: made.model_dump_json(exclude_defaults=True).encode(),
    )


def archive_json(document: Document, data: bytes) -> Iterator[Row]:
    yield Row("archive: JSON read", "read", lambda: archive.read(data, "json"))
    yield Row("archive: JSON write", "write", lambda: archive.write(document, "json"))


def msgspec_json(data: bytes) -> Iterator[Row]:
    import msgspec

    decoder, encoder = msgspec.json.Decoder(Structs().struct(Document)), msgspec.json.Encoder()
    made = decoder.decode(data)
    yield Row(
        "msgspec: JSON read",
        "read",
        lambda: decoder.decode(data),
        "no check of words, offsets, dates; of ids that occur twice or name nothing",
    )
    yield Row("msgspec: JSON write", "write", lambda: encoder.encode(made), "no line breaks")


class Structs:
    """The models as Structs of msgspec with the same fields; of their types, no constraint."""

    def __init__(self) -> None:
        self.made: dict[tuple[type[BaseModel], str | None], Any] = {}

    def struct(self, model: type[BaseModel], tag: str | None = None) -> Any:
        """Return the Struct of a model, for one value of its field `type` if `tag` gives one."""
        import msgspec

        if (model, tag) in self.made:
            return self.made[model, tag]
        kept = {name: f for name, f in model.model_fields.items() if not (tag and name == "type")}
        fields: list[Any] = []
        for name, field in kept.items():
            make = field.default_factory
            if field.is_required() or name in ("schema_version", "type"):  # always written
                fields.append((name, Any))
            elif make is None:
                fields.append((name, Any, field.default))
            else:
                make = self.struct(make) if _is_model(make) else make
                fields.append((name, Any, msgspec.field(default_factory=make)))
        struct = msgspec.defstruct(
            model.__name__,
            fields,
            tag_field=tag and "type",
            tag=tag,
            kw_only=True,
            frozen=True,
            omit_defaults=True,
            forbid_unknown_fields=True,
        )
        self.made[model, tag] = struct
        # Types come last, for models that contain themselves.
        struct.__annotations__ |= {name: self.typed(f.annotation) for name, f in kept.items()}
        return struct

    def typed(self, annotation: Any) -> Any:
        """Return the type of a field; `Any` for what msgspec cannot tell apart."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.typed(arguments[0])
        if origin in (Union, types.UnionType):
            members = list(_members(annotation))
            several = sum(map(_is_model, members)) > 1
            return reduce(or_, (made for m in members for made in self.of_union(m, several)))
        if origin in (tuple, dict):
            return origin[tuple(a if a is ... else self.typed(a) for a in arguments)]
        if _is_model(annotation):
            return self.struct(annotation)
        if origin is Literal or annotation in (str, int, bool, type(None), ...):
            return annotation
        return Any

    def of_union(self, member: Any, several: bool) -> list[Any]:
        """Return the types of a member; several models are told apart by their field `type`."""
        if several and _is_model(member):
            tags = get_args(member.model_fields["type"].annotation)
            return [self.struct(member, tag) for tag in tags]
        return [self.typed(member)]


def _members(union: Any) -> Iterator[Any]:
    for member in get_args(union):
        while get_origin(member) is Annotated:
            member = get_args(member)[0]
        if get_origin(member) in (Union, types.UnionType):
            yield from _members(member)
        else:
            yield member


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def docling_json(document: Document) -> Iterator[Row]:
    from docling_core.types.doc import DocItemLabel, DoclingDocument

    made = DoclingDocument(name="bench")
    for block in document.text_blocks():
        made.add_text(label=DocItemLabel.PARAGRAPH, text=block.text)
    data = made.model_dump_json(by_alias=True, exclude_none=True)
    yield Row(
        "docling-core: JSON read",
        "read",
        lambda: DoclingDocument.model_validate_json(data),
        "no check of spans past the end, of control characters, of unknown fields at the top",
    )
    yield Row(
        "docling-core: JSON write",
        "write",
        lambda: made.model_dump_json(by_alias=True, exclude_none=True).encode(),
        "no marks, sections or origins; no line breaks",
    )


# --- TEI ---


def tei_floors(data: bytes) -> Iterator[Row]:
    tree = etree.fromstring(data).getroottree()
    yield Row("lxml: parse (floor)", "read", lambda: etree.fromstring(data))
    yield Row("lxml: serialise (floor)", "write", lambda: etree.tostring(tree, encoding="UTF-8"))


def archive_tei(document: Document, data: bytes) -> Iterator[Row]:
    yield Row("archive: TEI read", "read", lambda: archive.read(data, "tei"))
    yield Row("archive: TEI write", "write", lambda: archive.write(document, "tei"))


def delb_tei(data: bytes) -> Iterator[Row]:
    import delb

    tree, text = delb.Document(data.decode()), data.decode()
    yield Row(
        "delb: parse",
        "read",
        lambda: delb.Document(text),
        "no record, a tree: no check of words, or of pointers past the end or to nothing",
    )
    yield Row(
        "delb: serialise",
        "write",
        lambda: str(tree).encode(),
        "no TEI made: a tree is written as it is",
    )


def pydantic_xml_tei(data: bytes) -> Iterator[Row]:
    from pydantic_xml import BaseXmlModel, attr, element, wrapped

    xml = "http://www.w3.org/XML/1998/namespace"
    names = {"": "http://www.tei-c.org/ns/1.0", "xml": xml}

    class Part(BaseXmlModel, nsmap=names, search_mode="unordered"):
        pass

    class Paragraph(Part, tag="p"):
        id: str = attr(ns="xml")
        source: str = attr()
        text: str = ""

    class Division(Part, tag="div"):
        id: str = attr(ns="xml")
        paragraphs: list[Paragraph]

    class Note(Part, tag="note"):
        type: str = attr()
        text: str = ""

    class Pointer(Part, tag="ptr"):
        type: str = attr()
        target: str = attr()

    class Annotation(Part, tag="annotation"):
        id: str = attr(ns="xml")
        motivation: str = attr()
        target: str = attr()
        ana: str = attr()
        change: str = attr()
        notes: list[Note]
        pointer: Pointer | None = None

    class StandOff(Part, tag="standOff"):
        type: str = attr()
        annotations: list[Annotation] = wrapped("listAnnotation", element(default=[]))

    class Text(Part, tag="TEI"):
        divisions: list[Division] = wrapped("text/body", element())
        stand_offs: list[StandOff]

    made = Text.from_xml(data)
    yield Row(
        "pydantic-xml: TEI read",
        "read",
        lambda: Text.from_xml(data),
        "no header, no marks, no words after a mark; no check of words and pointers",
    )
    yield Row(
        "pydantic-xml: TEI write",
        "write",
        lambda: made.to_xml(encoding="UTF-8"),
        "no header, no marks",
    )


# --- annotations ---

FLAT = "no blocks, marks or origins: one string with spans"


class Spans:
    """The text as one string, and its annotations as id, start, end, words."""

    def __init__(self, document: Document) -> None:
        self.text, starts = "", {}
        for block in document.text_blocks():
            starts[block.id] = len(self.text)
            self.text += block.text + "\n\n"
        anchors = [(each.id, each.anchors[0]) for each in document.annotations]
        self.spans = [
            (id, starts[a.block] + a.start, starts[a.block] + a.end, a.exact) for id, a in anchors
        ]


def archive_build(document: Document) -> Iterator[Row]:
    text = document.update(annotations=())
    placed = [(each, each.anchors[0]) for each in document.annotations]

    def build() -> object:
        return text.update(
            annotations=[
                each.update(anchors=(text.anchor_at(a.block, a.start, a.end),))
                for each, a in placed
            ]
        )

    yield Row("archive: build", "read", build, "onto the text, which is there already")


def cassis_annotations(spans: Spans) -> Iterator[Row]:
    import cassis

    system = cassis.TypeSystem()
    annotation = system.create_type("archive.Annotation", "uima.tcas.Annotation")
    for feature in ("name", "exact"):
        system.create_feature(annotation, feature, "uima.cas.String")

    def build() -> Any:
        cas = cassis.Cas(system)
        cas.sofa_string = spans.text
        cas.add_all(
            annotation(begin=start, end=end, name=id, exact=exact)
            for id, start, end, exact in spans.spans
        )
        return cas

    cas = build()
    xmi, as_json = cas.to_xmi().encode(), cas.to_json()
    yield Row("dkpro-cassis: build", "read", build, "no check of words or offsets")
    unchecked = "no check of words; a warning for offsets past the end"
    yield Row(
        "dkpro-cassis: XMI read",
        "read",
        lambda: cassis.load_cas_from_xmi(io.BytesIO(xmi), typesystem=system),
        unchecked,
    )
    yield Row(
        "dkpro-cassis: JSON read", "read", lambda: cassis.load_cas_from_json(as_json), unchecked
    )
    yield Row("dkpro-cassis: XMI write", "write", lambda: cas.to_xmi().encode(), FLAT)
    yield Row("dkpro-cassis: JSON write", "write", lambda: cas.to_json().encode(), FLAT)


def stam_annotations(spans: Spans) -> Iterator[Row]:
    import stam

    def build() -> Any:
        store = stam.AnnotationStore(id="bench")
        text = store.add_resource(id="text", text=spans.text)
        for id, start, end, exact in spans.spans:
            place = stam.Selector.textselector(text, stam.Offset.simple(start, end))
            store.annotate(place, {"key": "exact", "value": exact, "set": "words"}, id=id)
        return store

    store = build()
    data = store.to_json_string()
    yield Row("stam: build", "read", build, "no check of words, only of offsets")
    yield Row(
        "stam: JSON read",
        "read",
        lambda: stam.AnnotationStore(string=data),
        "no check of words, only of offsets",
    )
    yield Row("stam: JSON write", "write", lambda: store.to_json_string().encode(), FLAT)


# --- the text has changed ---


def changed_text(rounds: int) -> None:
    """Rebase against reanchor, which is asked once, for each tenth anchor: it takes long."""
    case = Changed(240_000, 1000, reworded)
    print(f"\n1,000 anchors in 240,000 characters of which 2 % are edited: {reworded.__doc__}")
    rebase = least({"rebase": case.rebase}, rounds, process_time)["rebase"]
    line("archive: rebase (floor)", rebase, rebase, "")
    try:
        import reanchor
    except ModuleNotFoundError as missing:
        print(f"  not installed: {missing.name}")
        return
    old = Spans(case.old)
    new = "\n\n".join(block.text for block in case.new.text_blocks())
    sample = [reanchor.describe_quote(old.text, start, end) for _, start, end, _ in old.spans[::10]]
    search = least({"reanchor": lambda: reanchor.resolve_quotes(new, sample)}, 1, process_time)
    note = "measured for 100, times ten; no record, no order: each quotation alone"
    line("reanchor: resolve_quotes", 10 * search["reanchor"], rebase, note)


# --- workers ---


def workers(rounds: int) -> None:
    """Validation by one worker and by two, which have started and compiled the schemas."""
    print("\n20 copies of documents/frenemies validated")
    with tempfile.TemporaryDirectory() as folder:
        copies = [str(Path(folder) / str(n) / "frenemies") for n in range(20)]
        for copy in copies:
            shutil.copytree(DOCUMENTS / "frenemies", copy)

        def measure(name: str, one: Executor, two: Executor) -> None:
            with one, two:
                for pool in (one, two):
                    list(pool.map(_errors, copies[:4]))
                tasks = {
                    "one": lambda: list(one.map(_errors, copies)),
                    "two": lambda: list(two.map(_errors, copies)),
                    "loop": lambda: list(one.map(_loop, copies)),
                    "two loops": lambda: list(two.map(_loop, copies)),
                }
                times = least(tasks, rounds, perf_counter)
            line(f"archive: one {name} (floor)", times["one"], times["one"], "")
            line("archive: two of them", times["two"], times["one"], "at best 0.5")
            line(f"a loop in one {name} (floor)", times["loop"], times["loop"], "")
            line("a loop in two", times["two loops"], times["loop"], "what this machine gives")

        start = get_context("spawn")
        measure(
            "process",
            ProcessPoolExecutor(1, mp_context=start),
            ProcessPoolExecutor(2, mp_context=start),
        )
        if getattr(sys, "_is_gil_enabled", lambda: True)():
            print("  two threads: not measured, for this Python has a GIL")
        else:
            measure("thread", ThreadPoolExecutor(1), ThreadPoolExecutor(2))


def _errors(path: str) -> int:
    return len(archive.validate(path).errors)


def _loop(path: str) -> int:
    return sum(range(len(path) + 2_000_000))


def peers(rounds: int) -> None:
    document = bench_document(paragraphs=400, annotations=1000, sources=60)
    marked = document.update(claims=(), relations=(), assessments=(), sources=(), works=())
    plain = marked.update(annotations=(), entities=())
    whole_json, marked_json, plain_json = (
        archive.write(each, "json").data for each in (document, marked, plain)
    )
    whole_tei, marked_tei = (archive.write(each, "tei").data for each in (document, marked))

    print(
        f"\nrecord of 400 paragraphs, 1000 annotations, 60 sources: {len(whole_json):,} bytes of JSON"
    )
    beside(
        rounds,
        lambda: json_floors(whole_json),
        lambda: archive_json(document, whole_json),
        lambda: msgspec_json(whole_json),
    )
    print(f"\nthe same: {len(whole_tei):,} bytes of TEI")
    beside(
        rounds,
        lambda: tei_floors(whole_tei),
        lambda: archive_tei(document, whole_tei),
        lambda: delb_tei(whole_tei),
    )
    print(f"\nits text, annotations and entities alone: {len(marked_tei):,} bytes of TEI")
    beside(
        rounds,
        lambda: tei_floors(marked_tei),
        lambda: archive_tei(marked, marked_tei),
        lambda: pydantic_xml_tei(marked_tei),
    )
    print(f"\nthe same, against JSON of {len(marked_json):,} bytes")
    spans = Spans(marked)
    beside(
        rounds,
        lambda: json_floors(marked_json),
        lambda: archive_build(marked),
        lambda: archive_json(marked, marked_json),
        lambda: cassis_annotations(spans),
        lambda: stam_annotations(spans),
    )
    print(f"\nits text alone: {len(plain_json):,} bytes of JSON")
    beside(
        rounds,
        lambda: json_floors(plain_json),
        lambda: archive_json(plain, plain_json),
        lambda: docling_json(plain),
    )
    changed_text(rounds)
    workers(2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    peers(parser.parse_args().rounds)


if __name__ == "__main__":
    main()
