"""Public collections of annotated web pages: which pages are taken, and the truth about each.

Each is read from a checkout as it stands in its repository; nothing of it is part of this project.
What a collection says is not changed here, only brought into one form.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

Read = Callable[[str], bytes]
"""Gives the bytes of a file of the repository."""


@dataclass(frozen=True)
class Truth:
    """The truth of a collection about a page; unknown values are left out."""

    address: str | None = None
    title: str | None = None
    authors: tuple[str, ...] | None = None
    days: tuple[str, ...] | None = None
    """The day of publication; of a moment in UTC, both days that it was on earth."""
    language: str | None = None
    text: str | None = None
    """The article; a line is a block."""
    html: str | None = None
    """The article as HTML."""
    present: tuple[str, ...] = ()
    """Words that stand in the article."""
    absent: tuple[str, ...] = ()
    """Words of the page that do not."""

    def to_json(self) -> str:
        """The known values, as JSON."""
        said = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Page:
    """A page of a collection."""

    name: str
    path: str
    """Of its file in the repository."""
    site: str
    """Pages of one site are all worked with, or all held out."""
    truth: Callable[[], Truth]


@dataclass(frozen=True)
class Collection:
    """A collection of pages: where it is, and which of its pages are taken."""

    name: str
    repository: str
    rule: str
    pages: Callable[[list[str], Read], Iterator[Page]]
    """All pages that have a truth, in the order of their names."""
    step: int = 1
    """Every n-th page is taken, the first one first."""


def html_of(path: str, data: bytes) -> bytes:
    """The page that a file of a collection holds."""
    return gzip.decompress(data) if path.endswith(".gz") else data


# --- scrapinghub/article-extraction-benchmark: the text, typed by people ---


def scrapinghub(paths: list[str], read: Read) -> Iterator[Page]:
    known = json.loads(read("ground-truth.json"))
    for name, said in sorted(known.items()):
        if (path := f"html/{name}.html.gz") in paths:
            truth = Truth(address=said["url"], text=said["articleBody"])
            yield Page(name[:16], path, host(said["url"]), lambda truth=truth: truth)  # type: ignore[misc]


# --- mozilla/readability: what its program gives, approved by people ---
# Its titles are the `<title>` of the page, shortened by rule, and its authors a line: both left out.

_FAKE_HOST = "http://fakehost/test/page.html"
"""The address of every page of its tests."""


def mozilla(paths: list[str], read: Read) -> Iterator[Page]:
    for path in sorted(paths):
        if found := re.fullmatch(r"test/test-pages/([^/]+)/source\.html", path):
            folder, name = path.rpartition("/")[0], found[1]
            yield Page(
                name,
                path,
                re.sub(r"-\d+$", "", name),
                lambda folder=folder: _mozilla_truth(folder, read),  # type: ignore[misc]
            )


def _mozilla_truth(folder: str, read: Read) -> Truth:
    article = read(f"{folder}/expected.html").decode()
    said = json.loads(read(f"{folder}/expected-metadata.json"))
    return Truth(
        address=_FAKE_HOST,
        days=days(said.get("publishedTime")),
        language=said.get("lang"),
        text=text_of(article),
        html=article,
    )


# --- flairNLP/fundus: what rules written for each newspaper give, approved by people ---


def fundus(paths: list[str], read: Read) -> Iterator[Page]:
    """Each kind of page that a newspaper had, in the order of time, has the truth of a version.

    Of a newspaper that has not as many pages as versions none is taken.
    """
    root = "tests/resources/parser/test_data"
    addresses: dict[str, dict[str, Any]] = {}
    languages: dict[str, str] = {}
    for path in sorted(paths):
        if found := re.fullmatch(rf"{root}/(\w+)/meta\.info", path):
            addresses |= {
                f"{found[1]}/{name}": said for name, said in json.loads(read(path)).items()
            }
        elif found := re.fullmatch(r"src/fundus/publishers/(\w+)/__init__\.py", path):
            languages |= {f"{found[1]}/{name}": tag for name, tag in _languages(read(path))}
    for path in sorted(paths):
        if not (found := re.fullmatch(rf"{root}/(\w+)/(\w+)\.json", path)):
            continue
        country, newspaper = found.groups()
        of_newspaper = re.compile(rf"{root}/{country}/{newspaper}_(\d{{4}}_\d\d_\d\d)\.html\.gz")
        pages = sorted(each for each in paths if of_newspaper.fullmatch(each))
        versions = json.loads(read(path))
        if len(pages) != len(versions):
            continue
        for page, version in zip(pages, sorted(versions, key=_numbers), strict=True):
            file = page.removeprefix(f"{root}/")
            truth = _fundus_truth(
                versions[version], addresses.get(file, {}), languages.get(f"{country}/{newspaper}")
            )
            name = file.removesuffix(".html.gz").replace("/", "-")
            yield Page(name, page, f"{country}/{newspaper}", lambda truth=truth: truth)  # type: ignore[misc]


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _languages(source: bytes) -> Iterator[tuple[str, str]]:
    """The newspapers of a country that have one language, that of the country's group."""
    for group in ast.walk(ast.parse(source)):
        if not isinstance(group, ast.ClassDef):
            continue
        values = {
            target.id: node.value
            for node in group.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        tag = values.pop("default_language", None)
        for name, value in values.items():
            if isinstance(tag, ast.Constant) and "languages=" not in ast.unparse(value):
                yield name, str(tag.value)


def _fundus_truth(said: dict[str, Any], page: dict[str, Any], language: str | None) -> Truth:
    body = said.get("body") or {}
    lines = list(body.get("summary", ()))
    for section in body.get("sections", ()):
        lines += [*section["headline"], *section["paragraphs"]]
    return Truth(
        address=page.get("url"),
        title=said.get("title"),
        authors=tuple(said.get("authors") or ()) or None,
        days=days(said.get("publishing_date")),
        language=language,
        text="\n".join(lines) or None,
    )


# --- Murrough-Foley/web-content-extraction-benchmark (WCXB): reviewed by people ---


def wcxb(paths: list[str], read: Read) -> Iterator[Page]:
    files = json.loads(read("metadata.json"))["files"]
    for name, said in sorted(files.items()):
        path, truth = (f"{said['split']}/{kind}/{name}" for kind in ("html", "ground-truth"))
        if said["page_type"] == "article" and f"{path}.html.gz" in paths:
            yield Page(
                name,
                f"{path}.html.gz",
                said["domain"].removeprefix("www."),
                lambda truth=truth: _wcxb_truth(json.loads(read(f"{truth}.json"))),  # type: ignore[misc]
            )


def _wcxb_truth(said: dict[str, Any]) -> Truth:
    of_page = said["ground_truth"]
    return Truth(
        address=said["url"],
        title=of_page.get("title"),
        authors=names(of_page.get("author")),
        days=days(of_page.get("publish_date")),
        text=of_page.get("main_content"),
        present=tuple(of_page.get("with") or ()),
        absent=tuple(of_page.get("without") or ()),
    )


# --- adbar/trafilatura: words that must or must not be found, by the program's own maker ---


def trafilatura(paths: list[str], read: Read) -> Iterator[Page]:
    said = json.loads(read("tests/evaldata.json"))
    known = {each["file"]: (address, each) for address, each in said.items() if each.get("title")}
    for name, (address, each) in sorted(known.items()):
        places = [f"tests/{folder}/{name}" for folder in ("cache", "eval")]
        path = next((place for place in places if place in paths), None)
        if path is not None:
            truth = Truth(
                address=address,
                title=each["title"],
                authors=names(each.get("author")),
                days=days(each.get("date")),
                present=tuple(each["with"]),
                absent=tuple(each["without"]),
            )
            yield Page(name.removesuffix(".html"), path, host(address), lambda truth=truth: truth)  # type: ignore[misc]


# --- postlight/parser: metadata, typed by people for the tests of each site ---

_STRING = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\$]|\\.)*`"""
_FIXTURE = re.compile(r"""fixtures/([^'"`]+\.html)""")
_ADDRESS = re.compile(rf"\burl\s*=\s*({_STRING})")
_EQUAL = re.compile(rf"assert\.equal\(\s*(title|author|date_published),\s*({_STRING})")


def postlight(paths: list[str], read: Read) -> Iterator[Page]:
    known: dict[str, Truth] = {}
    for path in sorted(paths):
        if re.fullmatch(r"src/extractors/custom/[^/]+/index\.test\.js", path):
            known |= _postlight_truths(read(path).decode())
    for name, truth in sorted(known.items()):
        if truth.title and f"fixtures/{name}" in paths:
            stem = name.removesuffix(".html")
            site = stem.partition("--")[0].removeprefix("www.")
            yield Page(stem, f"fixtures/{name}", site, lambda truth=truth: truth)  # type: ignore[misc]


def _postlight_truths(source: str) -> dict[str, Truth]:
    """What the tests of a site ask, for each page that they open."""
    opened = list(_FIXTURE.finditer(source))
    found = {}
    for place, this in enumerate(opened):
        last = opened[place + 1].start() if place + 1 < len(opened) else len(source)
        asked: dict[str, str] = {}
        for field, value in _EQUAL.findall(source[this.end() : last]):
            asked.setdefault(field, _unquoted(value))
        addresses = _ADDRESS.findall(source[: this.start()])
        found[this[1]] = Truth(
            address=_unquoted(addresses[-1]) if addresses else None,
            title=asked.get("title"),
            authors=names(asked.get("author")),
            days=days(asked.get("date_published")),
        )
    return found


def _unquoted(literal: str) -> str:
    """The value of a JavaScript string; of its escapes those that stand in the tests."""
    return re.sub(
        r"\\(?:[ux]((?<=u)[0-9a-fA-F]{4}|(?<=x)[0-9a-fA-F]{2})|(.))",
        lambda found: chr(int(found[1], 16)) if found[1] else {"n": "\n", "t": "\t"}.get(found[2], found[2]),
        literal[1:-1],
        flags=re.DOTALL,
    )  # fmt: skip


# --- one form for what they say ---


def host(address: str) -> str:
    """The site of an address."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def names(said: str | list[str] | None) -> tuple[str, ...] | None:
    """The authors that a byline names.

    >>> names("By Ada Lovelace, Charles Babbage and Mary Somerville")
    ('Ada Lovelace', 'Charles Babbage', 'Mary Somerville')
    >>> names("Lovelace, Ada")
    ('Lovelace, Ada',)
    """
    if not said:
        return None
    if not isinstance(said, str):
        return tuple(said)
    parts = re.split(
        r"\s*(?:;|\n|\||&|\band\b|\bund\b)\s*", re.sub(r"^by:?\s+", "", said, flags=re.I)
    )
    found = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        found += pieces if all(len(piece.split()) > 1 for piece in pieces) else [part]
    return tuple(filter(None, (name.strip(" ,") for name in found))) or None


