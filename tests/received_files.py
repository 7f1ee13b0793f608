"""Files of every kind that comes in as an article: real ones of the shared material, and made ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from tests.articles.office import made as office
from tests.conftest import in_shared

_OF_FOREIGN_TEI = (
    "dhq__000010.xml", "ELTeC-eng__ENG18411_Tupper.xml", "TEI__testtranscr.xml",
    "grobid_client_python__0046d83a-edd6-4631-b57c-755cdcce8b7f.tei.xml",
    "schnitzler-kino-data__entry__1904-07-30.xml", "CETEIcean__meros.xml",
    "tei-publisher-app__27003.xml", "wienerschnitzler-data__faqs-en.xml",
)  # fmt: skip
REAL: Mapping[str, Sequence[str]] = {
    "text": (
        "ingest/markdown/18f-technical-debt.md", "ingest/markdown/rust-at-one-year.md",
        "ingest/html/libwww-guide-1994.html", "ingest/jats/elife-00270-editorial.xml",
        "articles/frenemies.txt",
    ),
    "html": tuple(
        f"ingest/html/{name}.html"
        for name in (
            "aozora-shift-jis", "cc-participe-gsoc-pt", "clinicaltrials", "libwww-guide-1994",
            "w3c-text-size-ar", "whitehouse-blog", "wikipedia-regression-testing",
        )
    ),
    "markdown": tuple(
        f"ingest/markdown/{name}.md"
        for name in (
            "18f-technical-debt", "cisa-ed-20-02", "opensource-guide-starting-ja",
            "react-error-boundaries-ar", "rust-i128-layout", "rust-keyword-generics",
        )
    ),
    "jats": tuple(
        f"ingest/jats/{name}"
        for name in (
            "bmc-oral-health-8-11.nxml", "elife-00240-insight.xml", "elife-00270-editorial.xml",
            "f1000-7-1655.xml", "plos-pbio-1001044-book-review.xml",
            "scielo-editorial-translations.xml",
        )
    ),
    "tei-of-others": tuple(f"tei/foreign/{name}" for name in _OF_FOREIGN_TEI),
    "docx": tuple(
        f"ingest/docx/{name}.docx"
        for name in (
            "arabic", "article-zotero-word", "endnotes", "features-changes-comments",
            "table-captions-seq", "tracked-changes-lists",
        )
    ),
    "odt": tuple(
        f"ingest/odt/{name}.odt"
        for name in (
            "change-tracked", "document-tables-images", "footnotes", "image-caption",
            "relaxng-patterns",
        )
    ),
}  # fmt: skip
"""Real files by the format that receives them, from the root of the shared material."""


class ReceivedFile(NamedTuple):
    """A file that can be received."""

    format: str
    name: str
    data: bytes

    def __str__(self) -> str:
        return f"{self.format}: {self.name}"


def real_files(format: str) -> Iterator[ReceivedFile]:
    """Yield the real files of a format; the test is skipped where they are not here."""
    for name in REAL[format]:
        path = in_shared(name)
        yield ReceivedFile(format, path.name, path.read_bytes())


# --- made files: one article in the markup of each kind ---


class Made(NamedTuple):
    """A part of a made article: its kind, and its words."""

    kind: str
    words: Sequence[str]


def drawn_article(random: Random) -> Sequence[Made]:
    """Return the parts of an article: each kind at least once, in any order after the first."""
    kinds = [*KINDS, *random.choices(KINDS, k=4)]
    random.shuffle(kinds)
    return [Made("heading", _sentences(random, 1)), *(Made(k, _of(random, k)) for k in kinds)]


KINDS = ("heading", "paragraph", "noted", "list", "table", "quotation", "code", "figure")
"""The kinds of parts. A noted paragraph calls a note, which has the second of its words."""
_WORDS = [
    "the",
    "ferry",
    "was",
    "not",
    "late;",
    "nobody",
    "said",
    "“perhaps”",
    "twice,",
    "twelve",
    "boats",
    "left",
    "Älvsborg",
    "at",
    "9.40",
    "prices",
    "rose",
    "by",
    "3",
    "%",
    "and",
    "港",
    "fell",
    "again",
    "never",
    "did",
]


def _of(random: Random, kind: str) -> Sequence[str]:
    number = {"noted": 2, "list": 3, "table": 7, "quotation": 2, "figure": 1}.get(kind, 1)
    words = _sentences(random, number)
    if kind == "table" and random.random() < 0.5:
        words = [*words[:3], "", *words[4:]]
    return words


def _sentences(random: Random, number: int) -> list[str]:
    return [" ".join(random.choices(_WORDS, k=random.randint(1, 9))) for _ in range(number)]


def made_file(format: str, article: Sequence[Made]) -> ReceivedFile:
    """Return the article in the markup of a format."""
    return ReceivedFile(format, f"made.{format}", RENDERERS[format](article))


def _text(article: Sequence[Made]) -> bytes:
    return "\n\n".join("\n\n".join(filter(None, one.words)) for one in article).encode()


def _html(article: Sequence[Made]) -> bytes:
    made, notes = [], []
    for kind, words in article:
        match kind:
            case "noted":
                n = len(notes) + 1
                made.append(f"<p>{words[0]}<sup><a href=#n{n} id=r{n}>{n}</a></sup>")
                notes.append(f"<li id=n{n}>{words[1]} <a href=#r{n}>\u21a9</a>")
            case "list":
                made.append(f"<ul>{''.join(f'<li>{one}' for one in words)}</ul>")
            case "table":
                rows = "".join(
                    f"<tr><td>{one}<td>{other}" for one, other in batched_pairs(words[1:])
                )
                made.append(f"<table><caption>{words[0]}</caption>{rows}</table>")
            case "quotation":
                made.append(f"<blockquote>{''.join(f'<p>{one}' for one in words)}</blockquote>")
            case "figure":
                image = "<img src=a.jpg alt=A width=400 height=300>"
                made.append(f"<figure>{image}<figcaption>{words[0]}</figcaption></figure>")
            case _:
                tag = {"heading": "h2", "code": "pre"}.get(kind, "p")
                made.append(f"<{tag}>{words[0]}</{tag}>")
    listed = f"<ol>{''.join(notes)}</ol>" if notes else ""
    return f"<title>A</title><article>{''.join(made)}{listed}</article>".encode()


def batched_pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield two and two."""
    yield from zip(words[::2], words[1::2], strict=True)


