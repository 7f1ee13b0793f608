"""Which tests are collected, how they are marked, and which worker runs them."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestModule


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a file that is slow as a whole, where slow tests are left out."""
    if not leaves_slow(config) or not collection_path.name.startswith("test_"):
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text("utf-8") or None


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, list[Any], list[Any]]:
    """Look for examples only in files that have some: six of seven have none."""
    collectors = yield
    if not collectors or b">>> " in file_path.read_bytes():
        return [_import_first(collector) for collector in collectors]
    return [collector for collector in collectors if not isinstance(collector, DoctestModule)]


def _import_first(collector: Any) -> Any:
    """Import the module as Python does: pytest would make another if its package imports it."""
    path = collector.path.relative_to(collector.config.rootpath).with_suffix("")
    if path.parts[0] == "archive" and path.name != "__main__":
        importlib.import_module(".".join(path.parts).removesuffix(".__init__"))
    return collector


def pytest_pycollect_makeitem(collector: pytest.Module, obj: object) -> list[pytest.Item] | None:
    """Make no cases of a slow test where slow tests are left out: there are thousands."""
    marks = getattr(obj, "pytestmark", None)
    if not isinstance(marks, list) or not leaves_slow(collector.config):
        return None
    return [] if any(mark.name == "slow" for mark in marks) else None


def leaves_slow(config: pytest.Config) -> bool:
    """Return whether slow tests are left out, as `make test` does."""
    return config.option.markexpr.startswith("not slow")


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
    "tables in Parquet": (
        "tests/formats/test_nothing_dropped.py",
        "tests/rights/test_public_forms.py",
        "tests/tabular/test_data_package.py",
        "tests/test_io.py",
    ),
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
