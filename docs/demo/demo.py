"""What `make demo` shows: a saved page becomes a checked record, TEI, JSON and a page to read."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import archive

ROOT = Path(__file__).resolve().parents[2]
SAVED = ROOT / "documents" / "not-from-the-moon" / "received" / "not-from-the-moon.html"
SHEETS = Path(__file__).parent


def main(build: Path) -> None:
    """Make the files in `build`, which is emptied, and say in a few lines what they are."""
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    for file in (SAVED, SHEETS / "claims.csv", SHEETS / "invented.csv"):
        shutil.copyfile(file, build / file.name)

    print(f"In {build}: a saved page is received. Its bytes are kept, its text is tied to them.")
    _run(build, f"archive receive {SAVED.name} -o page")
    print("Five claims are added on it, each held to the very words of the page.")
    _run(build, "archive add claims.csv --to page --by 'A. Reader'", shown="added 5 claims")
    print("An invented quotation is refused.")
    _run(build, "archive add invented.csv --to page --by 'A. Reader'", ends_with=1)
    print("The record is checked, and written for scholars, for programs and for readers.")
    _run(build, "archive validate page")
    for name in ("page.tei.xml", "page.json", "page.html"):
        _run(build, f"archive write page -o {name}")

    whole = archive.load(ROOT / "documents" / "frenemies")
    verdicts = sum(found.verdict != "doubt" for found in whole.assessments)
    print(f"documents/frenemies has {len(whole.claims)} claims and {verdicts} verdicts; from")
    for source in map(whole.source, ("source-cfr", "source-un-security-council")):
        print(f"  {source.as_named}: {whole.claims_citing(source)[0].restatement}")

    print("To go on: . .venv/bin/activate, then")
    print(f"  archive view {build}/page")
    print("  archive receive YOUR-PAGE.html, and docs/tutorial.md")


def _run(folder: Path, command: str, *, shown: str = "", ends_with: int = 0) -> None:
    """Run a command there, and show it with those of its lines that begin with certain words."""
    print(f"  $ {command}", flush=True)
    program = [sys.executable, "-m", *shlex.split(command)]
    run = subprocess.run(program, cwd=folder, text=True, capture_output=True, check=False)
    told = run.stdout + run.stderr
    if run.returncode != ends_with:
        sys.exit(f"{told}ended with {run.returncode}, not with {ends_with}")
    for line in told.splitlines():
        if line.startswith(shown):
            print(f"  {line}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