def _markdown(article: Sequence[Made]) -> bytes:
    made, notes = [], []
    for kind, words in article:
        match kind:
            case "heading":
                made.append(f"## {words[0]}")
            case "noted":
                n = len(notes) + 1
                made.append(f"{words[0]}[^{n}]")
                notes.append(f"[^{n}]: {words[1]}")
            case "list":
                made.append("\n".join(f"- {one}" for one in words))
            case "table":
                made.append(words[0])
                first, *others = (f"| {one} | {other} |" for one, other in batched_pairs(words[1:]))
                made.append("\n".join((first, "|---|---|", *others)))
            case "quotation":
                made.append("\n>\n".join(f"> {one}" for one in words))
            case "code":
                made.append(f"```\n{words[0]}\n```")
            case "figure":
                made.append(f"![A](a.jpg)\n\n*{words[0]}*")
            case _:
                made.append(f"{words[0]}")
    return "\n\n".join((*made, *notes)).encode()


def _jats(article: Sequence[Made]) -> bytes:
    made, notes = [], 0
    for kind, words in article:
        match kind:
            case "heading":
                made.append(f"{'</sec>' if made else ''}<sec><title>{words[0]}</title>")
            case "noted":
                notes += 1
                note = f'<fn id="n{notes}"><label>{notes}</label><p>{words[1]}</p></fn>'
                made.append(f"<p>{words[0]}{note} and more.</p>")
            case "list":
                items = "".join(f"<list-item><p>{one}</p></list-item>" for one in words)
                made.append(f"<list>{items}</list>")
            case "table":
                rows = "".join(
                    f"<tr><td>{one}</td><td>{other}</td></tr>"
                    for one, other in batched_pairs(words[1:])
                )
                caption = f"<caption><p>{words[0]}</p></caption>"
                made.append(f"<table-wrap>{caption}<table>{rows}</table></table-wrap>")
            case "quotation":
                inner = "".join(f"<p>{one}</p>" for one in words)
                made.append(f"<disp-quote>{inner}</disp-quote>")
            case "code":
                made.append(f"<code>{words[0]}</code>")
            case "figure":
                made.append(f"<fig><caption><p>{words[0]}</p></caption></fig>")
            case _:
                made.append(f"<p>{words[0]}</p>")
    return f"<article><front/><body>{''.join(made)}</sec></body></article>".encode()


