"""Files of any size for each door, to see how its work grows: `python -m tests.fuzz.growth`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import archive
from archive.files.zip_file import pack
from archive.formats import FORMATS
from archive.reviews.decision_files import read_decisions, waiting_objects
from archive.workflows.add import format_to_add
from tests.articles.web_archives import containers
from tests.fuzz import doors
from tests.growth import Work
from tests.received_files import drawn_article, made_file
from tests.samples import text_only
from tests.strategies import bench_document

Larger = Callable[[int], Work]
"""Returns what is done with a file of n parts."""


# --- articles ---


@cache
def article(format: str, n: int) -> bytes:
    """An article of n times a heading, paragraphs, a list, a table, notes and so on."""
    parts = [part for number in range(n) for part in drawn_article(Random(number))]
    return made_file(format, parts).data


def page_in_warc(n: int) -> bytes:
    return containers.record(containers.http(article("html", n)))


def page_in_wacz(n: int) -> bytes:
    pages = [{"url": containers.WHERE, "ts": containers.WHEN, "title": "A"}]
    return containers.packed({"data.warc": page_in_warc(n)}, pages)


# --- records ---


@cache
def record(n: int) -> archive.Document:
    """A record of n paragraphs with what is said about them."""
    return bench_document(paragraphs=n, annotations=5 * n, sources=n)


@cache
def record_as(format: str, n: int) -> bytes:
    return archive.write(record(n), format).data


def record_in_zip(n: int) -> bytes:
    return pack({"document.json": record_as("json", n)})


def diff_of(n: int) -> Work:
    old = record(n)
    claims = [one.update(restatement=f"{one.restatement} Again.") for one in old.claims]
    new = old.update(claims=tuple(claims), annotations=())
    made = archive.diff(old, new).to_json().encode()
    return lambda: archive.Diff.from_json(made).apply(old)


def writing(n: int) -> Work:
    document = archive.read(record_as("json", n)).document

    def work() -> None:
        for name in archive.WRITERS:
            archive.write(document, name)

    return work


# --- statements of others ---


@cache
def long_text(n: int) -> archive.Document:
    """A record of n paragraphs of eight words, no two alike."""
    return text_only(*(" ".join(f"word{8 * p + w}" for w in range(8)) for p in range(n)))


def works(n: int) -> Mapping[str, bytes]:
    """A bibliography of n works, in each format."""
    csl = [
        {
            "id": f"w{k}",
            "type": "book",
            "title": f"Title {k}",
            "author": [{"family": f"Name {k}"}],
            "issued": {"date-parts": [[1900 + k % 100]]},
            "DOI": f"10.1000/{k}",
        }
        for k in range(n)
    ]
    bibtex = "".join(
        f"@book{{w{k}, title={{Title {k}}}, author={{Name, A. {k}}}, year={{1990}}, doi={{10.1000/{k}}}}}\n"
        for k in range(n)
    )
    ris = "".join(
        f"TY  - BOOK\nID  - w{k}\nTI  - Title {k}\nAU  - Name, {k}\nPY  - 1990\nDO  - 10.1000/{k}\nER  - \n"
        for k in range(n)
    )
    return {"csl": json.dumps(csl).encode(), "bibtex": bibtex.encode(), "ris": ris.encode()}


def notes(n: int) -> Mapping[str, bytes]:
    """A note on a word of each of n paragraphs, in each format of annotations."""
    words = [f"word{8 * k + 2}" for k in range(n)]
    text = "\n\n".join(block.text for block in long_text(n).text_blocks())
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append((at, at + len(word)))
    selectors: list[list[dict[str, Any]]] = [
        [
            {"type": "TextQuoteSelector", "exact": word},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ]
        for word, (start, end) in zip(words, places, strict=True)
    ]
    hypothesis = {
        "total": n,
        "rows": [
            {
                "id": f"a{k}",
                "created": "2019-01-03T19:46:09+00:00",
                "updated": "2019-01-03T19:46:09+00:00",
                "user": "acct:ada@hypothes.is",
                "uri": "https://example.org/",
                "text": f"Note {k}.",
                "tags": [],
                "target": [{"source": "https://example.org/", "selector": one}],
            }
            for k, one in enumerate(selectors)
        ],
    }
    w3c = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"https://example.org/{k}",
            "type": "Annotation",
            "body": [{"type": "TextualBody", "purpose": "commenting", "value": f"Note {k}."}],
            "target": {"source": "https://example.org/", "selector": one},
        }
        for k, one in enumerate(selectors)
    ]
    cas = {
        "%TYPES": {},
        "%VIEWS": {},
        "%FEATURE_STRUCTURES": [
            {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": text},
            *(
                {
                    "%ID": 2 + k,
                    "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
                    "@sofa": 1,
                    "begin": start,
                    "end": end,
                    "value": "PER",
                }
                for k, (start, end) in enumerate(places)
            ),
        ],
    }
    tokens = "".join(
        f"\n#Text={word}\n{k}-1\t{start}-{end}\t{word}\tPER\t_\t\n"
        for k, (word, (start, end)) in enumerate(zip(words, places, strict=True), 1)
    )
    tsv = f"#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.NE|value|identifier\n\n{tokens}"
    brat = "".join(
        f"T{k}\tPerson {start} {end}\t{word}\n"
        for k, (word, (start, end)) in enumerate(zip(words, places, strict=True), 1)
    )
    rows = [
        {"words": word, "restatement": f"So says {word}.", "kind": "descriptive"} for word in words
    ]
    return {
        "hypothesis": json.dumps(hypothesis).encode(),
        "web-annotation": json.dumps(w3c).encode(),
        "recogito": json.dumps(w3c).encode(),
        "uima": json.dumps(cas).encode(),
        "webanno-tsv": tsv.encode(),
        "brat": brat.encode(),
        "sheet": json.dumps({"claims": rows}).encode(),
    }


def laying(format: str, n: int) -> Work:
    onto = long_text(n)
    data = {**works(n), **notes(n)}[format]
    return lambda: archive.add(onto, data, format)


def adding(n: int) -> Work:
    data, onto = notes(n)["web-annotation"], long_text(n)
    return lambda: archive.add(onto, data, format_to_add(data, Path("a")))


def mapping_of(n: int) -> bytes:
    rules = [
        {"when": {"purpose": f"p{k}", "value": ["a", "b*"]}, "becomes": "tag"} for k in range(n)
    ]
    return json.dumps({"rules": rules}).encode()


def settings_of(n: int) -> bytes:
    return f"ignore = {json.dumps([f'code-{k}' for k in range(n)])}\n".encode()


def deciding(n: int) -> Work:
    document = archive.add(long_text(n), works(n)["csl"], "csl").document
    document = archive.add(document, notes(n)["web-annotation"], "web-annotation").document
    waiting = waiting_objects(document, archive.waiting(document))
    data = json.dumps([{**one, "decision": "accept"} for one in waiting]).encode()

    def work() -> None:
        decisions = [one.decision for one in read_decisions(data, "decisions.json")]
        archive.review(document, decisions, by="Ada", at="2020-01-01T00:00:00Z")

    return work


def validating_with_capture(n: int) -> Work:
    """A record and the page from which it was received."""
    result = archive.receive(article("html", n), "html", id="a")
    files = {**result.files, "document.json": archive.write(result.document, "json").data}
    packed = pack(files)
    return lambda: doors.DOORS["zip validate"].take(packed)


# --- the table ---


def _through(door: str, make: Callable[[int], bytes], n: int) -> Work:
    data = make(n)
    return lambda: doors.DOORS[door].take(data)


def _taken(door: str, make: Callable[[int], bytes]) -> Larger:
    return partial(_through, door, make)


_PACKED: Mapping[str, Callable[[int], bytes]] = {"warc": page_in_warc, "wacz": page_in_wacz}


def _of_formats() -> Mapping[str, Larger]:
    found: dict[str, Larger] = {}
    for name in FORMATS:
        for task in ("read", "add", "receive", "unpack"):
            door = f"{name} {task}"
            if door not in doors.DOORS:
                continue
            match task:
                case "read" if name != "text":
                    found[door] = _taken(door, partial(record_as, name))
                case "add":
                    found[door] = partial(laying, name)
                case "unpack":
                    found[door] = _taken(door, _PACKED[name])
                case _:
                    found[door] = _taken(door, partial(article, name))
    return found


LARGER: Mapping[str, Larger] = {
    **_of_formats(),
    "json format": _taken("json format", partial(record_as, "json")),
    "json validate": _taken("json validate", partial(record_as, "json")),
    "tei validate": _taken("tei validate", partial(record_as, "tei")),
    "json write": writing,
    "html rebase": _taken("html rebase", partial(article, "html")),
    "file receive": _taken("file receive", page_in_wacz),
    "zip validate": _taken("zip validate", record_in_zip),
    "capture html": validating_with_capture,
    "any receive": _taken("any receive", partial(article, "jats")),
    "any add": adding,
    "diff": diff_of,
    "decisions": deciding,
    "mapping": _taken("mapping", mapping_of),
    "settings": _taken("settings", settings_of),
}
"""What is done with a file of n parts, for each door."""
