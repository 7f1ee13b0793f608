"""What is deleted of a Markdown file is missed: by the record, or by a finding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from archive.articles.presentational import is_presentational
from tests.articles.deletions.accounts import account
from tests.conftest import MANY, in_shared
from tests.tools.cases import each_case

pytest.importorskip("markdown_it")

_TAG = re.compile(r"<[A-Za-z][\w-]*(?:\s[^<>]*)?>")
_ATTRIBUTE = re.compile(r"\s([\w:-]+)(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?(?=[\s/>])")


def made_of(text: str) -> str:
    return json.dumps(account(text.encode(), "markdown", {}), sort_keys=True, default=str)


@each_case(
    ("text", "without"),
    [
        ("[a](b 'c')", "[a](b)"),
        ("w ![a](b 'c')", "w ![a](b)"),
        ("![a](b 'c')", "![a](b)"),
        ("[![a](b)](c)", "![a](b)"),
        ("```go\na\n```", "```\na\n```"),
        ("a\n\n***\n\nb", "a\n\nb"),
        ("# a {#b}\n\n[c](#b)", "# a\n\n[c](#b)"),
        ("a <!-- b -->", "a"),
        ("a\n\n[b]: /c", "a"),
        ("[b]\n\n[b]: /c\n[b]: /d", "[b]\n\n[b]: /c"),
        ("a [^1]\n\n[^1]: b", "a"),
        ("2. a", "1. a"),
        ("- [ ] a", "- a"),
        ("a<wbr>b", "ab"),
        ("a <b title=c>d</b>", "a <b>d</b>"),
        ("a <em lang=fr>b</em>", "a <em>b</em>"),
        ("a <span lang=fr>b</span>", "a <span>b</span>"),
        ("a <span lang='x y'>b</span>", "a <span>b</span>"),
        ("a <a name=b>c</a> [d](#b)", "a c [d](#b)"),
        ("<p id=b>a</p>\n\n[d](#b)", "<p>a</p>\n\n[d](#b)"),
        ("<picture><source srcset=a><img src=b></picture>\n\nc", "<img src=b>\n\nc"),
        ("<iframe src=a></iframe>\n\nb", "<iframe></iframe>\n\nb"),
        ("<td colspan=2>a</td>", "<td>a</td>"),
        ("<abbr title=b>a</abbr>", "<abbr>a</abbr>"),
        ("<div title=b>\n\na\n\n</div>", "<div>\n\na\n\n</div>"),
        ("---\ndate: 2020-01-02 10:00\n---\na", "---\ndate: 2020-01-02\n---\na"),
        ("---\ndate: 2020-01-02\npublished: 2020-01-03\n---\na", "---\ndate: 2020-01-02\n---\na"),
        ("---\na: {b: 1, c: 2}\n---\nd", "---\na: {b: 1}\n---\nd"),
        ("---\ntags: [a, {b: 1}]\n---\nd", "---\ntags: [a]\n---\nd"),
    ],
)
def test_what_is_deleted_is_missed(text: str, without: str) -> None:
    assert made_of(text) != made_of(without)


@pytest.mark.slow
def test_what_is_deleted_of_real_files_is_missed() -> None:
    files = sorted(in_shared("ingest/markdown").glob("*.md"))
    assert len(files) > 10
    assert [(file.name, one) for file in files for one in silent(file)] == []


def silent(file: Path) -> list[str]:
    """Attributes of tags whose deletion nobody reports, but for those of looks."""
    text = file.read_text("utf-8")
    before = made_of(text)
    places = [*attributes_in(text)]
    if not MANY:
        places = Random(0).sample(places, min(len(places), 20))
    return [
        text[start:end]
        for name, start, end in places
        if not says_nothing(name, text) and made_of(text[:start] + text[end:]) == before
    ]


def attributes_in(text: str) -> Iterator[tuple[str, int, int]]:
    body = re.sub(r"^(```|~~~).*?^\1", lambda found: "_" * len(found[0]), text, flags=re.S | re.M)
    body = re.sub(r"`[^`\n]*`", lambda found: "_" * len(found[0]), body)
    for tag in _TAG.finditer(body):
        for found in _ATTRIBUTE.finditer(tag[0]):
            yield found[1].lower(), tag.start() + found.start(), tag.start() + found.end()


def says_nothing(name: str, text: str) -> bool:
    return is_presentational(name) or name == "id"
