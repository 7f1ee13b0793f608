"""The licences of Creative Commons, by address and by name."""

from __future__ import annotations

import re
from functools import cache

from archive.model.licences.base import Licence, Openness
from archive.model.licences.folding import folded
from archive.model.licences.spdx import is_listed

_LICENSES = "https://creativecommons.org/licenses/"
_PAGE = r"(?:/(?:deed|legalcode)(?:\.[a-z]{2,3}(?:[_-][a-z0-9]{2,8})?)?|/rdf)?"
"""A page about a licence, in some language; whatever else stands behind its address is unknown."""
_ADDRESS = (
    r"licenses/(?P<elements>[a-z-]+)/(?P<version>[0-9]\.[0-9])"
    r"(?:/(?P<port>[a-z]{2}|igo|scotland))?"
    rf"{_PAGE}"
)
_NAME = (
    r"cc (?P<elements>(?:by|nc|nd|sa)(?: (?:by|nc|nd|sa))*) (?P<version>\d\.\d)"
    r"(?: (?P<port>[a-z]{2}|igo|scotland))?"
)
_MENTIONED = (
    r"(?:(?:^\W*(?i:cc)|\bCC)\b|(?i:\bcreative ?commons(?:\.org)?))"
    r"(?P<elements>(?i:[\s/-]+(?:licen[cs]es?|by|nc|nd|sa|attribution|non-?commercial|share-?alike|"
    r"no-?deriv(?:ative)?s?)\b)*)"
    r"(?P<version>(?i:[\s/-]+v?\d+(?:\.\d+)?)?)"
)

_ELEMENTS = ("by", "nc", "nd", "sa")
_VARIANTS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_RETIRED = ("sa", "nd", "nc", "nc-sa", "nc-nd")
"""Variants without attribution, which exist in version 1.0 only."""
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_PORTED_VERSIONS = ("2.0", "2.1", "2.5", "3.0")

_CC0 = Licence(
    "https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", "CC0 1.0", "public-domain"
)
_PDM = Licence(
    "https://creativecommons.org/publicdomain/mark/1.0/",
    "CC-PDM-1.0",
    "Public Domain Mark 1.0",
    "public-domain",
)
_PDDC = Licence(
    "https://creativecommons.org/licenses/publicdomain/",
    "CC-PDDC",
    "Public Domain Dedication and Certification",
    "public-domain",
)


@cache
def _by_name() -> dict[str, Licence]:
    return {
        **{folded(licence.name): licence for licence in (_CC0, _PDM, _PDDC)},
        "cc0": _CC0,
        "cc pdm 1.0": _PDM,
        "cc public domain mark 1.0": _PDM,
        "public domain mark": _PDM,
        "cc pddc": _PDDC,
        "cc public domain dedication and certification": _PDDC,
    }


def at_address(path: str) -> Licence | None:
    """Return the licence at an address on creativecommons.org."""
    if form := re.fullmatch(_ADDRESS, path):
        return _licence(form["elements"].split("-"), form["version"], form["port"])
    for licence in (_CC0, _PDM, _PDDC):
        its_path = licence.uri.removeprefix("https://creativecommons.org/").removesuffix("/")
        if re.fullmatch(re.escape(its_path) + _PAGE, path):
            return licence
    return None


def named(name: str) -> Licence | None:
    """Return the licence of this name, folded."""
    if form := re.fullmatch(_NAME, name):
        return _licence(form["elements"].split(), form["version"], form["port"])
    return _by_name().get(name)


def conditions(licence: Licence) -> int:
    """Return how many conditions a licence makes; those of others are not counted."""
    return licence.name.count("-") + 1 if licence.uri.startswith(_LICENSES) else 0


def near_miss(text: str) -> str | None:
    """Say what a text lacks that speaks of Creative Commons."""
    found = re.search(_MENTIONED, text)
    return _problem(found) if found else None


def _licence(elements: list[str], version: str, port: str | None) -> Licence | None:
    variant = "-".join(element for element in _ELEMENTS if element in elements)
    known = _VARIANTS + _RETIRED if version == "1.0" else _VARIANTS
    versions = _PORTED_VERSIONS if port else _VERSIONS
    if (
        sorted(elements) != sorted(variant.split("-"))
        or variant not in known
        or version not in versions
    ):
        return None
    # In version 1.0, and only there, the address has these two the other way round.
    in_address = variant.replace("nc-nd", "nd-nc") if version == "1.0" else variant
    uri = f"{_LICENSES}{in_address}/{version}/" + (f"{port}/" if port else "")
    name = f"CC {variant.upper()} {version}" + (f" {port.upper()}" if port else "")
    spdx = name.replace(" ", "-")
    return Licence(uri, spdx if is_listed(spdx) else None, name, _openness(elements))


def _openness(elements: list[str]) -> Openness:
    if "nd" in elements:
        return "no-derivatives"
    return "non-commercial" if "nc" in elements else "open"


def _problem(found: re.Match[str]) -> str | None:
    text = found[0].strip(" (/-")
    elements = [word for word in folded(found["elements"]).split() if word in _ELEMENTS]
    version = found["version"].strip(" /-vV")
    if not elements:
        return (
            f'"{text}" names Creative Commons but none of its licences; '
            "write which, such as CC BY 4.0"
        )
    variant = "-".join(elements).upper()
    if not _licence(elements, "4.0", None):
        variants = ", ".join(variant.upper() for variant in _VARIANTS)
        return f'"{text}" is no licence of Creative Commons; there are {variants}'
    if not version:
        return f'"{text}" has no version; write which, such as CC {variant} 4.0'
    if version not in _VERSIONS:
        return f'"{text}" has a version that does not exist; there are {", ".join(_VERSIONS)}'
    return None
