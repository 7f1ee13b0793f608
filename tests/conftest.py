"""What every test may ask for: shared material, jing, golden files, and Hypothesis set up."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests.jing import Jing, why_no_java

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Material that is not part of the project; most machines do not have it."""

GOLDEN = Path(__file__).resolve().parent / "golden"

NOTHING_IS_SKIPPED = os.environ.get("ARCHIVE_CI", "") not in ("", "0")
"""`ARCHIVE_CI=1`: what a test needs and does not find is a failure."""

# Programs, not tests; doctest must not import them.
collect_ignore = ["bench.py", "consumer"]

_slow_is_fine = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "dev", max_examples=25, deadline=None, suppress_health_check=_slow_is_fine
)
settings.register_profile(
    "ci",
    max_examples=500,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=_slow_is_fine,
)
# `--hypothesis-profile=…` on the command line comes later and wins.
settings.load_profile("ci" if NOTHING_IS_SKIPPED else "dev")


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped."""
    if NOTHING_IS_SKIPPED:
        pytest.fail(f"{reason}, and ARCHIVE_CI is set", pytrace=False)
    pytest.skip(reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/ anew; read the diff before committing",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """`shared("tei/foreign")`: a path in the shared material, or the test is skipped."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            skip_or_fail(f"../shared/{name} is not here")
        return path

    return find


@pytest.fixture(scope="session")
def tei_all(shared: Callable[[str], Path]) -> Path:
    """The RELAX NG schema of all TEI P5. libxml2 takes seconds to compile it, jing does not."""
    return shared("tei/tei_all.rng")


@pytest.fixture(scope="session")
def java() -> None:
    """For tests that call `trang`: skip them where there is no Java."""
    if reason := why_no_java():
        skip_or_fail(reason)


@pytest.fixture(scope="session")
def jing(java: None) -> Jing:
    """The one Java machine of this process."""
    return Jing()


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