def _tei(article: Sequence[Made]) -> bytes:
    made = []
    for kind, words in article:
        match kind:
            case "heading":
                made.append(f"{'</div>' if made else ''}<div><head>{words[0]}</head>")
            case "noted":
                made.append(f'<p>{words[0]}<note place="foot">{words[1]}</note> and more.</p>')
            case "list":
                made.append(f"<list>{''.join(f'<item>{one}</item>' for one in words)}</list>")
            case "table":
                rows = "".join(
                    f"<row><cell>{one}</cell><cell>{other}</cell></row>"
                    for one, other in batched_pairs(words[1:])
                )
                made.append(f"<table><head>{words[0]}</head>{rows}</table>")
            case "quotation":
                made.append(f"<quote>{''.join(f'<p>{one}</p>' for one in words)}</quote>")
            case "code":
                made.append(f"<eg>{words[0]}</eg>")
            case "figure":
                made.append(f'<figure><graphic url="a.jpg"/><p>{words[0]}</p></figure>')
            case _:
                made.append(f"<p>{words[0]}</p>")
    header = "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc></teiHeader>"
    body = f"<text><body>{''.join(made)}</div></body></text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{body}</TEI>'.encode()


def _docx(article: Sequence[Made]) -> bytes:
    made, notes = [], ""
    number = 0
    for kind, words in article:
        match kind:
            case "noted":
                number += 1
                call = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
                made.append(office.p(words[0], call))
                notes += f'<w:footnote w:id="{number}">{office.p(words[1])}</w:footnote>'
            case "list":
                numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
                made += (office.p(one, properties=numbered) for one in words)
            case "table":
                made.append(office.p(words[0], style="TableCaption"))
                rows = [[*pair] for pair in batched_pairs(words[1:])]
                made.append(office.table(*rows))
            case _:
                styles = {"heading": "Heading1", "quotation": "Quote", "code": "SourceCode"}
                made += (office.p(one, style=styles.get(kind, "")) for one in words)
    return office.docx(*made, footnotes=notes)


def _odt(article: Sequence[Made]) -> bytes:
    made, number = [], 0
    for kind, words in article:
        match kind:
            case "heading":
                made.append(f'<text:h text:outline-level="1">{words[0]}</text:h>')
            case "noted":
                number += 1
                note = (
                    f'<text:note text:note-class="footnote" text:id="n{number}">'
                    f"<text:note-citation>{number}</text:note-citation><text:note-body>"
                    f"<text:p>{words[1]}</text:p></text:note-body></text:note>"
                )
                made.append(f"<text:p>{words[0]}{note} and more.</text:p>")
            case "list":
                items = "".join(
                    f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in words
                )
                made.append(f"<text:list>{items}</text:list>")
            case "table":
                rows = "".join(
                    "<table:table-row>"
                    + "".join(
                        f"<table:table-cell><text:p>{one}</text:p></table:table-cell>"
                        for one in pair
                    )
                    + "</table:table-row>"
                    for pair in batched_pairs(words[1:])
                )
                made.append(f"<text:p>{words[0]}</text:p><table:table>{rows}</table:table>")
            case _:
                made += (f"<text:p>{one}</text:p>" for one in words)
    return office.odt(*made)


RENDERERS: Mapping[str, Callable[[Sequence[Made]], bytes]] = {
    "text": _text,
    "html": _html,
    "markdown": _markdown,
    "jats": _jats,
    "tei-of-others": _tei,
    "docx": _docx,
    "odt": _odt,
}
"""How an article is written in each format."""
