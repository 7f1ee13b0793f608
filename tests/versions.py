"""The versions that the tests are run with besides the newest: `python tests/versions.py lowest`.

- `lowest` prints the lowest version of each dependency that pyproject.toml allows, for pip's
  `--constraint`.
- `pythons` prints the other Pythons found here that the project supports, one of each minor version.

Runs before anything is installed: with the standard library alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
EXTRAS = ("arrow", "cite", "excel", "markdown", "office", "rocrate", "web", "test", "bench")
"""What the tests need; tools for style, types and the manual are not run with old versions."""

LAST = 20
"""Minor versions of Python 3 are looked for up to this one."""


def lowest() -> Iterator[str]:
    """Yield `name==version` for each dependency, its extras left out.

    Raises:
        ValueError: A dependency says no lowest version.
    """
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *(r for name in EXTRAS for r in extras[name])]:
        name, low, version = re.match(r"([\w-]+)(?:\[.*?\])?(>=)?([\d.]*)", requirement).groups()  # type: ignore[union-attr]
        if name == project["name"]:
            continue
        if not low:
            raise ValueError(f"{requirement} in pyproject.toml says no lowest version: name>=1.0")
        yield f"{name}=={version}"


def pythons() -> Iterator[str]:
    """Yield the path of one Python of each minor version; not of the one that runs this."""
    pyproject = tomllib.loads(PYPROJECT.read_text("utf-8"))
    first = int(re.search(r">=3\.(\d+)", pyproject["project"]["requires-python"])[1])  # type: ignore[index]
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for minor in range(first, LAST + 1):
        if minor == sys.version_info.minor:
            continue
        name = f"python3.{minor}"
        found = [
            shutil.which(name),
            *map(str, sorted(root.glob(f"versions/3.{minor}.*/bin/{name}"))),
        ]
        if path := next(filter(None, map(_itself, filter(None, found))), None):
            yield path


def _itself(python: str) -> str | None:
    """The path that a Python gives of itself; none if it does not run, or makes no environments.

    What is on PATH may be a script that chooses one, and Debian packs `ensurepip` apart.
    """
    code = "import ensurepip, venv, sys; print(sys.executable)"
    run = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return run.stdout.strip() or None


if __name__ == "__main__":
    print("\n".join({"lowest": lowest, "pythons": pythons}[sys.argv[1]]()))
