"""Makes the schemas that are made from something else: `make schemas`."""

from __future__ import annotations

import json
from pathlib import Path

from archive.model.schema import document_schema
from tests.jing import trang
from tests.odd import ARCHIVE_ODD, made_odd

SCHEMAS = Path(__file__).parents[1] / "schemas"


def main() -> None:
    text = json.dumps(document_schema(), indent=2, ensure_ascii=False) + "\n"
    (SCHEMAS / "document.schema.json").write_text(text, "utf-8")
    trang(SCHEMAS / "archive.rnc", SCHEMAS / "archive.rng")
    ARCHIVE_ODD.write_bytes(made_odd())


if __name__ == "__main__":
    main()
