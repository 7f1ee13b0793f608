"""BibTeX: other programs read what is written, and it reads back equal but for reported losses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.bibliographies import bibtex
from archive.bibliographies.bibtex import _escaped, _unescaped
from archive.model.names import Name
from archive.model.works import Work
from tests.bibliographies.bibliographies import alone, as_carried, silent_losses
from tests.strategies import documents, lines
from tests.tools.cases import each_case


@given(lines() | st.text(alphabet="\\{}~^&%$#_`'\"-<>!?@=, aé\u00a0", min_size=1))
def test_what_is_escaped_is_the_same_text(line: str) -> None:
    assert _unescaped(_escaped(line)) == line


@given(documents())
def test_a_work_comes_back_but_for_what_is_reported(document: archive.Document) -> None:
    for work in map(as_carried, document.works):
        written = bibtex.write(alone(work))
        back = bibtex.add(written.data, onto=alone())
        assert back.findings == (), written.data.decode()
        assert len(back.document.works) == 1, written.data.decode()
        lost = silent_losses(work, back.document.works[0], written.findings)
        assert lost == {}, written.data.decode()


OF_OTHERS = r"""% a comment
@string{acm = "ACM Press"}
@Article{Knuth84,
  author = "Donald E. Knuth and van der Berg, Jr., J{\"o}rg and {World Health Organization} and others",
  title = {Literate {P}rogramming: 50% of the $x^2$ \emph{story} \& more -- of~it},
  subtitle = {A Reply},
  journal = "The Computer Journal", year = 1984, month = may, volume = 27, number = 2,
  pages = {97--111}, publisher = acm # " Inc.", doi = {https://doi.org/10.1093/comjnl/27.2.97},
  issn = {0010-4620}, keywords = {a, b}, file = {:x.pdf:PDF}, crossref = {foo}, langid = {english},
  url = {https://example.org/a\_b~c%20d}
}
@misc{broken, title = {Unclosed
@book(paren, title = "Paren", year = "2001?", isbn = "978-0-306-40615-8")
@phdthesis{phd, title={T}, school={MIT and Harvard}, year={c. 1990},
  author={family=Beumont, given=Simon, prefix=de, useprefix=true and {Robert and Sons, Inc.}},
  eprint={arXiv:2101.00001}, archivePrefix={arXiv}}
@book{paren, title = {Twice}}
"""


def test_a_file_of_others_is_read_and_what_is_not_is_reported_with_its_line() -> None:
    result = archive.add(alone(), OF_OTHERS.encode(), "bibtex")
    knuth, paren, thesis = (
        work.model_dump(mode="json", exclude_defaults=True) for work in result.document.works
    )
    assert knuth == {
        "id": "Knuth84",
        "type": "article-journal",
        "title": "Literate Programming: 50% of the $x^2$ story & more – of it: A Reply",
        "author": [
            {"family": "Knuth", "given": "Donald E."},
            {"family": "Berg", "given": "Jörg", "dropping_particle": "van der", "suffix": "Jr."},
            {"literal": "World Health Organization"},
        ],
        "container_title": "The Computer Journal",
        "publisher": "ACM Press Inc.",
        "issued": "1984-05",
        "volume": "27",
        "issue": "2",
        "page": "97-111",
        "language": "en",
        "identifiers": [
            {"scheme": "DOI", "value": "10.1093/comjnl/27.2.97"},
            {"scheme": "ISSN", "value": "0010-4620"},
        ],
        "address": "https://example.org/a_b~c%20d",
        "fields": [{"name": "keyword", "value": "a, b"}],
    }
    assert paren == {"id": "paren", "type": "book", "title": "Paren", "issued": "2001?"}
    assert thesis == {
        "id": "phd",
        "type": "thesis",
        "title": "T",
        "author": [
            {"family": "Beumont", "given": "Simon", "non_dropping_particle": "de"},
            {"literal": "Robert and Sons, Inc."},
        ],
        "publisher": "MIT; Harvard",
        "identifiers": [{"scheme": "arXiv", "value": "2101.00001"}],
    }
    reported = [(found.location.line, found.code, found.message) for found in result.findings]
    assert [(line, code) for line, code, _ in reported] == [
        (12, "item-not-read"),
        (17, "item-not-read"),
        (3, "not-kept"),
        (13, "not-kept"),
        (14, "not-kept"),
    ]
    assert '"and others" at the end of author, crossref' in reported[2][2]


@each_case(
    ("name", "written"),
    [
        ({"family": "Lepore", "given": "Jill"}, "Lepore, Jill"),
        ({"family": "Plato"}, "Plato"),
        ({"literal": "Simon and Schuster"}, "{Simon and Schuster}"),
        ({"family": "Gogh", "given": "Vincent", "dropping_particle": "van"}, "van Gogh, Vincent"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King, Jr., Martin Luther"),
        ({"given": "Prince"}, "given={Prince}"),
        ({"family": "hooks", "given": "bell"}, "family={hooks}, given={bell}"),
        ({"family": "A, B", "given": "C"}, "family={A, B}, given={C}"),
        ({"family": "Young and Co", "given": "A"}, "family={Young and Co}, given={A}"),
    ],
)
def test_a_name_is_parted_as_bibtex_would_or_its_parts_are_named(
    name: dict[str, str], written: str
) -> None:
    work = Work(id="w", type="book", author=(Name(**name),))
    text = bibtex.write(alone(work)).data.decode()
    assert f"  author = {{{written}}},\n" in text
    assert bibtex.add(text.encode(), onto=alone()).document.works == (work,)


def test_an_address_with_a_brace_or_backslash_is_encoded_and_reported() -> None:
    work = Work(id="w", type="book", address="https://example.org/{a}\\")
    written = bibtex.write(alone(work))
    assert b"url = {https://example.org/%7Ba%7D%5C}," in written.data
    assert "an address as written: 1" in written.findings[-1].message


def test_a_title_keeps_its_capitals() -> None:
    work = Work(id="w", type="book", title="Trade of China: 50% & more")
    assert rb"title = {{Trade of China: 50\% \& more}}," in bibtex.write(alone(work)).data


def test_an_empty_record_is_an_empty_file() -> None:
    assert bibtex.write(alone()).data == b""
    assert bibtex.add(b"", onto=alone()).document == alone()
