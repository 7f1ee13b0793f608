"""Builds the wheel and the sdist of the last commit, and prints their digests: `make dist`.

    python -m tests.build_dist FOLDER

The commit is built, not the folder in which somebody works: what is not committed is not shipped. The
wheel is built from the sdist, so that it holds what the sdist gives whoever builds it anew.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]


def main(folder: Path) -> None:
    sdist, wheel = build(folder)
    if changed := _git(ROOT, "status", "--porcelain").decode():
        print(f"not in what was built, since it is not committed:\n{changed}", file=sys.stderr)
    for path in (sdist, wheel):
        print(f"{sha256(path.read_bytes()).hexdigest()}  {path}")


def build(folder: Path) -> tuple[Path, Path]:
    """Build the sdist of the last commit and the wheel of that; return both."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.whl"), *folder.glob("*.tar.gz")):
        old.unlink()
    with TemporaryDirectory() as place:
        export(ROOT, Path(place) / "tree")
        _hatchling("sdist", Path(place) / "tree", folder)
        [sdist] = folder.glob("*.tar.gz")
        with tarfile.open(sdist) as packed:
            packed.extractall(Path(place) / "unpacked", filter="data")
        [unpacked] = (Path(place) / "unpacked").iterdir()
        _hatchling("wheel", unpacked, folder)
    [wheel] = folder.glob("*.whl")
    return sdist, wheel


def export(root: Path, place: Path) -> None:
    """Lay the files of the last commit of a clone into a new folder."""
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "HEAD"))) as packed:
        packed.extractall(place, filter="data")


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout


def _hatchling(target: str, tree: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    subprocess.run(
        [*command, "--directory", str(folder.resolve())], cwd=tree, capture_output=True, check=True
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
