"""What the tests of the formats share: the judges, and the records that are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from archive.formats import json
from archive.model.document import Document
from tests import samples
from tests.conftest import RECORDS

KEPT = [folder / "document.json" for folder in RECORDS]
"""The records in `documents/`."""


@pytest.fixture(
    params=[*KEPT, samples.minimal, samples.small, samples.assessed],
    ids=lambda param: param.parent.name if isinstance(param, Path) else param.__name__,
)
def record(request: pytest.FixtureRequest) -> Document:
    """Each record that is kept, and each sample."""
    return _made(request.param)


@cache
def _made(param: Path | Callable[[], Document]) -> Document:
    return json.read(param.read_bytes()).document if isinstance(param, Path) else param()
