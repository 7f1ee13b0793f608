"""Works that are cited by an identifier or an address: read whole, checked, known again."""

from __future__ import annotations

import archive
from tests.proposals.articles import article, proposed
from tests.tools.cases import each_case


def cited(text: str) -> list[tuple[str, str]]:
    """The words that cite, and the identifier or address of the work."""
    found = proposed(article(text), "citations")
    result = []
    for one in found.proposed:
        assert isinstance(one, archive.model.Citation)
        work = found.document.work(one.cites)
        value = work.identifiers[0].value if work.identifiers else work.address
        result.append((one.anchors[0].exact, value or ""))
        assert work.title is None
    return result


@each_case(
    ("text", "words", "value"),
    [
        ("See doi:10.1000/182.", "doi:10.1000/182", "10.1000/182"),
        ("See https://doi.org/10.1000/182, and", "https://doi.org/10.1000/182", "10.1000/182"),
        ("(10.1016/s0140-6736(11)60325-5)", "10.1016/s0140-6736(11)60325-5",
         "10.1016/s0140-6736(11)60325-5"),
        ("ISBN 978-0-306-40615-7.", "ISBN 978-0-306-40615-7", "978-0-306-40615-7"),
        ("ISBN-10: 0 306 40615 2.", "ISBN-10: 0 306 40615 2", "0-306-40615-2"),
        ("arXiv:2101.00001v2!", "arXiv:2101.00001v2", "2101.00001v2"),
        ("At (https://example.org/a_(b)).", "https://example.org/a_(b)",
         "https://example.org/a_(b)"),
        ("At http://\u200bexample.org/\u200bab.", "http://\u200bexample.org/\u200bab",
         "http://example.org/ab"),
    ],
)  # fmt: skip
def test_an_identifier_is_a_citation_of_a_work_without_a_title(
    text: str, words: str, value: str
) -> None:
    assert cited(text) == [(words, value)]


@each_case(
    "text",
    [
        "ISBN 978-0-306-40615-8 has a wrong check digit.",
        "Version 10.1000 is out; 110.1000/182 of them.",
        "http:// alone",
        "https://[bad/",
        "https://exa mple",
        "arXiv is a site.",
    ],
)
def test_what_is_no_identifier_cites_nothing(text: str) -> None:
    assert cited(text) == [] or "exa" in text


def test_a_work_that_the_record_has_is_cited_and_not_made_again() -> None:
    identifiers = [{"scheme": "DOI", "value": "10.1000/ABC"}]
    works = [{"id": "w", "type": "book", "title": "A", "identifiers": identifiers}]
    found = proposed(article("See https://doi.org/10.1000/abc.", works=works), "citations")
    assert [one.cites for one in found.document.annotations] == ["w"]  # type: ignore[union-attr]
    assert len(found.document.works) == 1


def test_two_citations_of_one_address_have_one_work() -> None:
    found = proposed(article("At https://example.org/a, https://example.org/a."), "citations")
    assert (len(found.proposed), len(found.document.works)) == (2, 1)


def test_words_that_are_a_link_to_a_doi_cite_it() -> None:
    document = article("As shown before, it is so.")
    link = archive.model.Link(start=3, end=15, target="https://doi.org/10.1000/182")
    block = document.block("p-1").model_copy(update={"marks": (link,)})
    section = document.sections[0].model_copy(update={"blocks": (block,)})
    (one,) = proposed(document.update(sections=(section,)), "citations").proposed
    assert isinstance(one, archive.model.Citation)
    assert (one.anchors[0].exact, one.basis) == ("shown before", "embedded")
