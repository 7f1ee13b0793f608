"""Real pages give the metadata that a person read in them.

A title, its authors, dates, site, language and licence; "?" is before what is inferred, "=" before
what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from tests.articles.html.metadata.reading import read

SIGNS = {"printed": "=", "embedded": "", "inferred": "?"}
TUMOR = (
    "Changes in Circulating Tumor-Specific DNA in Patients With Non-Metastatic Non-Small Cell Lung "
    "Cancer"
)
CHRISTMAS = "WEEKLY ADDRESS: Merry Christmas from the President and the First Lady"
PAGES: Mapping[str, Mapping[str, str]] = {
    "aozora-shift-jis": {
        "title": "=「注記一覧」記載例文", "authors": "=青空文庫", "site": "?青空文庫", "language": "ja",
        "publisher": "青空文庫",
    },
    "cc-participe-gsoc-pt": {
        "title": "=Participe do Google Summer of Code / Outreachy", "authors": "=Breno Ferreira",
        "published": "=2020-03-05", "site": "Creative Commons", "language": "en",
        "licence": "=CC-BY-4.0",
    },
    "cc-quantifying-berkeley": {
        "title": "=Data Science Discovery: Quantifying the Commons",
        "authors": "=Dun-Ming Huang (Brandon Huang), =Shuran Yang", "published": "=2022-12-07",
        "site": "Creative Commons", "language": "en", "licence": "=CC-BY-4.0",
    },
    "clinicaltrials": {
        "title": f"={TUMOR}", "published": "?2018-11-19", "site": "ClinicalTrials.gov",
        "language": "en",
    },
    "distill-misread-tsne": {
        "title": "=How to Use t-SNE Effectively",
        "authors": "Martin Wattenberg, Fernanda Viégas, Ian Johnson",
    },
    "gutenberg-civil-disobedience": {
        "title": "=On the Duty of Civil Disobedience", "authors": "=Henry David Thoreau",
    },
    "libwww-cache-1995": {"title": "=The Cache Manager", "authors": "?Henrik Frystyk"},
    "libwww-collaborators-unlabelled": {
        "title": "=Libwww Hackers", "authors": "?Henrik Frystyk Nielsen",
    },
    "libwww-guide-1994": {
        "title": "=CERN Library 3.0 Release Notes", "authors": "?Henrik Frystyk", "published": "?1995-03-21",
    },
    "libwww-overview-latin1": {
        "title": "=Libwww - the W3C Protocol Library", "authors": "?José Kahan", "published": "?2003-09-02",
    },
    "rust-book-ja-foreword": {
        "title": "=まえがき", "site": "The Rust Programming Language 日本語版", "language": "ja",
    },
    "w3c-language-zh-hans": {
        "title": "=网站上的语言", "published": "?2007-03-08", "language": "zh-Hans",
    },
    "w3c-text-size-ar": {
        "title": "=حجم النص في الترجمة", "published": "?2007-07-03", "language": "ar",
    },
    "whitehouse-blog": {
        "title": f"={CHRISTMAS}", "published": "=2016-12-23", "updated": "2016-12-24T07:15:21-05:00",
        "site": "whitehouse.gov", "language": "en",
    },
    "whitehouse-speech": {
        "title": "=Weekly Address: Tuition-Free Community College", "published": "=2015-04-11",
        "updated": "2015-06-10T21:20:29-04:00", "site": "whitehouse.gov", "language": "en",
    },
    "wikipedia-regression-testing": {
        "title": "=Regression testing", "updated": "=2016-11-11", "site": "Wikipedia",
        "language": "en", "licence": "=CC-BY-SA-3.0",
    },
}  # fmt: skip
"""Of the four dates that are inferred, two stand in a script that writes the page, one in a table.
What stands on the page and is not found: the authors under the foreword of the Rust book, the dates
in prose of Gutenberg, the month in the signature of libwww's guide, authors that scripts write."""


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_real_page_says_this(name: str, shared: Callable[[str], Path]) -> None:
    data = (shared("ingest/html") / f"{name}.html").read_bytes()
    declared = re.search(rb'charset="?([\w-]+)', data[:2000])
    page = data.decode(declared[1].decode() if declared else "windows-1252", "replace")
    guesses = trafilatura.bare_extraction(page, with_metadata=True, include_tables=True)
    found = read(page, trafilatura=guesses)
    publication = found.metadata.get("publication", {})
    says = {
        "title": _signed(found.metadata["titles"][0], "text"),
        "authors": ", ".join(_signed(one, "name") for one in found.metadata.get("authors", ())),
        "published": _signed(publication.get("published"), "date"),
        "updated": _signed(publication.get("updated"), "date"),
        "site": _signed(publication.get("container"), "title"),
        "publisher": _signed(publication.get("publisher"), "name"),
        "language": found.metadata.get("languages", [{"tag": ""}])[0]["tag"],
        "licence": _signed(found.rights, "spdx"),
    }
    assert {field: text for field, text in says.items() if text} == PAGES[name]


def _signed(raw: Mapping[str, Any] | None, field: str) -> str:
    if raw is None or raw.get(field) is None:
        return ""
    text = raw[field]["literal"] if isinstance(raw[field], Mapping) else raw[field]
    return f"{SIGNS[raw['basis']]}{text}"
