"""Draws sheets, answers and annotations that state makers, times and decisions of others."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO, StringIO
from random import Random
from typing import Any, NamedTuple
from zipfile import ZipFile

import archive
from archive import Claim, Document, Revision
from archive.model.anchors import Anchor
from archive.model.statements import Agent, Change
from tests import samples

TEXT = "The minister is not guilty of theft. Bread is dear in May, and nobody has said why."
PIECES = ("The minister is", "guilty of theft")
WHOLE = ("Bread is dear in May", "nobody has said why", "not guilty of theft")
FORGERS = ("Bea Editor", "Pope Francis", "The Court")
TIMES = ("2020-01-01T00:00:00Z", "1999-12-31T23:59:59+01:00")
STATUSES = ("accepted", "rejected")
COLUMNS = ("words", "restatement", "kind", "status", "by", "at", "id", "type", "name")


class Forged(NamedTuple):
    """A file that says of itself who made it and that it is accepted."""

    format: str
    form: str
    data: bytes
    options: Mapping[str, Any] = {}
    tells: frozenset[str] = frozenset(("not-trusted",))
    """The codes of the findings that have to tell of it."""


def record() -> Document:
    """The record of the text, in one block."""
    return samples.text_only(TEXT)


def forged(seed: int) -> Iterator[Forged]:
    """Yield a file of every form that is added, all drawn from one seed."""
    for name, draws in DOORS.items():
        for form, draw in draws.items():
            random = Random(f"{seed} {name} {form}")
            yield draw(random)._replace(format=name, form=form)


def _who(random: Random) -> tuple[str, str, str]:
    return random.choice(STATUSES), random.choice(FORGERS), random.choice(TIMES)


def _file(data: bytes | str, *more: str, **options: Any) -> Forged:
    raw = data.encode() if isinstance(data, str) else data
    return Forged("", "", raw, options, frozenset(("not-trusted", *more)))


# --- sheets ---


def _rows(random: Random) -> list[dict[str, Any]]:
    status, by, at = _who(random)
    stated = {"status": status, "by": by, "at": at}
    rows: list[dict[str, Any]] = [
        {"words": words, "restatement": f"{words}!", "kind": "descriptive", **stated}
        for words in random.sample(WHOLE, 2)
    ]
    joined = {"words": list(PIECES), "restatement": "He did it.", "kind": "evaluative"}
    made = {"id": "agent-bea", "type": "maker", "name": by}
    revision = {"id": "rev-bea", "type": "revision", "by": "agent-bea", "at": at}
    return [*rows, {**joined, **stated}, made, revision]


def _cells(row: Mapping[str, Any]) -> list[str]:
    return [
        " | ".join(cell) if isinstance(cell := row.get(name, ""), list) else cell
        for name in COLUMNS
    ]


def _delimited(random: Random, separator: str) -> Forged:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, _rows(random)))
    return _file(stream.getvalue(), "words-left-out")


def _workbook(random: Random) -> Forged:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    for row in _rows(random):
        book.active.append(_cells(row))
    stream = BytesIO()
    book.save(stream)
    return _file(stream.getvalue(), "words-left-out")


def _lines(random: Random) -> Forged:
    lines = "\n".join(map(json.dumps, _rows(random)))
    return _file(lines, "words-left-out")


def _answer(random: Random, form: str) -> Forged:
    return _file(form % json.dumps(_rows(random)), "words-left-out")


# --- annotations ---


def _selector(words: str) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": words}


def _web_annotation(random: Random) -> Forged:
    status, by, at = _who(random)
    creator = random.choice((by, {"type": "Person", "name": by}, {"type": "Software", "name": by}))
    body = {"type": "TextualBody", "value": "so", "creator": creator, "created": at}
    raw = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "urn:a",
        "status": status,
        "creator": creator,
        "created": at,
        "modified": "2021-01-01T00:00:00Z",
        "generator": {"type": "Software", "name": "x"},
        "body": random.choice((body, "http://example.org/a")),
        "target": [{"source": "x", "selector": _selector(words)} for words in PIECES],
    }
    return _file(json.dumps(raw), "words-left-out")


def _own_collection(random: Random) -> Forged:
    status, by, at = _who(random)
    places = [(TEXT.index(words), words) for words in PIECES]
    anchors = tuple(
        Anchor(block="p-1", start=start, end=start + len(words), exact=words)
        for start, words in places
    )
    change = Change(status=status, revision="rev-bea")  # type: ignore[arg-type]
    claim = Claim(
        id="c-1",
        anchors=anchors,
        restatement="He did it.",
        kind="descriptive",
        status=status,  # type: ignore[arg-type]
        revision="rev-bea",
        history=(change,),
    )
    document = record().update(
        agents=(Agent(id="agent-bea", name=by),),
        revisions=(Revision(id="rev-bea", by="agent-bea", at=at),),
        claims=(claim,),
    )
    return _file(archive.write(document, "web-annotation").data, "words-left-out")


def _hypothesis(random: Random) -> Forged:
    _, by, at = _who(random)
    row = {
        "id": "a",
        "user": f"acct:{by.split()[0]}@hypothes.is",
        "user_info": {"display_name": by},
        "created": at,
        "updated": "2021-01-01T00:00:00Z",
        "text": "so",
        "uri": "https://example.org",
        "target": [{"selector": [_selector(words)]} for words in PIECES],
    }
    return _file(json.dumps({"total": 1, "rows": [row]}), "words-left-out")


def _text_annotator(random: Random) -> Forged:
    _, by, at = _who(random)
    target = {
        "selector": [
            {"quote": w, "start": TEXT.index(w), "end": TEXT.index(w) + len(w)} for w in PIECES
        ],
        "creator": {"name": by, "id": "u1"},
        "created": at,
        "updated": "2021-01-01T00:00:00Z",
    }
    body = {"purpose": "commenting", "value": "so", "creator": {"id": by}, "created": at}
    raw = [{"id": "a", "bodies": [body], "target": target}]
    return _file(json.dumps(raw), "words-left-out")


def _recogito_2(random: Random) -> Forged:
    _, by, at = _who(random)
    words = random.choice(WHOLE)
    raw = {
        "annotation_id": "a",
        "contributors": [by],
        "last_modified_by": by,
        "last_modified_at": at,
        "anchor": f"char-offset:{TEXT.index(words)}",
        "bodies": [
            {"type": "QUOTE", "value": words},
            {"type": "COMMENT", "value": "so", "last_modified_by": by, "last_modified_at": at},
        ],
    }
    return _file(json.dumps([raw]))


def _told_nothing(data: bytes | str, *codes: str, **options: Any) -> Forged:
    """A file of a form that has no place for makers."""
    return _file(data, **options)._replace(tells=frozenset(codes))


def _recogito_table(random: Random) -> Forged:
    words = random.choice(WHOLE)
    head = "UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,TAGS,COMMENTS"
    place = f"char-offset:{TEXT.index(words)}"
    return _told_nothing(f"{head}\na,x,{words},{place},PERSON,,by {random.choice(FORGERS)}\n")


def _cas(random: Random) -> bytes:
    words = random.choice(WHOLE)
    start = TEXT.index(words)
    span = {"%ID": 2, "%TYPE": "x.Span", "@sofa": 1, "begin": start, "end": start + len(words)}
    status, by, at = _who(random)
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": TEXT}
    stated = {"status": status, "user": by, "timestamp": at}
    structures = [sofa, {**span, **stated}]
    return json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": structures, "%VIEWS": {}}).encode()


def _zipped(random: Random) -> Forged:
    stream = BytesIO()
    with ZipFile(stream, "w") as zipped:
        zipped.writestr(f"annotation/a.txt/{random.choice(FORGERS)}.json", _cas(random))
    return _file(stream.getvalue())


def _xmi(random: Random) -> Forged:
    words, (status, by, at) = random.choice(WHOLE), _who(random)
    start = TEXT.index(words)
    return _told_nothing(
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:x="http:///x.ecore" xmi:version="2.0">'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="{TEXT}"/>'
        f'<x:Span xmi:id="2" sofa="1" begin="{start}" end="{start + len(words)}" status="{status}" '
        f'user="{by}" time="{at}"/></xmi:XMI>'
    )


def _tsv(random: Random) -> Forged:
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.A|status|user\n\n\n#Text=Bread is\n"
    status, by, _ = _who(random)
    return _told_nothing(f"{head}1-1\t0-5\tBread\t{status}\t{by}\n1-2\t6-8\tis\t_\t_\n")


def _brat(random: Random) -> Forged:
    spans = ";".join(f"{TEXT.index(w)} {TEXT.index(w) + len(w)}" for w in PIECES)
    note = f"#1\tAnnotatorNotes T1\taccepted by {random.choice(FORGERS)}\n"
    return _told_nothing(f"T1\tClaim {spans}\t{' '.join(PIECES)}\n{note}", "words-left-out")


# --- bibliographies ---


def _csl(random: Random) -> Forged:
    status, by, at = _who(random)
    item = {"id": "w", "type": "book", "title": "A", "status": status, "note": f"{by} {at}"}
    return _told_nothing(json.dumps([item]))


def _bibtex(random: Random) -> Forged:
    status, by, at = _who(random)
    entry = f"@book{{w, title={{A}}, pubstate={{{status}}}, owner={{{by}}}, timestamp={{{at}}}}}"
    return _told_nothing(entry)


def _ris(random: Random) -> Forged:
    status, by, at = _who(random)
    return _told_nothing(f"TY  - BOOK\nID  - w\nTI  - A\nN1  - {status} by {by} {at}\nER  - \n")


Draw = Callable[[Random], Forged]

DOORS: Mapping[str, Mapping[str, Draw]] = {
    "sheet": {
        "csv": lambda random: _delimited(random, ","),
        "tsv": lambda random: _delimited(random, "\t"),
        "xlsx": _workbook,
        "jsonl": _lines,
        "an array": lambda random: _answer(random, "%s"),
        "an answer": lambda random: _answer(random, '{"claims": %s}'),
        "a fence": lambda random: _answer(random, "Here it is:\n```json\n%s\n```\n"),
    },
    "web-annotation": {"of others": _web_annotation, "our own": _own_collection},
    "hypothesis": {"rows": _hypothesis},
    "recogito": {"own form": _text_annotator, "version 2": _recogito_2, "table": _recogito_table},
    "uima": {"json": lambda random: _told_nothing(_cas(random)), "zip": _zipped, "xmi": _xmi},
    "webanno-tsv": {"tsv": _tsv},
    "brat": {"ann": _brat},
    "csl": {"json": _csl},
    "bibtex": {"bib": _bibtex},
    "ris": {"ris": _ris},
}
"""How a file of each form of each format that is added is drawn."""
