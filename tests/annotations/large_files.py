"""Large files for each door of annotations and bibliographies, and what is much in them.

A case is a list of spans with labels, links between them, and words that stand nowhere; each door
writes it as its program would.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Span = tuple[int, int]
Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """What a file says of a text."""

    text: str
    spans: Sequence[Span]
    links: Sequence[Link] = ()
    """Which span leads to which."""
    features: int = 1
    """How many things are said of the first span."""
    orphans: int = 0
    """How many are on words that stand nowhere."""
    faults: int = 0
    """How many entries are wrong."""

    def words(self, number: int) -> str:
        start, end = self.spans[number]
        return self.text[start:end]


def _tokens(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    for word in text.split(" "):
        found.append((at, at + len(word)))
        at += len(word) + 1
    return found


def _own_words(n: int) -> str:
    return " ".join(f"word{i}" for i in range(n))


def each_on_its_word(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text))


def each_on_the_same_word(n: int) -> Case:
    text = " ".join(["word"] * n)
    return Case(text, _tokens(text))


def all_on_one_word(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text)[:1] * n)


def overlapping(n: int) -> Case:
    """Each goes on over ten words."""
    text = _own_words(n)
    tokens = _tokens(text)
    ends = [end for _, end in tokens[9:]]
    return Case(text, [(start, end) for (start, _), end in zip(tokens, ends, strict=False)])


def nested(n: int) -> Case:
    """Each within the one before, up to a hundred deep; longer files have more of these."""
    text = _own_words(n)
    tokens = _tokens(text)
    groups = [range(first, min(first + 100, n)) for first in range(0, n, 100)]
    spans = [(tokens[one][0], tokens[group[-1]][1]) for group in groups for one in group]
    return Case(text, spans)


def links_to_one(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text), [(i, 0) for i in range(1, n)])


def links_from_one(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text), [(0, i) for i in range(1, n)])


def links_in_a_chain(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text), list(pairwise(range(n))))


def features_of_one(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text)[:1], features=n)


def words_that_stand_nowhere(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text)[:1], orphans=n)


def faulty_entries(n: int) -> Case:
    text = _own_words(n)
    return Case(text, _tokens(text)[:1], faults=n)


SHAPES = (
    each_on_its_word, each_on_the_same_word, all_on_one_word, overlapping, nested, links_to_one,
    links_from_one, links_in_a_chain, features_of_one, words_that_stand_nowhere, faulty_entries,
)  # fmt: skip


# --- JSON of annotation tools ---


def _selectors(case: Case, words: str, start: int) -> list[dict[str, Any]]:
    end = start + len(words)
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": words, "prefix": case.text[max(0, start - 9) : start],
         "suffix": case.text[end : end + 9]},
    ]  # fmt: skip


def _on_words(case: Case) -> list[tuple[str, int]]:
    """The words of each entry, and where they stand: those of orphans nowhere."""
    own = [(case.words(i), start) for i, (start, _) in enumerate(case.spans)]
    return own + [(f"nowhere{i} at all", 7 * i) for i in range(case.orphans)]


def _dumped(raw: Any) -> bytes:
    return json.dumps(raw).encode()


def hypothesis(case: Case) -> bytes:
    rows: list[dict[str, Any]] = [
        {"id": f"a{i}", "user": f"acct:u{i % 7}@x", "created": "2024-05-01T09:00:00Z", "uri": "x",
         "text": f"Text {i}.", "tags": [f"t{k}" for k in range(case.features if not i else 1)],
         "target": [{"selector": _selectors(case, words, start)}]}
        for i, (words, start) in enumerate(_on_words(case))
    ]  # fmt: skip
    rows += [
        {"id": f"r{k}", "user": "acct:u@x", "text": "Why?", "references": [f"a{to}", *more]}
        for k, (one, to) in enumerate(case.links)
        for more in [[f"r{k - 1}"] if k and one == to - 1 else []]
    ]
    rows += [
        {"id": f"f{i}", "user": 3, "tags": [3], "uri": "x", f"z{i}": 1, "created": "now",
         "target": [{"selector": [{"type": "Foo", "value": i}]}]}
        for i in range(case.faults)
    ]  # fmt: skip
    return _dumped({"total": len(rows), "rows": rows})


def web_annotation(case: Case) -> bytes:
    items: list[dict[str, Any]] = [
        {"type": "Annotation", "id": f"urn:a{i}", "creator": {"name": f"u{i % 7}", "type": "Person"},
         "body": [{"type": "TextualBody", "value": f"t{k}", "purpose": "tagging"}
                  for k in range(case.features if not i else 1)],
         "target": {"source": "x", "selector": _selectors(case, words, start)}}
        for i, (words, start) in enumerate(_on_words(case))
    ]  # fmt: skip
    items += [
        {"type": "Annotation", "id": f"urn:l{k}", "motivation": "linking",
         "body": [{"type": "TextualBody", "value": "near", "purpose": "tagging"}],
         "target": [{"id": f"urn:a{one}"}, {"id": f"urn:a{to}"}]}
        for k, (one, to) in enumerate(case.links)
    ]  # fmt: skip
    items += [
        {"type": "Annotation", "id": 3, f"z{i}": 1, "creator": [3, 4], "body": [[3], {"x": 1}],
         "target": {"selector": {"type": "TextPositionSelector", "start": -1}}}
        for i in range(case.faults)
    ]  # fmt: skip
    return _dumped({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
                    "items": items})  # fmt: skip


def recogito_js(case: Case) -> bytes:
    """W3C annotations as a plain list, with relations as RecogitoJS writes them."""
    return _dumped(json.loads(web_annotation(case))["items"])


def text_annotator(case: Case) -> bytes:
    items: list[dict[str, Any]] = [
        {"id": f"a{i}",
         "bodies": [{"purpose": "tagging", "value": f"t{k}"}
                    for k in range(case.features if not i else 1)],
         "target": {"selector": [{"quote": words, "start": start, "end": start + len(words)}],
                    "creator": {"id": f"u{i % 7}"}}}
        for i, (words, start) in enumerate(_on_words(case))
    ]  # fmt: skip
    items += [
        {"id": f"f{i}", "bodies": [{}], "target": {"selector": [{"start": "x"}], f"z{i}": 1}}
        for i in range(case.faults)
    ]
    return _dumped(items)


def recogito_2(case: Case) -> bytes:
    links: dict[int, list[int]] = {}
    for one, to in case.links:
        links.setdefault(one, []).append(to)
    items: list[dict[str, Any]] = [
        {"annotation_id": f"a{i}", "anchor": f"char-offset:{start}", "contributors": ["u"],
         "annotates": {"filepart_id": "f"},
         "bodies": [{"type": "QUOTE", "value": words},
                    *({"type": "TAG", "value": f"t{k}"}
                      for k in range(case.features if not i else 1))],
         "relations": [{"relates_to": f"a{to}", "bodies": [{"type": "TAG", "value": "near"}]}
                       for to in links.get(i, ())]}
        for i, (words, start) in enumerate(_on_words(case))
    ]  # fmt: skip
    items += [
        {"annotation_id": f"f{i}", "anchor": "x", f"z{i}": 1, "bodies": [{"type": "TAG", "y": 1}]}
        for i in range(case.faults)
    ]
    return _dumped(items)


def recogito_2_table(case: Case) -> bytes:
    return _table_of_recogito(case, lambda number: "one.txt")


def recogito_2_table_of_many_files(case: Case) -> bytes:
    """Every fourth annotation is of the text, and all others of files of their own."""
    return _table_of_recogito(case, lambda number: f"{number}.txt" if number % 4 else "one.txt")


def _table_of_recogito(case: Case, file: Callable[[int], str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("UUID", "FILE", "QUOTE_TRANSCRIPTION", "ANCHOR", "TYPE", "URI", "TAGS"))
    for i, (words, start) in enumerate(_on_words(case)):
        tags = "|".join(f"t{k}" for k in range(case.features if not i else 1))
        kind = ("PLACE", "", "PERSON")[i % 3]
        writer.writerow((f"a{i}", file(i), words, f"char-offset:{start}", kind, "", tags))
    for i in range(case.faults):
        writer.writerow((f"f{i}", "one.txt", "", "x", "", "y", "", "z"))
    return out.getvalue().encode()


# --- brat, WebAnno, UIMA ---


def brat(case: Case) -> bytes:
    lines = [
        f"T{i}\tLabel {start} {start + len(words)}\t{words}"
        for i, (words, start) in enumerate(_on_words(case))
    ]
    lines += [f"A{k}\tFeature{k} T0" for k in range(case.features - 1)]
    lines += [f"R{k}\tNear Arg1:T{one} Arg2:T{to}" for k, (one, to) in enumerate(case.links)]
    lines += [f"R{9 * i}\tNear Arg1:T0 Arg2:T{10**9 + i}" for i in range(case.faults)]
    lines += [f"#{i}\tNote T0\t" for i in range(case.faults)]
    return "\n".join(lines).encode()


def brat_events(case: Case) -> bytes:
    lines = brat(case).decode().split("\n")
    lines = [line for line in lines if line[0] != "R"]
    for i in range(len(case.spans)):
        roles = " ".join(f"Role{to}:T{to}" for one, to in case.links if one == i == 0)
        lines.append(f"E{i}\tSaying:T{i} {roles}".rstrip())
    lines += [f"E{9 * i}\tSaying:T{10**9}" for i in range(case.faults)]
    return "\n".join(lines).encode()


def webanno_tsv(case: Case) -> bytes:
    """Sentences of ten tokens; spans that are no token are over all of those that they hold."""
    tokens = _tokens(case.text)
    number_at = {start: n for n, (start, _) in enumerate(tokens)}
    held: dict[int, list[int]] = {}
    for i, (start, end) in enumerate(case.spans):
        n = number_at[start]
        while n < len(tokens) and tokens[n][1] <= end:
            held.setdefault(n, []).append(i)
            n += 1
    leads: dict[int, list[int]] = {}
    for one, to in case.links:
        leads.setdefault(to, []).append(one)
    names = [f"v{k}" for k in range(min(case.features, 50))]
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        f"#T_SP=x.A|{'|'.join(names)}",
        "#T_RL=x.R|k|BT_x.A",
        "",
        "",
    ]

    def token(n: int) -> str:
        return f"{n // 10 + 1}-{n % 10 + 1}"

    for n, (start, end) in enumerate(tokens):
        if n % 10 == 0:
            last = tokens[min(n + 9, len(tokens) - 1)][1]
            lines += ["", "#Text=" + case.text[start:last]]
        here = held.get(n, [])
        cell = "|".join(f"t[{i + 1}]" for i in here) or "_"
        cells = [cell] + (["t" if 0 in here else "_"] * (len(names) - 1))
        ends = [one for i in here if number_at[case.spans[i][0]] == n for one in leads.get(i, ())]
        by = [f"{token(number_at[case.spans[one][0]])}[{one + 1}_{here[0] + 1}]" for one in ends]
        relation = ["|".join(["near"] * len(by)) or "_", "|".join(by) or "_"]
        word = case.text[start:end] if not case.faults or n % 2 else "wrong"
        lines.append("\t".join([token(n), f"{start}-{end}", word, *cells, *relation]))
    lines += [f"#Comment={i}" for i in range(case.faults)]
    return "\n".join(lines).encode()


def _structures(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"%ID": i + 9, "%TYPE": "x.A", "@sofa": 1, "begin": start, "end": end,
         **{f"v{k}": f"t{k}" for k in range(case.features if not i else 1)}}
        for i, (start, end) in enumerate(case.spans)
    ]  # fmt: skip
    base = len(case.spans) + 9
    found += [
        {"%ID": base + k, "%TYPE": "x.R", "@sofa": 1, "begin": 0, "end": 1, "k": "near",
         "@Governor": one + 9, "@Dependent": to + 9}
        for k, (one, to) in enumerate(case.links)
    ]  # fmt: skip
    base += len(case.links)
    found += [
        {"%ID": base + i, "%TYPE": "x.A", "@sofa": 1, "begin": 10**9, "end": 3, "@to": -i - 1}
        for i in range(case.orphans + case.faults)
    ]
    return found


def cas_json(case: Case) -> bytes:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": case.text}
    return _dumped({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *_structures(case)]})


def cas_of_slots(case: Case) -> bytes:
    """Links as slots: a value for each, all in one array of the annotation they start from."""
    raw = [one for one in _structures(case) if one["%TYPE"] != "x.R"]
    slots: dict[int, list[int]] = {}
    for one, to in case.links:
        slots.setdefault(one, []).append(to)
    id = 10**6
    for one, several in slots.items():
        elements = []
        for to in several:
            raw.append({"%ID": id, "%TYPE": "x.L", "role": f"r{to % 3}", "@target": to + 9})
            elements.append(id)
            id += 1
        raw.append({"%ID": id, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": elements})
        raw[one]["@slots"] = id
        id += 1
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": case.text}
    return _dumped({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *raw]})


def xmi(case: Case) -> bytes:
    names = {"%ID": "xmi:id", "@sofa": "sofa"}
    parts = [
        f"<x:{raw['%TYPE'][2:]} "
        + " ".join(
            f'{names.get(name, name.lstrip("@"))}="{value}"'
            for name, value in raw.items()
            if name != "%TYPE"
        )
        + "/>"
        for raw in _structures(case)
    ]
    head = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:x="http:///x.ecore">'
    )
    sofa = f'<cas:Sofa xmi:id="1" sofaString="{case.text}"/>'
    return f"{head}{''.join(parts)}{sofa}</xmi:XMI>".encode()


def project(case: Case) -> bytes:
    """A project of INCEpTION with one curated document."""
    return _zipped({"curation/a.txt/CURATION_USER.json": cas_json(case), "source/a.txt": b"x"})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


# --- sheets and answers ---


def _rows(case: Case) -> list[dict[str, str]]:
    rows = [
        {"id": f"c-{i}", "words": words, "before": case.text[max(0, start - 9) : start],
         "restatement": f"Claim {i}.", "kind": "descriptive", "claimant": f"person: P{i % 50}"}
        for i, (words, start) in enumerate(_on_words(case))
    ]  # fmt: skip
    rows += [
        {"claim": "c-0", "verdict": "doubt", "reasoning": f"Why {k}?"}
        for k in range(case.features - 1)
    ]
    rows += [
        {"claim": f"c-{one}", "relation": "supports", "to": f"c-{to}"} for one, to in case.links
    ]
    rows += [{"words": f"gone {i}", "kind": f"k{i}", "nothing": "x"} for i in range(case.faults)]
    return rows


def sheet(case: Case) -> bytes:
    rows = _rows(case)
    out = io.StringIO()
    writer = csv.DictWriter(out, dict.fromkeys(name for row in rows for name in row))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def answer(case: Case) -> bytes:
    names = ("words", "before", "restatement", "kind", "claimant", "relation", "to", "verdict")
    rows = [{name: row[name] for name in names if name in row} for row in _rows(case)]
    return _dumped({"claims": rows})


DOORS: Mapping[str, tuple[str, Callable[[Case], bytes]]] = {
    "sheet": ("sheet", sheet),
    "answer": ("sheet", answer),
    "hypothesis": ("hypothesis", hypothesis),
    "web annotation": ("web-annotation", web_annotation),
    "RecogitoJS": ("recogito", recogito_js),
    "text annotator": ("recogito", text_annotator),
    "Recogito 2": ("recogito", recogito_2),
    "Recogito 2 table": ("recogito", recogito_2_table),
    "Recogito 2 table of many files": ("recogito", recogito_2_table_of_many_files),
    "brat": ("brat", brat),
    "brat events": ("brat", brat_events),
    "WebAnno TSV": ("webanno-tsv", webanno_tsv),
    "CAS JSON": ("uima", cas_json),
    "CAS JSON slots": ("uima", cas_of_slots),
    "XMI": ("uima", xmi),
    "INCEpTION": ("uima", project),
}
"""The format and the writer of each door."""


# --- bibliographies: a work for each span, links as names that are alike ---


def works(n: int, kind: str) -> list[dict[str, str]]:
    """The fields of n works: each its own, all the same, or of one field with much in it."""
    if kind == "each its own":
        return [{"id": f"w{i}", "title": f"Title {i}", "doi": f"10.1000/{i}"} for i in range(n)]
    if kind == "the same title":
        return [{"id": f"w{i}", "title": "Title", "doi": ""} for i in range(n)]
    if kind == "the same id":
        return [{"id": "w", "title": f"Title {i}", "doi": ""} for i in range(n)]
    if kind == "the same identifier":
        return [{"id": f"w{i}", "title": f"Title {i}", "doi": "10.1000/1"} for i in range(n)]
    if kind == "many authors":
        return [{"id": "w", "title": "Title", "doi": "", "authors": str(n)}]
    if kind == "unknown fields":
        return [{"id": f"w{i}", "title": f"T {i}", "doi": "", f"zz{i}": "x"} for i in range(n)]
    return [{"id": f"w{i}", "title": "", "doi": "x y", "year": "no"} for i in range(n)]


WORKS = (
    "each its own", "the same title", "the same id", "the same identifier", "many authors",
    "unknown fields", "faulty",
)  # fmt: skip


def csl(items: Sequence[Mapping[str, str]]) -> bytes:
    found: list[dict[str, Any]] = []
    for one in items:
        raw: dict[str, Any] = {name: value for name, value in one.items() if value}
        raw |= {"type": "book", "DOI": raw.pop("doi", None), "issued": {"date-parts": [[2000]]}}
        if authors := raw.pop("authors", None):
            raw["author"] = [{"family": f"F{k}", "given": "G"} for k in range(int(authors))]
        if year := raw.pop("year", None):
            raw["issued"] = {"date-parts": [[year]]}
        found.append({name: value for name, value in raw.items() if value is not None})
    return _dumped(found)


def bibtex(items: Sequence[Mapping[str, str]]) -> bytes:
    entries = []
    for one in items:
        fields = {name: value for name, value in one.items() if value and name != "id"}
        if authors := fields.pop("authors", None):
            fields["author"] = " and ".join(f"F{k}, G" for k in range(int(authors)))
        inner = "".join(f",\n {name} = {{{value}}}" for name, value in fields.items())
        entries.append(f"@book{{{one['id']}{inner}\n}}")
    return "\n".join(entries).encode()


def ris(items: Sequence[Mapping[str, str]]) -> bytes:
    lines = []
    for one in items:
        lines += [
            "TY  - BOOK",
            f"ID  - {one['id']}",
            f"TI  - {one['title']}",
            f"DO  - {one['doi']}",
        ]
        lines += [f"AU  - F{k}, G" for k in range(int(one.get("authors", "0")))]
        lines += [f"PY  - {one['year']}"] if "year" in one else []
        lines += [f"{name[:1].upper()}{name[-1]}  - x" for name in one if name.startswith("zz")]
        lines.append("ER  - ")
    return "\n".join(lines).encode()


BIBLIOGRAPHIES: Mapping[str, Callable[[Sequence[Mapping[str, str]]], bytes]] = {
    "csl": csl,
    "bibtex": bibtex,
    "ris": ris,
}