def days(said: str | None) -> tuple[str, ...] | None:
    """The days that a date may mean.

    >>> days("2016-12-10"), days("2016-12-10T15:20:01.000Z"), days("2016-12-10T15:20:01-05:00")
    (('2016-12-10',), ('2016-12-10', '2016-12-11'), ('2016-12-10',))
    """
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    if moment.utcoffset() != timedelta():
        return (moment.date().isoformat(),)
    zones = (timedelta(hours=-10), timedelta(hours=13))  # Hawaii; New Zealand in summer
    return tuple(sorted({(moment + zone).date().isoformat() for zone in zones}))


INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong",
    "sub", "sup", "svg", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
"""Elements that end no word; every other one does."""


def text_of(article: str) -> str:
    """The text of HTML; a line is a block.

    >>> text_of("<h1>A</h1><p>b<i>c</i> d</p>")
    'A\\nbc d'
    """
    pieces: list[str] = []
    for event, element in _events(article):
        if event == "start":
            pieces += ["\n" * (element.tag not in INLINE), _words(element.text)]
        else:
            pieces += ["\n" * (element.tag not in INLINE), _words(element.tail)]
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def _events(article: str) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    root = lxml_html.fromstring(f"<div>{article}</div>")
    for useless in root.xpath("//script | //style | //noscript | //comment() | //template"):
        if useless.getparent() is not None:
            useless.drop_tree()
    return iter(etree.iterwalk(root, events=("start", "end")))


def _words(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


COLLECTIONS = (
    Collection("scrapinghub", "scrapinghub/article-extraction-benchmark", "all", scrapinghub),
    Collection("mozilla", "mozilla/readability", "all", mozilla),
    Collection("fundus", "flairNLP/fundus", "all whose newspaper has as many pages as truths", fundus),
    Collection(
        "wcxb", "Murrough-Foley/web-content-extraction-benchmark", "every 10th article by its number", wcxb, 10
    ),
    Collection("trafilatura", "adbar/trafilatura", "every 5th that has a title, by its file's name", trafilatura, 5),
    Collection("postlight", "postlight/parser", "all that have a title", postlight),
)  # fmt: skip
"""The collections, in the order of the tables."""
