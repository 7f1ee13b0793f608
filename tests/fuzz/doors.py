"""The doors: everything that takes in a file, with real files that it takes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from functools import cache, partial
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import archive
from archive.cli.settings import settings_for
from archive.cli.validate import SETTINGS
from archive.files.zip_file import pack
from archive.findings import FAULTS
from archive.formats import FORMATS
from archive.formats.format import options_of
from archive.reviews.decision_files import read_decisions, waiting_objects, with_locations
from archive.workflows.add import format_to_add, mapping_of
from tests.articles.web_archives import containers
from tests.conftest import RECORDS, SHARED
from tests.formats.harbour import harbour
from tests.received_files import REAL, drawn_article, made_file
from tests.records.every_kind import every_kind, files_of_every_kind
from tests.records.undecided import undecided

LARGEST = 64_000
"""How many bytes the file has at most that mutants are made of, so that many can be tried."""


class Door(NamedTuple):
    """A way in for files."""

    seeds: Callable[[], Sequence[bytes]]
    """Returns files that are taken."""
    take: Callable[[bytes], object]
    """Takes one."""


# --- the seeds ---


def shared(*patterns: str) -> list[bytes]:
    """The files of the shared material, where there is such, that are not too large."""
    paths = (path for pattern in patterns for path in sorted(SHARED.glob(pattern)))
    return [path.read_bytes() for path in paths if path.stat().st_size <= LARGEST]


@cache
def record() -> archive.Document:
    """The record that statements are added to."""
    return every_kind()


def records(format: str) -> Sequence[bytes]:
    made = [archive.write(one, format).data for one in (every_kind(), undecided(), harbour())]
    lying = (RECORDS[-1] / ("document.json" if format == "json" else "document.tei.xml"),)
    return [*made, *(path.read_bytes() for path in lying)]


def articles(format: str) -> Sequence[bytes]:
    made = [made_file(format, drawn_article(Random(n))).data for n in range(3)]
    return [*made, *EXTRA.get(format, ()), *shared(*REAL[format])]


_PAGE = """<!DOCTYPE html><html lang=en><head><title>The ferry</title>
<meta name="date" content="2016-03-01"><meta property="article:published_time" content="2016-03-01T09:30:00Z">
<meta name=author content="Ada Ferry, Bo Boat"><meta name="citation_doi" content="10.1000/182">
<meta name="citation_publication_date" content="2016/03/01"><meta name="DC.date" content="2016">
<meta name="dcterms.rights" content="CC BY 4.0"><link rel=canonical href="https://example.org/ferry">
<link rel=license href="https://creativecommons.org/licenses/by/4.0/"><base href="https://example.org/">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "The ferry", "datePublished": "2016-03-01T09:30:00+01:00", "dateModified": "2016-03-02",
"author": [{"@type": "Person", "name": "Ada Ferry", "url": "https://example.org/ada"}], "inLanguage": "en",
"publisher": {"@type": "Organization", "name": "The Harbour"}, "isPartOf": {"@type": "Periodical",
"issn": "2049-3630"}, "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1000/182"},
"license": "https://creativecommons.org/licenses/by/4.0/", "keywords": ["ferry", "boat"]}</script></head>
<body><article itemscope itemtype="https://schema.org/Article"><h1 itemprop=headline>The ferry</h1>
<p class=byline>By <a rel=author href=/ada>Ada Ferry</a>, <time datetime="2016-03-01T09:30">1 March 2016</time></p>
<p>The ferry is <em>late</em> again<sup><a href="#n1" id="r1">1</a></sup>, said <a href="//x.example">Bo</a>.</p>
<table><caption>Boats</caption><tr><th colspan=2>A<td rowspan=3>B<tr><td>1<td>2</table>
<figure><img src="a.jpg" srcset="a.jpg 1x, b.jpg 2x" alt=A><figcaption>A boat</figcaption></figure>
<ol start=3><li value=7>One<li>Two</ol><dl><dt>A<dd>B</dl><pre>x
y</pre><blockquote cite="https://example.org/q"><p>So.</p></blockquote>
<ol><li id="n1">A note. <a href="#r1">\u21a9</a></ol></article></body></html>"""

_FRONT = """---
title: The ferry
author: [{name: Ada Ferry, orcid: 0000-0002-1825-0097}, Bo Boat]
date: 2016-03-01
lang: en
keywords: [ferry, boat]
doi: 10.1000/182
license: CC-BY-4.0
---

