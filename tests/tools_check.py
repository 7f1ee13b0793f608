"""Other people's programs read our TEI: `make tools`.

Three programs for TEI that Python has read every block of the example and of the documents, each in an
environment of its own under build/tools, since some need other versions of what we need and one is
under the AGPL. The blocks have to be the same ones with the same texts. A fourth, Saxon, runs the rules
of archive.sch as XSLT 2.0, and has to find in mutated files what libxslt finds in XSLT 1.0. Through the
catalog it has to come from the names of our schemas to the schemas.

Prints a line for each program; the exit status is 1 if one of them reads something else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from archive.model.schema_names import schema_name
from tests.catalogs import CATALOG
from tests.compile_odd import COMPILED_RULES
from tests.judges import ARCHIVE_RNG, ROOT, compiled, schematron
from tests.tei_mutations import mutate

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
BUILD = ROOT / "build" / "tools"
EXAMPLE = ROOT / "tests" / "data" / "every-construct.tei.xml"
FILES = [EXAMPLE, *sorted((ROOT / "documents").glob("*/document.tei.xml"))]
ENVIRONMENTS = {
    "texts": ["delb==0.6.1", "standoffconverter==0.9.1"],
    "citations": ["dapytains==1.0.0rc4"],
}
"""What is installed in which environment; dapytains brings Saxon along."""
ROOTS = {
    schema_name("archive.rng"): "grammar",
    schema_name("archive.sch"): "schema",
    schema_name("archive.odd"): "TEI",
}
"""The root of the schema that each name is of."""
MUTATIONS, SEED = 1000, 20261126


def main() -> int:
    ours = {str(path): _blocks(path) for path in FILES}
    count = sum(map(len, ours.values()))
    problems = []
    for program, environment in (
        ("delb", "texts"),
        ("standoffconverter", "texts"),
        ("dapytains", "citations"),
    ):
        theirs = _run(environment, program, list(ours))
        wrong = list(_differences(ours, theirs))
        problems += [f"{program}: {problem}" for problem in wrong]
        print(f"{program}: {count - len(wrong)} of {count} blocks as we write them")
    expected = _mutated()
    found = _run("citations", "rules", [str(COMPILED_RULES), *expected])
    wrong = [path for path in expected if found[path] != expected[path]]
    spoken = sum(map(bool, expected.values()))
    print(f"Saxon: the same findings in {len(expected) - len(wrong)} of {len(expected)} files")
    problems += [f"Saxon: {path}: {found[path]}, libxslt: {expected[path]}" for path in wrong]
    if spoken < len(expected) / 10:
        problems.append(f"too few of {len(expected)} mutated files have findings: {spoken}")
    roots = _run("citations", "names", [str(CATALOG), *ROOTS])
    wrong = [name for name in ROOTS if roots[name] != ROOTS[name]]
    print(f"Saxon: {len(ROOTS) - len(wrong)} of {len(ROOTS)} names lead through the catalog")
    problems += [f"Saxon: {name} leads to {roots[name]!r}" for name in wrong]
    print(*problems, sep="\n")
    return 1 if problems else 0


def _blocks(path: Path) -> dict[str, str]:
    """The texts of blocks, by their ids."""
    [text] = etree.parse(path).iterfind(f"{TEI}text")
    return {
        str(block.get(f"{XML}id")): "".join(block.itertext())
        for block in text.iter(f"{TEI}*")
        if block.get(f"{XML}id") and block.get(f"{XML}space")
    }


def _differences(
    ours: Mapping[str, dict[str, str]], theirs: Mapping[str, dict[str, str]]
) -> Iterator[str]:
    for path, blocks in ours.items():
        for id in dict.fromkeys([*blocks, *theirs[path]]):
            if blocks.get(id) != theirs[path].get(id):
                yield f"{path}: {id} is {theirs[path].get(id)!r}, not {blocks.get(id)!r}"


def _mutated() -> dict[str, dict[str, int]]:
    """Files that archive.rng accepts and somebody has changed, with what libxslt finds in them."""
    folder = BUILD / "mutated"
    folder.mkdir(parents=True, exist_ok=True)
    random, example = Random(SEED), etree.parse(EXAMPLE).getroot()
    expected = {}
    for n in range(MUTATIONS):
        data = mutate(example, random).data
        tree = etree.fromstring(data, etree.XMLParser(collect_ids=False))
        if compiled(ARCHIVE_RNG).validate(tree):
            path = folder / f"{n}.xml"
            path.write_bytes(data)
            expected[str(path)] = dict(
                Counter(found.partition(" at ")[0] for found in schematron(tree))
            )
    return expected


def _run(environment: str, program: str, arguments: Sequence[str]) -> Any:
    """What `others.py` says, run in an environment that is made on first use."""
    home = BUILD / environment
    python = home / "bin" / "python"
    if not (home / "made").exists():
        venv.create(home, clear=True, with_pip=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        subprocess.run([*pip, *ENVIRONMENTS[environment]], check=True)
        (home / "made").touch()
    command = [str(python), str(Path(__file__).with_name("others.py")), program, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{program} stopped: {run.stderr.strip()}")
    return json.loads(run.stdout)


if __name__ == "__main__":
    sys.exit(main())
