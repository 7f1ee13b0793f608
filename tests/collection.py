"""Which tests are collected, how they are marked, and which worker runs them."""

from __future__ import annotations

import gc
from typing import Any

import pytest

ASKS_JAVA = {"jing", "judges", "tei_all"}
"""Fixtures that start Java, or compile the schema of all of TEI, which takes seconds and 400 MB."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `many` changes and what asks Java; what takes longest is first, so nobody's last."""
    for item in items:
        if ASKS_JAVA & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.judged)
        if isinstance(item, pytest.Function) and isinstance(vars(item.module).get("MANY"), bool):
            item.add_marker(pytest.mark.many)
    items.sort(key=lambda item: worker_group(item.nodeid) not in WORKER_GROUPS)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole files, and the files of a group to one worker."""
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return worker_group(nodeid)

    config.option.loadscopereorder = False
    return Scheduling(config, log)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes give no name: they can have the time in them, and all workers need the same names."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish() -> None:
    """Look for garbage less often: hundreds of thousands of values live as long as the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


WORKER_GROUPS = {
    "java, tei_all": (
        "tests/formats/test_exact.py",
        "tests/formats/test_inline.py",
        "tests/formats/test_schema_subset.py",
        "tests/model/test_identifiers.py",
        "tests/test_catalog.py",
        "tests/test_jing_harness.py",
        "tests/test_odd.py",
        "tests/test_schemas.py",
    ),
    "pages that people work through": ("tests/test_docs.py",),
    "lies about real files": ("tests/validation/test_tied_text.py",),
    "corpus": ("tests/revision/test_accuracy.py", "tests/tools/test_corpus.py"),
    "edit scripts": ("tests/revision/test_rebase_properties.py",),
    "differences": ("tests/revision/diff/test_any_two_records.py",),
    "every field": ("tests/test_strategies.py",),
    "pages that are read": ("tests/browser/test_page.py",),
    "pages that are judged": (
        "tests/browser/test_furniture.py",
        "tests/browser/test_layout.py",
        "tests/browser/test_pictures.py",
        "tests/browser/test_reading.py",
    ),
}
"""Files that share what is costly to make, or take long by themselves; first those that take longest."""

_GROUP_OF = {file: group for group, files in WORKER_GROUPS.items() for file in files}


def worker_group(nodeid: str) -> str:
    """The tests that one worker gets together with this one: those of its group, else of its file."""
    file = nodeid.partition("::")[0]
    return _GROUP_OF.get(file, file)