# The ferry

It is *late*[^1] again, **said** [Bo](https://example.org "x") `now`.

| a | b |
|---|--:|
| 1 | 2 |

- one
  1. two

> So.

<div class="x">raw</div>

[^1]: A note.
"""

_MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/ferry\r\nSubject: x\r\n"
    b"Date: Sun, 20 Mar 2016 09:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n------b\r\nContent-Type: text/html; charset=utf-8\r\n'
    b"Content-ID: <f@x>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://example.org/ferry\r\n\r\n<!DOCTYPE html><title>A</title><p>The ferry=20is late.\r\n"
    b"------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n"
)

EXTRA: Mapping[str, Sequence[bytes]] = {
    "html": (_PAGE.encode(), _PAGE.encode(), _PAGE.encode(), _MHTML),
    "markdown": (_FRONT.encode(), _FRONT.encode()),
}


def web_archive() -> bytes:
    other = containers.record(containers.http(kind="image/png"), "https://example.org/a.png")
    page = containers.record(containers.http(_PAGE.encode(), Content_Encoding=""))
    info = containers.record(
        b"software: x\r\n", "", WARC_Type="warcinfo", Content_Type="application/warc-fields"
    )
    return info + page + other


def warcs() -> Sequence[bytes]:
    made = web_archive()
    return [made, containers.gzipped(made), *shared("ingest/warc/*.warc", "ingest/warc/*.warc.gz")]


def waczs() -> Sequence[bytes]:
    pages = [{"url": containers.WHERE, "ts": containers.WHEN, "title": "The ferry"}]
    return [containers.packed({"data.warc": web_archive()}, pages), *shared("ingest/warc/*.wacz")]


def bibliographies(format: str) -> Sequence[bytes]:
    options = ({}, {"of": "article"}, {"of": "record"})
    return [*(archive.write(record(), format, **one).data for one in options), _FOREIGN[format]]


_FOREIGN = {
    "csl": json.dumps([
        {"id": "a", "type": "article-journal", "title": "The <i>ferry</i>", "DOI": "10.1000/182",
         "author": [{"family": "Ferry", "given": "Ada", "non-dropping-particle": "van"}, {"literal": "WHO"}],
         "issued": {"date-parts": [[2016, 3, 1], [2016, 4]], "circa": True}, "page": "1-9", "volume": 3,
         "accessed": {"raw": "March 2016"}, "original-date": {"literal": "long ago"}, "ISBN": "978-0-306-40615-7",
         "submitted": {"season": 2, "date-parts": [["2016"]]}, "URL": "https://example.org/a", "language": "en",
         "custom": {"x": [1]}, "note": "original-title: x\ntype: report", "keyword": "a, b"},
        {"id": 7, "type": "nothing", "container-title": ["A", "B"], "issued": {"date-parts": [["-44", "3", "15"]]}},
    ]).encode(),
    "bibtex": b"""@string{who = "World Health"}
@preamble{"\\newcommand{\\x}{y}"}
@comment{jabref-meta: x;}
@article{ferry16, author = {Ferry, Ada and {World Health} and Bo van der Boat and others}, title = "The {F}erry \\'e" # who,
 year = 2016, month = mar, date = {2016-03-01/2016-04}, journal = who # { Journal}, pages = {1--9}, doi = {10.1000/182},
 urldate = {2016-03~}, isbn = {978-0-306-40615-7}, note = {a $x^2$ \\url{https://example.org/} \\emph{b}}, langid = {english}}
@inproceedings{boat, crossref = {ferry16}, author = {family=Boat, given=Bo, prefix=van}, origdate = {1850/..}, eventdate={1850},
 editor = {A B}, xdata = {ferry16}, related = {ferry16}, keywords = {a, b}, file = {:x.pdf:PDF}}
@book{boat, title = {Twice}}
""",
    "ris": b"""TY  - JOUR
ID  - ferry16
AU  - Ferry, Ada, Jr.
A1  - Boat, B.
TI  - The ferry
PY  - 2016/03/01/spring
DA  - 2016/03//
Y2  - 2016/04/05
JO  - Journal
SP  - 1
EP  - 9
VL  - 3
DO  - 10.1000/182
SN  - 2049-3630
UR  - https://example.org/a
L1  - file:///x.pdf
KW  - a
KW  - b
N1  - a note that
goes on
LA  - en
ER  -
TY  - BOOK
ID  - boat
A2  - WHO
PB  - P
CY  - London
SN  - 978-0-306-40615-7
ER  -
""",
}  # fmt: skip


def sheets() -> Sequence[bytes]:
    forms = ("csv", "tsv", "jsonl", "xlsx")
    made = [archive.write(one, "sheet", form=form).data for form in forms for one in (record(),)]
    rows = [json.loads(line) for line in made[2].decode().splitlines()]
    return [*made, json.dumps({"rows": rows}).encode(), json.dumps({"claims": rows}).encode()]


_HYPOTHESIS = {
    "total": 1,
    "rows": [
        {
            "id": "abc", "created": "2019-01-03T19:46:09+00:00", "updated": "2019-01-03T19:46:09+00:00",
            "user": "acct:ada@hypothes.is", "uri": "https://example.org/", "text": "So *it* is.",
            "tags": ["ferry"], "group": "__world__", "references": ["x"],
            "permissions": {"read": ["group:__world__"]}, "user_info": {"display_name": "Ada"},
            "document": {"title": ["The ferry"]}, "links": {"html": "https://hypothes.is/a/abc"},
            "target": [{"source": "https://example.org/", "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 1,
                 "endContainer": "/p[1]", "endOffset": 9},
                {"type": "TextPositionSelector", "start": 3, "end": 12},
                {"type": "TextQuoteSelector", "exact": "the", "prefix": "", "suffix": " "},
            ]}],
        }
    ],
}  # fmt: skip
_CAS = {
    "%TYPES": {},
    "%VIEWS": {},
    "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "The ferry is late."},
        {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1,
         "begin": 4, "end": 9, "value": "PER", "identifier": "http://www.wikidata.org/entity/Q42"},
    ],
}  # fmt: skip
_BRAT = b"""T1\tPerson 0 3\tThe
T2\tPlace 4 9;10 12\tferry is
E1\tMove:T1 To:T2
R1\tOrigin Arg1:T1 Arg2:T2
A1\tNegation E1
N1\tReference T1 Wikidata:Q42\tDouglas
#1\tAnnotatorNotes T1\tso
*\tEquiv T1 T2
"""
_TSV = b"""#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.NE|value|identifier
#T_RL=webanno.custom.R|role|BT_webanno.custom.NE


#Text=The ferry
1-1\t0-3\tThe\tPER[1]\thttp://x[1]\t_\t_\t
1-2\t4-9\tferry\tPER[1]|LOC\t*\t*\t1-1[0_1]\t
"""


def seeds_of(format: str) -> Sequence[bytes]:
    """What a format is added to a record of."""
    at = "ingest/annotations"
    match format:
        case "csl" | "bibtex" | "ris":
            return bibliographies(format)
        case "web-annotation":
            return [
                archive.write(record(), format).data,
                *shared(f"{at}/w3c/*.json", f"{at}/*/*.w3c.json"),
            ]
        case "hypothesis":
            return [json.dumps(_HYPOTHESIS).encode(), *shared(f"{at}/hypothesis/*.json")]
        case "recogito":
            own = {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                **_HYPOTHESIS["rows"][0],
                "type": "Annotation",
            }  # type: ignore[index,dict-item]
            return [json.dumps([own]).encode(), *shared(f"{at}/recogito/*.json")]
        case "uima":
            cas = shared(f"{at}/inception/*.json", f"{at}/inception/*.xmi", f"{at}/inception/*.zip")
            return cas or [json.dumps(_CAS).encode()]
        case "webanno-tsv":
            return [_TSV, *shared(f"{at}/webanno/*.tsv")]
        case "brat":
            return [_BRAT, *shared(f"{at}/brat/*.ann")]
        case "sheet":
            return sheets()
    raise LookupError(format)


def decisions() -> Sequence[bytes]:
    document = undecided()
    waiting = waiting_objects(document, archive.waiting(document))
    verbs = ("accept", "reject", "mend", "later")
    mend = {"words": "the crane", "restatement": "So.", "claimant": "Ada"}
    filled = [{**one, "decision": verbs[n % 4], "mend": mend} for n, one in enumerate(waiting)]
    few = [
        {"id": one["id"], "decision": "mend", "mend": {**one["says"], "words": one.get("words")}}
        for one in waiting
    ]
    lines = "\n".join(json.dumps(one) for one in filled).encode()
    return [json.dumps(filled).encode(), json.dumps(few).encode(), lines]


_MAPPING = {
    "rules": [
        {"when": {"purpose": "tagging", "value": ["a", "b*"]}, "becomes": "tag", "tag": "x"},
        {"when": {"layer": "*NE*"}, "becomes": "mention", "entity": "person", "name": "value"},
        {"when": {}, "becomes": "claim", "kind": "descriptive", "certainty": 0.5},
        {"becomes": "relation", "predicate": "supports"},
    ]
}
_SETTINGS = b'select = ["block-empty"]\nignore = ["a"]\nfail-on = "warning"\n[tool.archive]\n'


# --- what takes them ---


def received(data: bytes, format: str) -> object:
    """The article, and its record checked with its capture and written as both exact formats."""
    result = archive.receive(data, format, id="a", received_at="2020-01-01T00:00:00Z")
    for exact in ("json", "tei"):
        archive.write(result.document, exact)
    return archive.validate(result.document)


def received_file(data: bytes) -> object:
    """The same of a file that lies somewhere; a web archive is not held in memory then."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(data)
        return archive.receive(path, id="a", received_at="2020-01-01T00:00:00Z")


def rebased(data: bytes) -> object:
    """What becomes of a record whose page has changed, and what of its text is proposed."""
    old = archive.load(_NEWEST)
    new = archive.receive(data, "html", id=old.id, received_at="2030-01-01T00:00:00Z").document
    archive.diff(old, new)
    archive.propose(new)
    return archive.rebase(old, onto=new)


def written(data: bytes) -> object:
    """A record in every format that is written, with what it differs in from another, and shown."""
    document = archive.read(data).document
    for name in archive.WRITERS:
        with suppress(archive.errors.WriteError):
            for public in (False, True):
                options = (
                    {"public": True}
                    if public and "public" in options_of(archive.WRITERS[name])
                    else {}
                )
                archive.write(document, name, **options)
    archive.show(document)
    archive.propose(document)
    return archive.diff(every_kind(), document)


def laid(data: bytes, format: str) -> object:
    options = {"text": "The ferry is late."} if format == "brat" and len(data) % 2 else {}
    result = archive.add(record(), data, format, **options)
    return archive.write(result.document, "json")


def added(data: bytes) -> object:
    """Statements in the format that the file shows."""
    return laid(data, format_to_add(data, Path("a")))


def diffs() -> Sequence[bytes]:
    """Differences between two records: where most is another, and where little is."""
    small = record().update(claims=record().claims[1:], annotations=record().annotations[:1])
    return [archive.diff(record(), one).to_json().encode() for one in (undecided(), small)]


def applied(data: bytes) -> object:
    return archive.Diff.from_json(data).apply(record())


def decided(data: bytes) -> object:
    read = read_decisions(data, "decisions.json")
    try:
        return archive.review(
            undecided(), [one.decision for one in read], by="Ada", at="2020-01-01T00:00:00Z"
        ).document
    except archive.errors.NotDecided as problem:
        return with_locations(read, problem.findings)


def mapped(data: bytes) -> object:
    mapping = mapping_of(data)
    note = json.dumps(_HYPOTHESIS).encode()
    return archive.add(record(), note, "hypothesis", mapping=mapping)


def settings(data: bytes) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.toml"
        path.write_bytes(data)
        try:
            with redirect_stderr(StringIO()):
                return settings_for(SETTINGS, path)
        except SystemExit as end:
            if end.code != 2:
                raise
            return None


def loaded_zip(data: bytes) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(data)
        report = archive.validate(path)
        refuse_faults(report.findings)
        return archive.load(path)


def zip_records() -> Sequence[bytes]:
    files = files_of_every_kind()
    return [pack({"document.json": archive.write(every_kind(), "json").data, **files})]


def held_to_capture(data: bytes, record: Path, name: str) -> object:
    """A record that lies there, checked against another capture."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / record.name
        shutil.copytree(record, copy)
        (copy / name).write_bytes(data)
        report = archive.validate(copy)
        refuse_faults(report.findings)
        return report


def validated(data: bytes) -> object:
    report = archive.validate(data)
    refuse_faults(report.findings)
    return report


class Fault(AssertionError):
    """The boundary was reached: the library has found a fault of its own."""


def refuse_faults(findings: Sequence[archive.Finding]) -> None:
    for finding in findings:
        if finding.code in FAULTS:
            raise Fault(finding.message)


# --- the table ---


def _of_formats() -> Mapping[str, Door]:
    doors = {}
    for name, format in FORMATS.items():
        if name in FORMATS.of_packages:
            continue
        if format.read is not None:
            seeds = partial(articles, name) if name == "text" else partial(records, name)
            options = {"id": "a"} if name == "text" else {}
            doors[f"{name} read"] = Door(seeds, partial(archive.read, format=name, **options))
        if format.add is not None:
            doors[f"{name} add"] = Door(partial(seeds_of, name), partial(laid, format=name))
        if format.receive is not None:
            doors[f"{name} receive"] = Door(partial(articles, name), partial(received, format=name))
        if format.unpack is not None:
            seeds = {"warc": warcs, "wacz": waczs}[name]
            doors[f"{name} unpack"] = Door(seeds, partial(received, format=name))
    return doors


LAID = tuple(name for name in FORMATS.homes if FORMATS[name].add is not None)

_NEWEST = RECORDS[-1]

DOORS: Mapping[str, Door] = {
    **_of_formats(),
    "json format": Door(partial(records, "json"), archive.format),
    "json validate": Door(partial(records, "json"), validated),
    "tei validate": Door(partial(records, "tei"), validated),
    "json write": Door(partial(records, "json"), written),
    "html rebase": Door(
        lambda: [(_NEWEST / "received/not-from-the-moon.html").read_bytes(), *articles("html")],
        rebased,
    ),
    "file receive": Door(
        lambda: [*waczs(), *warcs(), *articles("docx"), *articles("odt")], received_file
    ),
    "zip validate": Door(zip_records, loaded_zip),
    "capture html": Door(
        lambda: [(_NEWEST / "received/not-from-the-moon.html").read_bytes()],
        partial(held_to_capture, record=_NEWEST, name="received/not-from-the-moon.html"),
    ),
    "any receive": Door(
        lambda: [
            one for format in ("html", "jats", "markdown", "text") for one in articles(format)
        ],
        partial(received, format=None),
    ),
    "any add": Door(lambda: [one for format in LAID for one in seeds_of(format)[:3]], added),
    "diff": Door(diffs, applied),
    "decisions": Door(decisions, decided),
    "mapping": Door(lambda: [json.dumps(_MAPPING).encode()], mapped),
    "settings": Door(lambda: [_SETTINGS], settings),
}
"""Every door, by its name: what is done, and with files of which format."""
