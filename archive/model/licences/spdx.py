"""Licences with an SPDX id."""

from __future__ import annotations

import re

from archive.model.licences.base import Licence, Openness

_NAMES = {
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
_BY_FOLDED_CASE = {spdx.lower(): spdx for spdx in _NAMES}
_OPENNESS: dict[str, Openness] = {
    "DL-DE-ZERO-2.0": "public-domain",
    "NCGL-UK-2.0": "non-commercial",
    "PDDL-1.0": "public-domain",
    "Unlicense": "public-domain",
}


def at_address(path: str) -> str | None:
    """Return the id whose page an address on spdx.org is, in small letters."""
    page = re.fullmatch(r"licenses/(.+?)(?:\.html|\.json)?", path)
    return page[1] if page else None


def named(text: str) -> Licence | None:
    """Return the licence with this id, in any case."""
    spdx = _BY_FOLDED_CASE.get(text.lower())
    if spdx is None:
        return None
    uri = f"https://spdx.org/licenses/{spdx}.html"
    return Licence(uri, spdx, _NAMES[spdx], _OPENNESS.get(spdx, "open"))


def near_miss(text: str) -> str | None:
    """Say what a text lacks that is the beginning of ids."""
    if whole := [spdx for spdx in _NAMES if spdx.lower().startswith(f"{text.lower()}-")]:
        return f'"{text}" is only part of the SPDX id of a licence; write {" or ".join(whole)}'
    return None
