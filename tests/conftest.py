"""What every test may ask for: shared material, jing, golden files, and Hypothesis set up."""

from __future__ import annotations

import importlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.vendor.pretty import RepresentationPrinter

from archive.model.base import Model
from tests.jing import Jing, why_no_java
from tests.judges import Judges

pytest_plugins = ["tests.collection"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Material that is not part of the project; most machines do not have it."""

NO_SHARED = "there is no ../shared, which is not part of the project"

RECORDS = sorted(path.parent for path in (ROOT / "documents").glob("*/document.json"))
"""The folders of the records in `documents/`."""

UNICODE_DATA = Path("/usr/share/unicode")
"""Where Debian's package `unicode-data` puts it."""

GOLDEN = Path(__file__).resolve().parent / "golden"

ARCHIVE_CI = os.environ.get("ARCHIVE_CI", "")
"""`1`: what a test needs and does not find is a failure. `without-shared`: the same, but `../shared`
may be absent as a whole, as it is in a public clone."""

NOTHING_IS_SKIPPED = ARCHIVE_CI not in ("", "0")

# Programs, not tests; doctest must not import them.
collect_ignore = ["formats/hand_edits", "bench", "consumer", "extras"]

EXAMPLES = os.environ.get("ARCHIVE_EXAMPLES") or "few"
"""`few` in `make test`; `many` in `make test-all`; or `search`: others each time (`make search`)."""

MANY = EXAMPLES == "many"

# Few and many are the same each time: what failed fails again, and what passed does not fail by
# chance. A search keeps what failed in .hypothesis/ and tries that first.
_slow_is_fine = (HealthCheck.too_slow, HealthCheck.data_too_large)
_all = settings(deadline=None, print_blob=True, suppress_health_check=_slow_is_fine)
settings.register_profile("few", _all, max_examples=6, derandomize=True)
settings.register_profile("many", _all, max_examples=100, derandomize=True)
settings.register_profile("search", _all, max_examples=1000)
settings.load_profile(EXAMPLES)


def _whole(value: Model, printer: RepresentationPrinter, cycle: bool) -> None:
    """Show a failing example with all that it holds, so that it can be made again."""
    data = value.model_dump(mode="json", exclude_defaults=True)
    printer.text(f"{type(value).__name__}.model_validate({data!r})")


Model._repr_pretty_ = _whole  # type: ignore[attr-defined]


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Where two values differ, field by field; their reprs may well be the same."""
    if op != "==" or not isinstance(left, Model) or type(left) is not type(right):
        return None
    before, after = (
        json.dumps(value.model_dump(mode="json"), indent=1, ensure_ascii=False).splitlines()
        for value in (left, right)
    )
    changes = unified_diff(before, after, "left", "right", n=1, lineterm="")
    return [f"{left!r} == {right!r}", *changes]


def fewer(share: int) -> settings:
    """Fewer examples than the others have, for what takes longer or has little to vary."""
    return settings(max_examples=max(5, settings.default.max_examples // share))


def import_or_skip(name: str) -> Any:
    """A module of the extra `judges`; the test is skipped where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        skip_or_fail(f"{name} is not installed (make judges)")


def node_module(name: str) -> Path:
    """The folder of a program in tests/package.json; the test is skipped where it is not installed."""
    path = ROOT / "build" / "npm" / "node_modules" / name
    if not path.is_dir():
        skip_or_fail(f"npm's {name} is not in build/npm (make judges)")
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium without a window, driven by playwright: its `Browser`.

    A test makes a page with `chromium.new_context(...).new_page()` and closes the context.
    """
    sync_api = import_or_skip("playwright.sync_api")
    program = shutil.which("chromium")
    if program is None:
        skip_or_fail("there is no chromium on PATH: apt install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped."""
    if NOTHING_IS_SKIPPED:
        pytest.fail(f"{reason}, and ARCHIVE_CI is set", pytrace=False)
    pytest.skip(reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write golden files and the findings of case pages anew; read the diff before committing",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print why tests were skipped, a line for each reason; pytest's own list has one for each test."""
    if skipped := terminalreporter.stats.get("skipped"):
        terminalreporter.section(
            "skipped: docs/contributors/contributing.md says what makes them run"
        )
        for reason, number in reasons(skipped):
            terminalreporter.write_line(f"{number:6,}  {reason}")


def reasons(skipped: Iterable[pytest.TestReport | pytest.CollectReport]) -> list[tuple[str, int]]:
    """Each reason with the number of tests that have it, the most frequent first."""
    places = (report.longrepr for report in skipped)
    return Counter(
        place[2].removeprefix("Skipped: ") for place in places if isinstance(place, tuple)
    ).most_common()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """`shared("tei/foreign")`: a path in the shared material, or the test is skipped."""
    return in_shared


def in_shared(name: str) -> Path:
    """A path in the shared material; the test is skipped where it is not here."""
    path = SHARED / name
    if path.exists():
        return path
    if SHARED.is_dir():
        skip_or_fail(f"../shared/{name} is not here")
    if ARCHIVE_CI == "without-shared":
        pytest.skip(NO_SHARED)
    skip_or_fail(NO_SHARED)


@pytest.fixture(scope="session")
def tei_all(shared: Callable[[str], Path]) -> Path:
    """The RELAX NG schema of all TEI P5. libxml2 takes seconds to compile it, jing does not."""
    return shared("tei/tei_all.rng")


@pytest.fixture(scope="session")
def unicode_data() -> Path:
    """The files of the Unicode Character Database, from Debian's package."""
    if not (UNICODE_DATA / "auxiliary").is_dir():
        skip_or_fail(f"{UNICODE_DATA} is not here: apt install unicode-data")
    return UNICODE_DATA


@pytest.fixture(scope="session")
def java() -> None:
    """For tests that call `trang`: skip them where there is no Java."""
    if reason := why_no_java():
        skip_or_fail(reason)


@pytest.fixture(scope="session")
def jing(java: None) -> Jing:
    """The one Java machine of this process."""
    return Jing()


@pytest.fixture(scope="session")
def judges(jing: Jing, tei_all: Path) -> Judges:
    """Everybody who may say that a TEI file is wrong."""
    return Judges(jing, tei_all)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes | str], None]:
    """`golden("frenemies.tei.xml", data)`: the same as the agreed file in tests/golden/."""

    def compare(name: str, actual: bytes | str) -> None:
        path = GOLDEN / name
        data = actual.encode() if isinstance(actual, str) else actual
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return
        if not path.exists():
            pytest.fail(f"tests/golden/{name} does not exist; pytest --update-golden writes it")
        expected = path.read_bytes()
        try:
            assert data.decode() == expected.decode()
        except UnicodeDecodeError:
            assert data == expected

    return compare
