"""Skips tests without pandoc, which comes with the large extra `office` (`make judges`)."""

from __future__ import annotations

import pytest

from tests.conftest import import_or_skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is asked here, pandoc is asked."""
    for item in items:
        if item.path.parent.name == "office":
            item.add_marker(pytest.mark.judged)


@pytest.fixture(autouse=True)
def pandoc() -> None:
    """Skip where pandoc is not."""
    import_or_skip("pypandoc")
