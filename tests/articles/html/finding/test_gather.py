"""Tests the list of pages, and how they are gathered."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.articles.html.finding import gather, sets


def test_a_date_in_utc_may_be_either_day() -> None:
    assert sets.days("2026-03-01T23:30:00Z") == ("2026-03-01", "2026-03-02")
    assert sets.days("2026-03-01 00:30:00+00:00") == ("2026-02-28", "2026-03-01")
    assert sets.days("2026-03-01T23:30:00+01:00") == ("2026-03-01",)
    assert sets.days("2026-13-01") is None
    assert sets.days(None) is None


def test_the_list_names_each_page_once_and_parts_no_site() -> None:
    repositories = {row[0]: row for row in gather.rows_of(gather.REPOSITORIES)}
    rows = list(gather.rows_of(gather.PAGES))
    assert list(repositories) == [collection.name for collection in sets.COLLECTIONS]
    assert [row[1:4:2] for row in repositories.values()] == [
        [collection.repository, collection.rule] for collection in sets.COLLECTIONS
    ]
    assert all(re.fullmatch(r"[0-9a-f]{40}", row[2]) for row in repositories.values())
    assert all(re.fullmatch(r"[0-9a-f]{64}", row[4]) for row in rows)
    assert (
        len({(row[0], row[2]) for row in rows})
        == len({(row[0], row[3]) for row in rows})
        == len(rows)
    )
    assert {row[1] for row in rows} == {"work", "held"}
    assert {row[0] for row in rows} == repositories.keys()


COMMITTED = {
    "fixtures/a.org.html": "<p>A.",
    "fixtures/b.org.html": "<p>B.",
    "fixtures/b.org--video.html": "<p>B too.",
    "fixtures/c.org.html": "<p>C.",
    "fixtures/d.org.html": "<p>No title is known.",
    "src/extractors/custom/a.org/index.test.js": """
        url = 'https://a.org/1'; readFileSync('./fixtures/a.org.html');
        assert.equal(title, 'It\\u2019s \\'A\\'');
        assert.equal(author, "Ada Lovelace and\\n Charles Babbage");
        assert.equal(date_published, '2026-03-01T10:00:00.000Z');
        assert.equal(title, 'Not this');""",
    "src/extractors/custom/b.org/index.test.js": """
        const url =
          'https://b.org/1';
        readFileSync('./fixtures/b.org.html'); assert.equal(title, `B`); assert.equal(author, null);
        readFileSync('./fixtures/b.org--video.html'); assert.equal(
          title,
          'Video');""",
    "src/extractors/custom/c.org/index.test.js": """
        readFileSync('./fixtures/c.org.html'); assert.equal(title, "C");""",
}


def test_pages_are_gathered_as_they_are_listed_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout, folder = tmp_path / "postlight+parser", tmp_path / "pages"
    for name, content in COMMITTED.items():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text(content)
    git = ["git", "-C", checkout, "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "pages"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    monkeypatch.setattr(gather, "COLLECTIONS", sets.COLLECTIONS[-1:])
    monkeypatch.setattr(gather, "PAGES", tmp_path / "pages.tsv")
    monkeypatch.setattr(gather, "REPOSITORIES", tmp_path / "repositories.tsv")

    gather.choose(tmp_path)
    digest = hashlib.sha256(b"<p>A.").hexdigest()
    assert list(gather.rows_of(gather.PAGES)) == [
        ["postlight", "work", "a.org", "fixtures/a.org.html", digest],
        ["postlight", "held", "b.org--video", "fixtures/b.org--video.html", hashlib.sha256(b"<p>B too.").hexdigest()],
        ["postlight", "held", "b.org", "fixtures/b.org.html", hashlib.sha256(b"<p>B.").hexdigest()],
        ["postlight", "work", "c.org", "fixtures/c.org.html", hashlib.sha256(b"<p>C.").hexdigest()],
    ]  # fmt: skip

    gather.gather(tmp_path, folder)
    assert (folder / "work/postlight/a.org.html").read_bytes() == b"<p>A."
    assert json.loads((folder / "work/postlight/a.org.json").read_text()) == {
        "address": "https://a.org/1",
        "title": "It’s 'A'",
        "authors": ["Ada Lovelace", "Charles Babbage"],
        "days": ["2026-03-01"],
    }
    assert json.loads((folder / "held/postlight/b.org--video.json").read_text()) == {
        "address": "https://b.org/1",
        "title": "Video",
    }

    listed = gather.PAGES.read_text()
    gather.PAGES.write_text(listed.replace(digest, "0" * 64))
    with pytest.raises(SystemExit, match=r"fixtures/a\.org\.html is not the page of the list"):
        gather.gather(tmp_path, folder)
    gather.PAGES.write_text(f"{listed}postlight\twork\te.org\tfixtures/e.org.html\t{digest}\n")
    with pytest.raises(SystemExit, match="1 pages of the list are not there"):
        gather.gather(tmp_path, folder)
