"""Reads front matter: metadata before the text, in YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from archive.articles.content import Given
from archive.english import counted
from archive.errors import MissingExtra
from archive.findings import NOT_KEPT, Finding, Severity, short, warning
from archive.model.captures import CaptureOrigin
from archive.model.identifiers import address_problem
from archive.model.licences import recognise
from archive.text.json_depth import read_json

if TYPE_CHECKING:
    from archive.derivations.markdown_text_1 import Markdown

_UNCLOSED = re.compile(r"(---|\+\+\+)[ \t]*\n\w[\w -]*[:=] ")
_DEEPEST = 50

_TITLES = {"title": "main", "subtitle": "sub", "short_title": "short", "shorttitle": "short"}
_AUTHORS = ("author", "authors", "byline")
_OF_AUTHORS = ("name", "orcid")
_DATES = {
    "date": "published", "published": "published", "publishdate": "published",
    "pubdate": "published", "date_published": "published", "published_at": "published",
    "lastmod": "updated", "updated": "updated", "modified": "updated",
    "last_modified_at": "updated", "date_modified": "updated", "last_updated": "updated",
}  # fmt: skip
_LANGUAGES = ("lang", "language", "locale")
_KEYWORDS = ("tags", "keywords", "categories", "category", "topics")
_ABSTRACTS = ("abstract", "description", "summary", "excerpt", "lead")
_ADDRESSES = ("canonical_url", "canonical", "canonicalurl", "url", "permalink")
_LICENCES = ("license", "licence", "rights")


_OF_TIME = " (time of day)"


@dataclass(slots=True)
class FrontMatter:
    """The metadata and rights from the front matter of a file."""

    metadata: dict[str, Any] = field(default_factory=dict)
    rights: dict[str, Any] | None = None
    findings: list[Finding] = field(default_factory=list)


def front_matter_of(derived: Markdown, given: Given) -> FrontMatter:
    """Return the metadata and rights from the front matter of a file."""
    form = derived.front_matter
    if form is None:
        unclosed = _UNCLOSED.match(derived.body)
        return FrontMatter(findings=[_not_closed(unclosed[1])] if unclosed else [])
    front = FrontMatter()
    held = form.groupdict().get("held") or form[0]
    try:
        values = _parsed(form[0][:3], held)
    except ValueError as problem:
        message = f"the front matter cannot be read: {problem}"
        found = Finding("front-matter-not-read", message, severity=Severity.WARNING)
        front.findings.append(found.at(line=1))
        return front
    if values:
        _FrontMatterMapping(front, form[0], given).read(values)
    return front


def _not_closed(sign: str) -> Finding:
    message = f"the front matter is not closed by a line {sign}, and is kept in the text"
    found = Finding("front-matter-not-read", message, severity=Severity.WARNING)
    return found.at(line=1)


def _parsed(sign: str, held: str) -> Mapping[str, Any]:
    """Return the names and values of front matter; its first line shows the language.

    Raises:
        ValueError: The front matter is not valid in that language, or is not a mapping.
    """
    if sign == "+++":
        import tomllib

        return tomllib.loads(held)
    values = _yaml(held) if sign == "---" else read_json(held)
    if values is not None and not isinstance(values, dict):
        raise ValueError("it is not a set of names and values")
    return {str(key): value for key, value in (values or {}).items()}


def _yaml(held: str) -> Any:
    try:
        import yaml
    except ImportError:
        raise MissingExtra("markdown", "reading Markdown") from None
    if _depth(held) > _DEEPEST:
        raise ValueError(f"its brackets are nested more than {_DEEPEST} deep")
    try:
        # An alias can expand to a thousand times its size.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(held, yaml.SafeLoader)):
            raise ValueError("it has an alias (*name), and aliases are not supported")
        return yaml.load(held, _loader(yaml))  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise ValueError(
            f"{getattr(problem, 'problem', None) or 'it is not YAML'}{where}"
        ) from None


def _depth(held: str) -> int:
    """Return the depth of nested brackets, even within quotes; PyYAML is slow if it is high."""
    steps = (1 if found[0] in "[{" else -1 for found in re.finditer(r"[\[\]{}]", held))
    return max(accumulate(steps, initial=0))


def _loader(yaml: Any) -> Any:
    """Return a YAML loader that returns dates as text, as written."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        pass

    Loader.yaml_implicit_resolvers = {
        sign: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
        for sign, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


class _FrontMatterMapping:
    """Converts front matter to metadata."""

    def __init__(self, front: FrontMatter, text: str, given: Given) -> None:
        self._front, self._text = front, text
        self._origin = CaptureOrigin(capture=given.capture)
        self._others: list[str] = []

    def read(self, values: Mapping[str, Any]) -> None:
        """Add the values for which a record has a field; report the others."""
        metadata = self._front.metadata
        publication: dict[str, Any] = {}
        for key, value in values.items():
            name = key.lower()
            if value in (None, "", [], {}):
                continue
            if name in _TITLES and _is_line(value):
                title = {"text": _line(value), "type": _TITLES[name]}
                self._more("titles", [title], key)
            elif name in _AUTHORS and (authors := [*_authors(value)]):
                self._more("authors", authors, key)
                self._others += (f"{key}/{other}" for other in _unsupported_author_fields(value))
            elif name in _DATES and _DATES[name] not in publication and (found := _date(value)):
                publication[_DATES[name]] = {"date": found, **self._stated(key)}
                if len(str(value).strip()) > len(found):
                    self._others.append(f"{key}{_OF_TIME}")
            elif name in _LANGUAGES and _is_line(value):
                self._more("languages", [{"tag": str(value).replace("_", "-")}], key)
            elif name in _KEYWORDS and (terms := [*_lines(value)]):
                self._more("keywords", [{"term": term} for term in terms], key)
                if isinstance(value, list):
                    self._others += [
                        f"{key}/{short(str(one))}" for one in value if not _is_line(one)
                    ]
            elif name in _ABSTRACTS and isinstance(value, str) and "abstract" not in metadata:
                metadata["abstract"] = {"text": value.strip(), **self._stated(key)}
            elif name == "doi" and _is_line(value):
                self._more("identifiers", [{"scheme": "DOI", "value": _doi(str(value))}], key)
            elif name in _ADDRESSES and _is_web_address(value):
                self._more("addresses", [{"address": str(value)}], key)
            elif name in _LICENCES and _is_line(value) and self._front.rights is None:
                self._rights(str(value))
            else:
                self._others += [key] * _size(value)
        if publication:
            metadata["publication"] = publication
        if self._others:
            named = [*dict.fromkeys(self._others)]
            names = ", ".join(map(short, named[:10]))
            more = ", ..." if len(named) > 10 else ""
            count = f"{counted(len(self._others), 'values')} of the front matter"
            finding = warning(NOT_KEPT, "", f"a record has no field for {count}: {names}{more}")
            self._front.findings.append(finding.at(line=self._line(self._others[0])))

    def _more(self, name: str, values: Iterable[Mapping[str, Any]], key: str) -> None:
        """Add values to a list in the metadata."""
        known = self._front.metadata.setdefault(name, [])
        known += [{**value, **self._stated(key)} for value in values]

    def _stated(self, key: str) -> dict[str, Any]:
        return {"basis": "embedded", "origin": self._origin}

    def _line(self, key: str) -> int:
        """Return the number of the line with this name."""
        name = re.escape(key.removesuffix(_OF_TIME))
        found = re.search(rf"^\"?{name}\"?\s*[:=]", self._text, re.M)
        return self._text.count("\n", 0, found.start()) + 1 if found else 1

    def _rights(self, text: str) -> None:
        licence = recognise(text)
        self._front.rights = {"basis": "embedded", "notice": text}
        if licence is not None:
            self._front.rights |= {"uri": licence.uri, "spdx": licence.spdx}


def _size(value: Any) -> int:
    """Return how many single values are in this value; lists and mappings may be nested."""
    count, left = 0, [value]
    while left:
        one = left.pop()
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        left += inner
        count += not inner
    return count


def _is_line(value: Any) -> bool:
    return (
        isinstance(value, str | int | float) and not isinstance(value, bool) and _line(value) != ""
    )


def _is_web_address(value: Any) -> bool:
    """Whether a value is a full web address, and not only a path."""
    return isinstance(value, str) and address_problem(value) is None


def _line(value: Any) -> str:
    return " ".join(str(value).split())


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (_line(one) for one in value if _is_line(one))
    elif isinstance(value, str):
        yield from filter(None, map(_line, value.split(",")))


def _authors(value: Any) -> Iterator[dict[str, Any]]:
    """Yield authors. The value is a name, an object with `name` and `orcid`, or a list of these."""
    for one in value if isinstance(value, list) else [value]:
        fields = one if isinstance(one, dict) else {"name": one}
        if _is_line(fields.get("name")):
            author: dict[str, Any] = {"name": {"literal": _line(fields["name"])}}
            if _is_line(fields.get("orcid")):
                orcid = _line(fields["orcid"]).rstrip("/").rpartition("/")[2]
                author["identifiers"] = [{"scheme": "ORCID", "value": orcid}]
            yield author


def _unsupported_author_fields(value: Any) -> Iterator[str]:
    """Yield the names of fields of author objects that are not read, each once."""
    objects = [
        one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)
    ]
    yield from dict.fromkeys(str(key) for one in objects for key in one if key not in _OF_AUTHORS)


def _doi(text: str) -> str:
    return re.sub(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", text.strip())


def _date(value: Any) -> str | None:
    """Return the day, month or year, as written, without the time of day: its zone is unknown."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    form = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)", str(value))
    return form[0] if form else None
