"""What we write is what people have read and agreed to. `pytest --update-golden`, then read the diff."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.io import write
from archive.model.document import Document
from tests import samples

SUFFIXES = {"json": "json", "tei": "tei.xml", "tei-inline": "inline.tei.xml"}


@pytest.mark.parametrize("format", SUFFIXES)
@pytest.mark.parametrize("sample", [samples.small, samples.assessed])
def test_a_sample_is_written_as_agreed(
    golden: Callable[[str, bytes | str], None], sample: Callable[[], Document], format: str
):
    golden(f"{sample.__name__}.{SUFFIXES[format]}", write(sample(), format).data)
