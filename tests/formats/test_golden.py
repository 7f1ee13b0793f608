"""What we write is what people have read and agreed to. `pytest --update-golden`, then read the diff."""

from __future__ import annotations

from collections.abc import Callable

from archive.io import write
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case

SUFFIXES = {"json": "json", "tei": "tei.xml", "tei-inline": "inline.tei.xml"}


@each_case("format", SUFFIXES)
@each_case("sample", [samples.small, samples.assessed])
def test_a_sample_is_written_as_agreed(
    golden: Callable[[str, bytes | str], None], sample: Callable[[], Document], format: str
):
    golden(f"{sample.__name__}.{SUFFIXES[format]}", write(sample(), format).data)
