"""The vocabulary of rights: Creative Commons, rightsstatements.org, licences with an SPDX id."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, get_args

Openness = Literal[
    "public-domain", "open", "non-commercial", "no-derivatives", "unknown", "restricted"
]
"""What others may do, from anything to nothing; of several conditions the strictest counts.

Unknown comes before restricted: what nobody has determined may prove free, what is reserved is not.
"""


class Licence(NamedTuple):
    """A licence, a dedication to the public domain, or a standard statement about rights."""

    uri: str
    """Its one canonical address."""
    spdx: str | None
    """Its SPDX id, if SPDX has one."""
    name: str
    openness: Openness


def restrictiveness(licence: Licence) -> int:
    """Return a number that is higher the more a licence forbids or demands.

    Openness decides; between Creative Commons licences equally open, how many conditions they make.

    >>> names = "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0"
    >>> max((recognise(name) for name in names), key=restrictiveness).name
    'CC BY-NC 4.0'
    """
    conditions = licence.name.count("-") + 1 if licence.uri.startswith(_CC_LICENSES) else 0
    return 10 * get_args(Openness).index(licence.openness) + conditions


def recognise(text: str) -> Licence | None:
    """Return the licence that a text names; None if it names none, or says more than its name.

    Read are: addresses at Creative Commons, rightsstatements.org and the SPDX list, in any of their
    forms; short and long names of Creative Commons licences with the version; names of rights
    statements; SPDX ids; and "All rights reserved", which is the statement In Copyright. A licence
    ported to a jurisdiction is another licence than the one it was made from.

    >>> recognise("http://www.creativecommons.org/licenses/by/2.0/deed.de").uri
    'https://creativecommons.org/licenses/by/2.0/'
    >>> recognise("Creative Commons Attribution 4.0 International").spdx
    'CC-BY-4.0'
    >>> recognise("(CC)") is None
    True
    """
    address = re.fullmatch(_ADDRESS, text.strip())
    if address is None:
        return _named(text.strip())
    path = re.sub("//?$", "", address["path"].lower())
    if address["site"].lower() == "creativecommons.org":
        return _at_creative_commons(path)
    if address["site"].lower() == "spdx.org":
        page = re.fullmatch(r"licenses/(.+?)(?:\.html|\.json)?", path)
        licence = _named(page[1]) if page else None
        return licence if page and licence and (licence.spdx or "").lower() == page[1] else None
    statement = re.fullmatch(r"(?:vocab|page|data)/([a-z-]+)/1\.0", path)
    return _STATEMENTS.get(statement[1]) if statement else None


def near_miss(text: str) -> str | None:
    """Say what a text lacks that looks like a licence; None if it is one, or looks like none.

    >>> near_miss("Photo: A. Person (CC)")
    '"CC" names Creative Commons but none of its licences; write which, such as CC BY 4.0'
    >>> near_miss("CC BY-SA")
    '"CC BY-SA" has no version; write which, such as CC BY-SA 4.0'
    """
    text = text.strip()
    if recognise(text):
        return None
    if found := re.search(_CREATIVE_COMMONS, text):
        return _creative_commons_problem(found)
    if whole := [spdx for spdx in _SPDX if spdx.lower().startswith(f"{text.lower()}-")]:
        return f'"{text}" is only part of the SPDX id of a licence; write {" or ".join(whole)}'
    return _VAGUE.get(_folded(text))


_ADDRESS = (
    r"(?i)(?:(?:https?:)?//)?(?:www\.)?(?P<site>creativecommons\.org|rightsstatements\.org|spdx\.org)"
    r"/(?P<path>[^?#\s]*)(?:[?#]\S*)?"
)

_CC_LICENSES = "https://creativecommons.org/licenses/"
_CC_PAGE = r"(?:/(?:deed|legalcode)(?:\.[a-z]{2,3}(?:[_-][a-z0-9]{2,8})?)?|/rdf)?"
"""A page about a licence, in some language; whatever else stands behind its address is unknown."""
_CC_ADDRESS = (
    r"licenses/(?P<elements>[a-z-]+)/(?P<version>[0-9]\.[0-9])"
    r"(?:/(?P<port>[a-z]{2}|igo|scotland))?"
    rf"{_CC_PAGE}"
)
_CC_NAME = (
    r"cc (?P<elements>(?:by|nc|nd|sa)(?: (?:by|nc|nd|sa))*) (?P<version>\d\.\d)"
    r"(?: (?P<port>[a-z]{2}|igo|scotland))?"
)
_CREATIVE_COMMONS = (
    r"(?:(?:^\W*(?i:cc)|\bCC)\b|(?i:\bcreative ?commons(?:\.org)?))"
    r"(?P<elements>(?i:[\s/-]+(?:licen[cs]es?|by|nc|nd|sa|attribution|non-?commercial|share-?alike|"
    r"no-?deriv(?:ative)?s?)\b)*)"
    r"(?P<version>(?i:[\s/-]+v?\d+(?:\.\d+)?)?)"
)

_CC_ELEMENTS = ("by", "nc", "nd", "sa")
_CC_VARIANTS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_CC_RETIRED = ("sa", "nd", "nc", "nc-sa", "nc-nd")
"""Variants without attribution, which exist in version 1.0 only."""
_CC_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_CC_PORTED_VERSIONS = ("2.0", "2.1", "2.5", "3.0")
_CC_PORTED_SPDX = frozenset(
    {
        "CC-BY-2.5-AU",
        "CC-BY-3.0-AT",
        "CC-BY-3.0-AU",
        "CC-BY-3.0-DE",
        "CC-BY-3.0-IGO",
        "CC-BY-3.0-NL",
        "CC-BY-3.0-US",
        "CC-BY-NC-3.0-DE",
        "CC-BY-NC-3.0-IGO",
        "CC-BY-NC-ND-3.0-DE",
        "CC-BY-NC-ND-3.0-IGO",
        "CC-BY-NC-SA-2.0-DE",
        "CC-BY-NC-SA-2.0-FR",
        "CC-BY-NC-SA-2.0-UK",
        "CC-BY-NC-SA-3.0-DE",
        "CC-BY-NC-SA-3.0-IGO",
        "CC-BY-ND-3.0-DE",
        "CC-BY-SA-2.0-UK",
        "CC-BY-SA-2.1-JP",
        "CC-BY-SA-3.0-AT",
        "CC-BY-SA-3.0-DE",
        "CC-BY-SA-3.0-IGO",
    }
)

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


def _at_creative_commons(path: str) -> Licence | None:
    if form := re.fullmatch(_CC_ADDRESS, path):
        return _creative_commons(form["elements"].split("-"), form["version"], form["port"])
    for licence in (_CC0, _PDM, _PDDC):
        place = licence.uri.removeprefix("https://creativecommons.org/").removesuffix("/")
        if re.fullmatch(re.escape(place) + _CC_PAGE, path):
            return licence
    return None


def _creative_commons(elements: list[str], version: str, port: str | None) -> Licence | None:
    variant = "-".join(element for element in _CC_ELEMENTS if element in elements)
    known = _CC_VARIANTS + _CC_RETIRED if version == "1.0" else _CC_VARIANTS
    versions = _CC_PORTED_VERSIONS if port else _CC_VERSIONS
    if (
        sorted(elements) != sorted(variant.split("-"))
        or variant not in known
        or version not in versions
    ):
        return None
    # In version 1.0, and only there, the address has these two the other way round.
    in_address = variant.replace("nc-nd", "nd-nc") if version == "1.0" else variant
    uri = f"{_CC_LICENSES}{in_address}/{version}/" + (f"{port}/" if port else "")
    name = f"CC {variant.upper()} {version}" + (f" {port.upper()}" if port else "")
    spdx: str | None = name.replace(" ", "-")
    if (port and spdx not in _CC_PORTED_SPDX) or variant in _CC_RETIRED[1:]:
        spdx = None
    return Licence(uri, spdx, name, _cc_openness(elements))


def _cc_openness(elements: list[str]) -> Openness:
    if "nd" in elements:
        return "no-derivatives"
    return "non-commercial" if "nc" in elements else "open"


def _creative_commons_problem(found: re.Match[str]) -> str | None:
    text = found[0].strip(" (/-")
    elements = [word for word in _folded(found["elements"]).split() if word in _CC_ELEMENTS]
    version = found["version"].strip(" /-vV")
    if not elements:
        return (
            f'"{text}" names Creative Commons but none of its licences; '
            "write which, such as CC BY 4.0"
        )
    variant = "-".join(elements).upper()
    if not _creative_commons(elements, "4.0", None):
        variants = ", ".join(variant.upper() for variant in _CC_VARIANTS)
        return f'"{text}" is no licence of Creative Commons; there are {variants}'
    if not version:
        return f'"{text}" has no version; write which, such as CC {variant} 4.0'
    if version not in _CC_VERSIONS:
        return f'"{text}" has a version that does not exist; there are {", ".join(_CC_VERSIONS)}'
    return None


_FOLDS = (
    (r"[^a-z0-9.]+|(?<!\d)\.|\.(?!\d)", " "),
    (r"\bcreative ?commons\b", "cc"),
    (r"\bcc ?(?:0|zero)\b", "cc0"),
    (r"\battribution\b", "by"),
    (r"\bnon ?commercial\b", "nc"),
    (r"\bno ?deriv(?:ative)?s?(?: works)?\b", "nd"),
    (r"\bshare ?alike\b", "sa"),
    (r"\bv(?=\d)", ""),
    (r"\b(?:international|int|unported|generic|universal|licen[cs]es?|deed)\b", ""),
    (r" +", " "),
    (r"^ | $", ""),
    # "Attribution 4.0 International (CC BY 4.0)" says it twice.
    (r"^(?:cc )?(.{1,60}) cc \1$", r"cc \1"),
)


def _folded(text: str) -> str:
    """Return a name without capitals, punctuation and words that decide nothing."""
    text = text.lower()
    for pattern, replacement in _FOLDS:
        text = re.sub(pattern, replacement, text)
    return text


def _statement(code: str, name: str, openness: Openness) -> Licence:
    return Licence(f"http://rightsstatements.org/vocab/{code}/1.0/", None, name, openness)


_STATEMENT_ROWS: tuple[tuple[str, str, Openness], ...] = (
    ("InC", "In Copyright", "restricted"),
    ("InC-OW-EU", "In Copyright - EU Orphan Work", "restricted"),
    ("InC-EDU", "In Copyright - Educational Use Permitted", "restricted"),
    ("InC-NC", "In Copyright - Non-Commercial Use Permitted", "non-commercial"),
    (
        "InC-RUU",
        "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
        "restricted",
    ),
    ("NoC-CR", "No Copyright - Contractual Restrictions", "restricted"),
    ("NoC-NC", "No Copyright - Non-Commercial Use Only", "non-commercial"),
    ("NoC-OKLR", "No Copyright - Other Known Legal Restrictions", "restricted"),
    ("NoC-US", "No Copyright - United States", "unknown"),
    ("CNE", "Copyright Not Evaluated", "unknown"),
    ("UND", "Copyright Undetermined", "unknown"),
    ("NKC", "No Known Copyright", "unknown"),
)
"""NoC-US speaks for one country, NKC of a search that found nothing; abroad, or later, either may
prove protected."""
_STATEMENTS = {
    code.lower(): _statement(code, name, openness) for code, name, openness in _STATEMENT_ROWS
}


@cache
def _by_name() -> dict[str, Licence]:
    fixed = (_CC0, _PDM, _PDDC, *_STATEMENTS.values())
    return {
        **{_folded(licence.name): licence for licence in fixed},
        "cc0": _CC0,
        "cc pdm 1.0": _PDM,
        "cc public domain mark 1.0": _PDM,
        "public domain mark": _PDM,
        "cc pddc": _PDDC,
        "cc public domain dedication and certification": _PDDC,
        "all rights reserved": _STATEMENTS["inc"],
    }


_VAGUE = {
    "public domain": (
        '"public domain" says not why; write CC0 1.0 if the holder gave it away, Public Domain '
        "Mark 1.0 if no rights are left"
    ),
    "some rights reserved": '"some rights reserved" says not which; write the licence',
}


def _named(text: str) -> Licence | None:
    if spdx := _SPDX_BY_FOLDED_CASE.get(text.lower()):
        uri = f"https://spdx.org/licenses/{spdx}.html"
        return Licence(uri, spdx, _SPDX[spdx], _SPDX_OPENNESS.get(spdx, "open"))
    if _SAYS_MORE.search(text):
        return None
    name = _folded(text)
    if form := re.fullmatch(_CC_NAME, name):
        return _creative_commons(form["elements"].split(), form["version"], form["port"])
    return _by_name().get(name)


_SAYS_MORE = re.compile(r"\?|(?![©®])[^\W_a-zA-Z0-9]|[\u2190-\u2bff\U0001f000-\U0001faff]")
"""Letters of other alphabets, signs and doubts, which `_folded` would drop: more than a name."""

_SPDX = {
    "0BSD": "BSD Zero Clause License",
    "AGPL-3.0-only": "GNU Affero General Public License v3.0 only",
    "AGPL-3.0-or-later": "GNU Affero General Public License v3.0 or later",
    "Apache-1.1": "Apache License 1.1",
    "Apache-2.0": "Apache License 2.0",
    "Artistic-2.0": "Artistic License 2.0",
    "BSD-2-Clause": 'BSD 2-Clause "Simplified" License',
    "BSD-3-Clause": 'BSD 3-Clause "New" or "Revised" License',
    "BSL-1.0": "Boost Software License 1.0",
    "BlueOak-1.0.0": "Blue Oak Model License 1.0.0",
    "CDLA-Permissive-1.0": "Community Data License Agreement Permissive 1.0",
    "CDLA-Permissive-2.0": "Community Data License Agreement Permissive 2.0",
    "CDLA-Sharing-1.0": "Community Data License Agreement Sharing 1.0",
    "CECILL-2.1": "CeCILL Free Software License Agreement v2.1",
    "DL-DE-BY-2.0": "Data licence Germany - attribution - version 2.0",
    "DL-DE-ZERO-2.0": "Data licence Germany - zero - version 2.0",
    "ECL-2.0": "Educational Community License v2.0",
    "EPL-1.0": "Eclipse Public License 1.0",
    "EPL-2.0": "Eclipse Public License 2.0",
    "EUPL-1.1": "European Union Public License 1.1",
    "EUPL-1.2": "European Union Public License 1.2",
    "GFDL-1.1-only": "GNU Free Documentation License v1.1 only",
    "GFDL-1.1-or-later": "GNU Free Documentation License v1.1 or later",
    "GFDL-1.2-only": "GNU Free Documentation License v1.2 only",
    "GFDL-1.2-or-later": "GNU Free Documentation License v1.2 or later",
    "GFDL-1.3-only": "GNU Free Documentation License v1.3 only",
    "GFDL-1.3-or-later": "GNU Free Documentation License v1.3 or later",
    "GPL-1.0-only": "GNU General Public License v1.0 only",
    "GPL-1.0-or-later": "GNU General Public License v1.0 or later",
    "GPL-2.0-only": "GNU General Public License v2.0 only",
    "GPL-2.0-or-later": "GNU General Public License v2.0 or later",
    "GPL-3.0-only": "GNU General Public License v3.0 only",
    "GPL-3.0-or-later": "GNU General Public License v3.0 or later",
    "ISC": "ISC License",
    "LAL-1.2": "Licence Art Libre 1.2",
    "LAL-1.3": "Licence Art Libre 1.3",
    "LGPL-2.0-only": "GNU Library General Public License v2 only",
    "LGPL-2.0-or-later": "GNU Library General Public License v2 or later",
    "LGPL-2.1-only": "GNU Lesser General Public License v2.1 only",
    "LGPL-2.1-or-later": "GNU Lesser General Public License v2.1 or later",
    "LGPL-3.0-only": "GNU Lesser General Public License v3.0 only",
    "LGPL-3.0-or-later": "GNU Lesser General Public License v3.0 or later",
    "MIT": "MIT License",
    "MIT-0": "MIT No Attribution",
    "MPL-1.1": "Mozilla Public License 1.1",
    "MPL-2.0": "Mozilla Public License 2.0",
    "MS-PL": "Microsoft Public License",
    "NCGL-UK-2.0": "Non-Commercial Government Licence",
    "NLOD-1.0": "Norwegian Licence for Open Government Data (NLOD) 1.0",
    "NLOD-2.0": "Norwegian Licence for Open Government Data (NLOD) 2.0",
    "ODC-By-1.0": "Open Data Commons Attribution License v1.0",
    "ODbL-1.0": "Open Data Commons Open Database License v1.0",
    "OFL-1.1": "SIL Open Font License 1.1",
    "OGL-Canada-2.0": "Open Government Licence - Canada",
    "OGL-UK-1.0": "Open Government Licence v1.0",
    "OGL-UK-2.0": "Open Government Licence v2.0",
    "OGL-UK-3.0": "Open Government Licence v3.0",
    "PDDL-1.0": "Open Data Commons Public Domain Dedication & License 1.0",
    "Unlicense": "The Unlicense",
    "Zlib": "zlib License",
    "etalab-2.0": "Etalab Open License 2.0",
}
"""The ids most met with, and their names; those of Creative Commons are made by rule."""
_SPDX_BY_FOLDED_CASE = {spdx.lower(): spdx for spdx in _SPDX}
_SPDX_OPENNESS: dict[str, Openness] = {
    "DL-DE-ZERO-2.0": "public-domain",
    "NCGL-UK-2.0": "non-commercial",
    "PDDL-1.0": "public-domain",
    "Unlicense": "public-domain",
}
