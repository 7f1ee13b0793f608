"""Small pages give exactly these metadata: the cases of `cases.md`."""

from __future__ import annotations

import re
from pathlib import Path

from tests.articles.html.metadata.reading import read, value_lines
from tests.tools.cases import each_case

_CASES = Path(__file__).with_name("cases.md").read_text("utf-8")
CASES = re.findall(r"## (.+)\n\n```html\n((?s:.*?))\n```\n\n```text\n((?s:.*?))```", _CASES)


@each_case(("name", "page", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_a_page_says_this_about_itself(name: str, page: str, expected: str) -> None:
    assert value_lines(read(page)) == expected.splitlines()


def test_every_case_is_read() -> None:
    assert len(CASES) == _CASES.count("\n## ") > 30
