"""A browser that sees the same letters everywhere, for pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import skip_or_fail

FONTS = Path("/usr/share/fonts/truetype/dejavu")
"""Where Debian's package `fonts-dejavu-core` puts them: Latin, Greek, Cyrillic, Arabic, Hebrew."""

_FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf")

_FONTCONFIG = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
"""


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of a program that has no fonts but four faces of DejaVu."""
    if not all((FONTS / face).exists() for face in _FACES):
        skip_or_fail(f"there are no fonts in {FONTS}: apt install fonts-dejavu-core")
    folder = tmp_path_factory.mktemp("letters")
    (folder / "fonts").mkdir()
    for face in _FACES:
        shutil.copy(FONTS / face, folder / "fonts")
    (folder / "fonts.conf").write_text(_FONTCONFIG.format(folder=folder))
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}


@pytest.fixture(scope="session")
def painter(chromium: Any, letters: Mapping[str, str]) -> Iterator[Any]:
    """Chromium as it takes pictures: with these letters, whatever else the machine has."""
    browser = started(chromium, letters, "--font-render-hinting=none", "--disable-lcd-text")
    yield browser
    browser.close()


def started(chromium: Any, environment: Mapping[str, str], *switches: str) -> Any:
    """Start another Chromium."""
    return chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", *switches],
        env=dict(environment),
    )
