"""Licences with an SPDX id, except those of Creative Commons (`creative_commons`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.model.licences.licence import Licence, Openness

_MOST_MET = (
    *("0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-1.1", "Apache-2.0", "Artistic-2.0"),
    *("BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "BlueOak-1.0.0", "CDLA-Permissive-1.0"),
    *("CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "CECILL-2.1", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0"),
    *("ECL-2.0", "EPL-1.0", "EPL-2.0", "EUPL-1.1", "EUPL-1.2", "GFDL-1.1-only"),
    *("GFDL-1.1-or-later", "GFDL-1.2-only", "GFDL-1.2-or-later", "GFDL-1.3-only"),
    *("GFDL-1.3-or-later", "GPL-1.0-only", "GPL-1.0-or-later", "GPL-2.0-only", "GPL-2.0-or-later"),
    *("GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LAL-1.2", "LAL-1.3", "LGPL-2.0-only"),
    *("LGPL-2.0-or-later", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only"),
    *("LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-1.1", "MPL-2.0", "MS-PL", "NCGL-UK-2.0"),
    *("NLOD-1.0", "NLOD-2.0", "ODC-By-1.0", "ODbL-1.0", "OFL-1.1", "OGL-Canada-2.0", "OGL-UK-1.0"),
    *("OGL-UK-2.0", "OGL-UK-3.0", "PDDL-1.0", "Unlicense", "Zlib", "etalab-2.0"),
)
"""The ids that are suggested if only the beginning of an id was written."""

_OPENNESS: dict[str, Openness] = {
    **dict.fromkeys(("DL-DE-ZERO-2.0", "PDDL-1.0", "Unlicense"), "public-domain"),
    **dict.fromkeys(
        (
            *("CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "DL-DE-BY-2.0"),
            *("GPL-1.0-only", "GPL-1.0-or-later", "LAL-1.2", "LAL-1.3", "NLOD-1.0", "NLOD-2.0"),
            *("ODC-By-1.0", "OGL-Canada-2.0", "OGL-UK-1.0", "OGL-UK-2.0", "OGL-UK-3.0"),
            "etalab-2.0",
        ),
        "open",
    ),
    "NCGL-UK-2.0": "non-commercial",
}
"""The openness of licences that neither OSI nor FSF judges. Both judge software licences; most of
these licences are for texts and data."""


class _Entry(NamedTuple):
    """An entry of the SPDX list."""

    id: str
    marks: str
    name: str


@cache
def _list() -> dict[str, _Entry]:
    """Return the SPDX list by id in lower case; it is read on first use."""
    from archive.model.licences.spdx_list import ROWS

    entries = (_Entry(*row.split(" ", 2)) for row in ROWS.splitlines())
    return {entry.id.lower(): entry for entry in entries}


def is_listed(id: str) -> bool:
    """Return whether SPDX has exactly this id."""
    entry = _list().get(id.lower())
    return entry is not None and entry.id == id


def listed(id: str) -> str | None:
    """Return an id with SPDX's capitals, deprecated or not; `None` if SPDX does not have the id."""
    entry = _list().get(id.lower())
    return entry.id if entry else None


def at_address(path: str) -> str | None:
    """Return the id, in lower case, of the licence at this path on spdx.org."""
    page = re.fullmatch(r"licenses/(.+?)(?:\.html|\.json)?", path)
    return page[1] if page else None


def named(text: str) -> Licence | None:
    """Return the licence with this id, in lower or upper case; `None` if the id is deprecated.

    A licence is open if OSI has approved it or FSF calls it free; otherwise its openness is
    unknown.
    """
    entry = _list().get(text.lower())
    if entry is None or "d" in entry.marks or entry.id.startswith(("CC-", "CC0-")):
        return None
    by_marks: Openness = "unknown" if entry.marks == "-" else "open"
    uri = f"https://spdx.org/licenses/{entry.id}.html"
    return Licence(uri, entry.id, entry.name, _OPENNESS.get(entry.id, by_marks))


def called(text: str) -> str | None:
    """Return the id of the licence with this name, in any case, with `License` or `Licence`."""
    return _by_name().get(_as_name(text))


@cache
def _by_name() -> dict[str, str]:
    """Return the ids that are not deprecated, by the names of the licences, which are unique."""
    return {_as_name(one.name): one.id for one in _list().values() if "d" not in one.marks}


def _as_name(text: str) -> str:
    """Return a name in a form for comparison: `v3.0` becomes 3.0."""
    text = re.sub("[–—]", "-", " ".join(text.split())).replace("’", "'").lower()
    return re.sub(r"\bv(?=\d)", "", text.replace("licence", "license").rstrip("."))


def with_address(text: str) -> tuple[str, ...]:
    """Return the ids of the licences at an address; deprecated ids only if there are no others.

    Addresses are equal that differ only in `http` or `https`, `www.` or a final slash.
    """
    return _by_address().get(_as_address(text), ()) if re.fullmatch(r"\S+\.\S+", text) else ()


@cache
def _by_address() -> dict[str, tuple[str, ...]]:
    """Return the ids at each address, read on first use."""
    from archive.model.licences.spdx_addresses import ROWS

    ids_by_address: dict[str, list[str]] = {}
    for row in ROWS.splitlines():
        id, *addresses = row.split(" ")
        for address in dict.fromkeys(map(_as_address, addresses)):
            ids_by_address.setdefault(address, []).append(id)
    return {
        address: tuple(id for id in ids if not _is_deprecated(id)) or tuple(ids)
        for address, ids in ids_by_address.items()
    }


def _as_address(text: str) -> str:
    """Return an address in a form for comparison: no scheme, and the host in lower case."""
    host, slash, path = re.sub(r"^(?i:(?:https?:)?//)?(?i:www\.)?", "", text).partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _is_deprecated(id: str) -> bool:
    entry = _list().get(id.lower())
    return entry is None or "d" in entry.marks


def may_be_a_name(id: str) -> bool:
    """Return whether an id is also an ordinary word or name: Intel, Xerox, JSON."""
    return "-" not in id and id not in _MOST_MET


def spdx_id_problem(text: str) -> str | None:
    """Return what is wrong with an incomplete or deprecated SPDX id; `None` if nothing is."""
    if whole := [spdx for spdx in _MOST_MET if spdx.lower().startswith(f"{text.lower()}-")]:
        return f'"{text}" is only part of the SPDX id of a licence; write {" or ".join(whole)}'
    ids = with_address(text)
    if len(ids) > 1:
        return (
            f'"{text}" is the address of several licences; write the id of one: {" or ".join(ids)}'
        )
    entry = _list().get((ids[0] if ids else text).lower())
    if entry is None or "d" not in entry.marks:
        return None
    if ids:
        text = entry.id
    later = f"{entry.id.removesuffix('+')}-or-later"
    if entry.id.endswith("+") and is_listed(later):
        return f'SPDX has deprecated "{text}"; write {later}'
    page = f"https://spdx.org/licenses/{entry.id}.html"
    return f'SPDX has deprecated "{text}"; {page} says what to write'
