"""Lies about the values of a received record: another headline, person, day, licence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from archive.model.licences import recognise

Raw = dict[str, Any]


class Lie(NamedTuple):
    """A record with another value in one place."""

    pointer: str
    said: Any
    record: Raw


def lies_about_values(record: Raw) -> Iterator[Lie]:
    """Yield the record with each value of its metadata and rights changed, in several ways."""
    for pointer, holder, key in _places(record):
        value = holder[key]
        for lie in LIES.get(key, ()):
            changed = lie(deepcopy(value))
            if changed != value:
                holder[key] = changed
                yield Lie(pointer, changed, _with_one_licence(deepcopy(record)))
        holder[key] = value


def _with_one_licence(record: Raw) -> Raw:
    """The record with the SPDX id of the licence whose address it has, since both have to agree."""
    rights = record.get("rights", {}).get("text", {})
    if "uri" in rights and "spdx" in rights:
        licence = recognise(rights["uri"])
        rights["spdx"] = licence.spdx if licence else rights["spdx"]
    return record


def _places(record: Raw) -> Iterator[tuple[str, Any, str]]:
    """Yield the pointer, holder and key of each value that is said to stand in the capture."""
    roots = [("/metadata", record.get("metadata", {}))]
    roots.append(("/rights/text", record.get("rights", {}).get("text", {})))
    while roots:
        pointer, part = roots.pop(0)
        entries = part.items() if isinstance(part, dict) else enumerate(part)
        for key, inner in list(entries):
            if isinstance(inner, dict | list):
                roots.append((f"{pointer}/{key}", inner))
        if isinstance(part, dict) and part.get("basis") in ("printed", "embedded"):
            held = [key for key in part if key in LIES and not (key == "uri" and "term" in part)]
            yield from ((f"{pointer}/{key}", part, key) for key in held)


# --- the lies ---


def _other_word(text: str) -> str:
    """The longest word is another."""
    longest = max(re.findall(r"\w+", text) or [text], key=len)
    return text.replace(longest, "Xylophone", 1)


def _word_more(text: str) -> str:
    return f"{text} denied"


def _all_other(text: str) -> str:
    return "Quite another thing"


def _other_person(name: Any) -> Any:
    """One part of the name is another."""
    if isinstance(name, str):
        return _other_word(name)
    field = next(one for one in ("given", "literal", "family") if one in name)
    return {**name, field: _other_word(name[field])}


def _nobody(name: Any) -> Any:
    return "Zoe Quux" if isinstance(name, str) else {"family": "Quux", "given": "Zoe"}


def _another_year(date: str) -> str:
    return re.sub(r"\d(?!\d)", lambda d: str((int(d[0]) + 3) % 10), date, count=1)


def _another_day(date: str) -> str:
    return re.sub(r"-(\d\d)$", lambda d: f"-{int(d[1]) % 28 + 1:02}", date)


def _another_month(date: str) -> str:
    return re.sub(r"^(\d{4})-(\d\d)", lambda d: f"{d[1]}-{int(d[2]) % 12 + 1:02}", date)


def _another_language(tag: str) -> str:
    return "mi" if tag != "mi" else "zu"


def _other_letter(text: str) -> str:
    """One letter or digit in the midst is another."""
    at = len(text) // 2
    return text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]


def _another_licence(uri: str) -> str:
    return "https://creativecommons.org/licenses/by-nc-nd/2.5/"


LIES: Mapping[str, tuple[Callable[[Any], Any], ...]] = {
    "text": (_other_word, _word_more, _all_other),
    "title": (_other_word, _word_more, _all_other),
    "name": (_other_person, _nobody),
    "place": (_all_other,),
    "date": (_another_year, _another_month, _another_day),
    "value": (_other_letter,),
    "tag": (_another_language,),
    "address": (_other_letter, lambda one: f"{one}x"),
    "term": (_other_word, _all_other),
    "notice": (_other_word, _word_more, _all_other),
    "uri": (_another_licence,),
    "holders": (lambda one: [*one, "Zoe Quux"],),
}
"""Ways to change the value of a field, each of which says something else."""
