"""Skips tests without pandoc, which comes with the extra `office`."""

from __future__ import annotations

import pytest

from tests.conftest import import_or_skip


@pytest.fixture(autouse=True)
def pandoc() -> None:
    """Skip where pandoc is not."""
    import_or_skip("pypandoc")
