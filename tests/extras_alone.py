"""Installs the library with each extra alone, and runs an example of that extra: `make extras`.

    python -m tests.extras_alone [EXTRA ...]

The sdist is built of this folder, and the wheel of the sdist. Without an extra, pip installs the sdist
itself, as where nobody offers a wheel. Each environment is empty before. An example stands in
tests/extras/, and is run in an empty folder, where nothing of the checkout is found in place of what
is installed. Without arguments it is done for all extras but those that take minutes (SLOW).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "extras"
CORE = "core"
"""What is installed without an extra."""
TOOLS = {"all", "test", "bench", "judges", "lint", "types", "docs", "dev"}
"""Extras that are no part of the library's."""
SLOW = {"spark"}
"""Extras that take minutes: they are named to be tried."""

# Runs the example, after a look at which library it has.
_RUN = """
import runpy, sys, archive
assert archive.__file__.startswith(sys.prefix), f"archive was found outside: {archive.__file__}"
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def extras() -> list[str]:
    """Return the extras of the library that users may install, without those that hold others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return sorted(set(project["optional-dependencies"]) - TOOLS)


def main(chosen: Sequence[str]) -> int:
    known = [CORE, *extras()]
    if unknown := set(chosen) - {*known}:
        print(f"no extra: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    wanted = [name for name in known if (name in chosen if chosen else name not in SLOW)]
    began = time.monotonic()
    with TemporaryDirectory(prefix="archive-extras-") as place:
        sdist, wheel = build(Path(place))

        def tried(name: str) -> str:
            return alone(name, sdist if name == CORE else wheel, Path(place) / name)

        failed = [name for name, problem in each(wanted, tried) if problem]
    print(
        f"{len(wanted) - len(failed)} of {len(wanted)} work alone; {time.monotonic() - began:.0f} s"
    )
    return 1 if failed else 0


def each(names: Sequence[str], tried: Callable[[str], str]) -> list[tuple[str, str]]:
    """Try all, two at a time, since half of it is waiting; print each problem, and return them."""
    with ThreadPoolExecutor(2) as pool:
        found = []
        for name, problem in zip(names, pool.map(tried, names), strict=True):
            print(f"{name}: {problem or 'works'}", flush=True)
            found.append((name, problem))
        return found


def build(place: Path) -> tuple[Path, Path]:
    """Build the sdist of this folder, and the wheel of it, as pip builds it for a user."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "--target", "sdist"]
    subprocess.run(
        [*hatchling, "--directory", str(place)], cwd=ROOT, check=True, capture_output=True
    )
    [sdist] = place.glob("*.tar.gz")
    _pip("wheel", "--no-deps", "--wheel-dir", str(place), str(sdist))
    [wheel] = place.glob("*.whl")
    return sdist, wheel


def alone(name: str, package: Path, place: Path) -> str:
    """Install a file with one extra into an empty environment; return what its example says against it.

    Nothing is returned if it works.
    """
    example = EXAMPLES / f"{name}.py"
    if not example.is_file():
        return f"there is no {example.relative_to(ROOT)}"
    venv.create(place / "environment", symlinks=True)
    python = place / "environment" / "bin" / "python"
    what = str(package) if name == CORE else f"{package}[{name}]"
    try:
        _install(python, what)
    except subprocess.CalledProcessError as problem:
        return f"install {package.name}[{name}]: {problem.stderr}"
    (work := place / "work").mkdir()
    clean = {key: value for key, value in os.environ.items() if not re.match("PYTHON|COV_", key)}
    run = subprocess.run(
        [str(python), "-I", "-c", _RUN, str(example)],
        cwd=work,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr if run.returncode else ""


def _install(python: Path, what: str) -> None:
    """Install into an environment, as the Makefile does: with uv if there is one, else with pip."""
    if uv := os.environ.get("UV"):
        command = [uv, "pip", "install", "--quiet", "--python", str(python), what]
        subprocess.run(command, check=True, capture_output=True, text=True)
    else:
        _pip("--python", str(python), "install", "--no-compile", what)


def _pip(*arguments: str) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, *arguments], check=True, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
