"""The Nu HTML checker on files: what no HTML document may have."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import node_module


def errors(paths: Sequence[Path]) -> list[str]:
    """Return the errors in these files, each with its file and place. All go through one Java.

    What it says of style sheets is left out: it knows neither `::highlight()` nor `line-clamp`. So
    is what it says of columns in which no cell begins: a table stands as the record has it, of
    which the rule `table-ragged` tells.
    """
    return [
        f"{Path(m['url']).name}:{m.get('lastLine')}:{m.get('lastColumn')}: {m['message']}"
        f" … {m.get('extract', '')[:160]}"
        for m in messages(paths)
        if not m["message"].startswith(("CSS:", "Table column"))
    ]


def messages(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return all that the checker calls an error in these files."""
    jar = node_module("vnu-jar") / "build" / "dist" / "vnu.jar"
    # To compile for a long run, and to collect garbage beside it, costs more than this run gains.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss64m"]
    result = subprocess.run(
        [*java, "-jar", str(jar), "--errors-only", "--format", "json", *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found: list[dict[str, Any]] = json.loads(result.stderr)["messages"]
    return found
