"""The licences of Creative Commons, by address and by name."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.model.licences.licence import Licence, Openness
from archive.model.licences.name_folding import folded
from archive.model.licences.spdx import is_listed

_SITE = "https://creativecommons.org/"
_LICENSES = f"{_SITE}licenses/"
_PAGE = (
    r"(?:/(?:deed|legalcode)(?:\.[a-z]{2,3}(?:[_@-][a-z0-9]{2,8})*)?(?:\.(?:html|txt|md))?"
    r"|/(?:legalcode-plain|rdf))?"
)
"""The end of the address of a page about a licence, with the language of the page."""
_PORT = r"[a-z]{2}|igo|scotland"
_ADDRESS = rf"licenses/(?P<elements>[a-z+-]+)/(?P<version>\d\.\d)(?:/(?P<port>{_PORT}))?{_PAGE}"
_NAME = (
    r"cc (?P<elements>(?:by|nc|nd|sa)(?: (?:by|nc|nd|sa))*) (?P<version>\d\.\d)"
    rf"(?: (?P<port>{_PORT}))?"
)
_MENTIONED = (
    r"(?:(?:^\W*(?i:cc)|\bCC)\b|(?i:\bcreative ?commons(?:\.org)?))"
    r"(?P<elements>(?i:[\s/-]+(?:licen[cs]es?|by|nc|nd|sa|attribution|non-?commercial|share-?alike|"
    r"no-?deriv(?:ative)?s?)\b)*)"
    r"(?P<version>(?i:[\s/-]+v?\d+(?:\.\d+)?)?)"
    r"(?P<port>(?:/(?:[a-z]{2}|igo|scotland)\b)?)"
)

_ELEMENTS = ("by", "nc", "nd", "sa")
_VARIANTS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_WITHOUT_BY = ("sa", "nd", "nc", "nc-sa", "nc-nd")
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
"""The versions of the licences that are not ported to a jurisdiction."""
_PORTS = {
    "1.0": "fi il nl",
    "2.0": "at au be br ca cl de es fr hr it jp kr nl pl tw uk za",
    "2.1": "au ca es jp",
    "2.5": "ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw"
    " za",
    "3.0": "am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no nz"
    " ph pl pr pt ro rs sg th tw ug us ve vn za",
}
"""The jurisdictions to which the variants were ported, by version."""
_PORTS_WITHOUT_BY = {"1.0": ("", "fi", "nl"), "2.0": ("jp",)}
"""The jurisdictions that have variants without attribution, by version; `""` means none."""


class _Retired(NamedTuple):
    """A licence or dedication that is not one of the six variants."""

    path: str
    spdx: str | None
    name: str
    openness: Openness
    ports: str = ""
    """The jurisdictions to which the licence was ported."""
    also: str = ""
    """Another path to the licence."""


_OTHERS = (
    _Retired(
        "publicdomain/zero/1.0", "CC0-1.0", "CC0 1.0", "public-domain", also="licenses/zero/1.0"
    ),
    _Retired("publicdomain/mark/1.0", "CC-PDM-1.0", "Public Domain Mark 1.0", "public-domain"),
    _Retired(
        "licenses/publicdomain",
        "CC-PDDC",
        "Public Domain Dedication and Certification",
        "public-domain",
        also="publicdomain/certification/1.0/us",
    ),
    _Retired("licenses/sampling/1.0", None, "CC Sampling 1.0", "restricted", "br tw"),
    _Retired("licenses/sampling+/1.0", None, "CC Sampling Plus 1.0", "non-commercial", "br de tw"),
    _Retired("licenses/nc-sampling+/1.0", None, "CC NC-Sampling Plus 1.0", "non-commercial", "tw"),
    _Retired("licenses/devnations/2.0", None, "CC Developing Nations 2.0", "restricted"),
    _Retired("licenses/GPL/2.0", None, "CC-GNU GPL 2.0", "open"),
    _Retired("licenses/LGPL/2.1", None, "CC-GNU LGPL 2.1", "open"),
    _Retired("licenses/BSD", None, "CC-BSD", "open"),
)
"""The Sampling licences permit the use of parts but not sharing the whole. Developing Nations
permits uses in some countries only, but a web page is accessible everywhere."""


@cache
def _others() -> dict[str, Licence]:
    """Return these licences and their ports, by path in lower case."""
    licences = {}
    for path, spdx, name, openness, ports, also in _OTHERS:
        licence = Licence(f"{_SITE}{path}/", spdx, name, openness)
        licences[path.lower()] = licence
        if also:
            licences[also] = licence
        for port in ports.split():
            ported = Licence(f"{_SITE}{path}/{port}/", None, f"{name} {port.upper()}", openness)
            licences[f"{path}/{port}"] = ported
    return licences


@cache
def _by_name() -> dict[str, Licence]:
    by_path = _others()
    mark, dedication = by_path["publicdomain/mark/1.0"], by_path["licenses/publicdomain"]
    return {
        **{folded(licence.name): licence for licence in by_path.values()},
        "cc0": by_path["publicdomain/zero/1.0"],
        "cc pdm 1.0": mark,
        "cc public domain mark 1.0": mark,
        "public domain mark": mark,
        "cc pddc": dedication,
        "cc public domain dedication and certification": dedication,
    }


def at_address(path: str) -> Licence | None:
    """Return the licence at a path on creativecommons.org, given in lower case."""
    if licence := _others().get(re.sub(_PAGE + "$", "", path, count=1)):
        return licence
    form = re.fullmatch(_ADDRESS, path)
    if form is None:
        return None
    licence = _licence(form["elements"].split("-"), form["version"], form["port"])
    return licence if licence and _is_order(form, licence) else None


def _is_order(form: re.Match[str], licence: Licence) -> bool:
    """Return whether the elements are in an order that addresses use: there is no by-sa-nc."""
    elements = licence.uri.removeprefix(_LICENSES).partition("/")[0]
    if form["version"] == "1.0" or (form["version"], form["port"]) == ("2.0", "jp"):
        # Both orders have been used in addresses.
        return form["elements"].replace("nd-nc", "nc-nd") == elements.replace("nd-nc", "nc-nd")
    return bool(form["elements"] == elements)


def named(name: str) -> Licence | None:
    """Return the licence with this folded name."""
    if form := re.fullmatch(_NAME, name):
        return _licence(form["elements"].split(), form["version"], form["port"])
    return _by_name().get(name)


def elements(licence: Licence) -> frozenset[str]:
    """Return the elements of a licence: `by`, `nc`, `nd`, `sa`; empty if it is not a CC licence."""
    path = licence.uri.removeprefix(_LICENSES) if licence.uri.startswith(_LICENSES) else ""
    words = set(path.partition("/")[0].split("-"))
    return frozenset(words & {*_ELEMENTS})


def conditions(licence: Licence) -> int:
    """Return the number of conditions of a licence; 0 if it is not a CC licence."""
    return len(elements(licence))


def name_problem(text: str) -> str | None:
    """Return what is wrong with a text that names Creative Commons; `None` if nothing is."""
    match = re.search(_MENTIONED, text)
    return _problem(match) if match else None


def _licence(elements: list[str], version: str, port: str | None) -> Licence | None:
    variant = "-".join(element for element in _ELEMENTS if element in elements)
    if sorted(elements) != sorted(variant.split("-")) or not _exists(variant, version, port or ""):
        return None
    # NC and ND have the other order in version 1.0 and in variants without attribution.
    by_itself = version == "1.0" or variant in _WITHOUT_BY
    in_address = variant.replace("nc-nd", "nd-nc") if by_itself else variant
    uri = f"{_LICENSES}{in_address}/{version}/" + (f"{port}/" if port else "")
    name = f"CC {variant.upper()} {version}" + (f" {port.upper()}" if port else "")
    spdx = name.replace(" ", "-")
    return Licence(uri, spdx if is_listed(spdx) else None, name, _openness(elements))


def _exists(variant: str, version: str, port: str) -> bool:
    if variant in _WITHOUT_BY:
        return port in _PORTS_WITHOUT_BY.get(version, ())
    if variant not in _VARIANTS:
        return False
    return port in _PORTS.get(version, "").split() if port else version in _VERSIONS


def _openness(elements: list[str]) -> Openness:
    if "nd" in elements:
        return "no-derivatives"
    return "non-commercial" if "nc" in elements else "open"


def _problem(match: re.Match[str]) -> str | None:
    text = match[0].strip(" (/-")
    elements = [word for word in folded(match["elements"]).split() if word in _ELEMENTS]
    version = match["version"].strip(" /-vV")
    if not elements:
        return (
            f'"{text}" names Creative Commons but none of its licences; '
            "write which, such as CC BY 4.0"
        )
    variant = "-".join(elements).upper()
    if not _licence(elements, "4.0", None):
        variants = ", ".join(variant.upper() for variant in _VARIANTS)
        return f'"{text}" is not a Creative Commons licence; there are {variants}'
    if not version:
        return f'"{text}" has no version; write which, such as CC {variant} 4.0'
    ports, port = _PORTS.get(version, "").split(), match["port"].strip("/")
    if version not in _VERSIONS and not ports:
        return f'"{text}" has a version that does not exist; there are {", ".join(_VERSIONS)}'
    if port not in ports and (port or version not in _VERSIONS):
        made = ", ".join(ports) or "no jurisdiction"
        return f'"{text}" does not exist; version {version} was made for {made}'
    if "/licenses/" in text and (licence := _licence(elements, version, port or None)):
        return f'"{text}" is not the address of a licence; write {licence.uri}'
    return None
