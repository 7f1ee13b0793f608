"""RIS: other programs read what is written, and it reads back equal but for reported losses."""

from __future__ import annotations

from hypothesis import given

import archive
from archive.bibliographies import ris
from archive.model.names import Name
from archive.model.works import CslField, Work
from tests.bibliographies.bibliographies import alone, as_carried, silent_losses
from tests.strategies import documents
from tests.tools.cases import each_case


@given(documents())
def test_a_work_comes_back_but_for_what_is_reported(document: archive.Document) -> None:
    for work in map(as_carried, document.works):
        written = ris.write(alone(work))
        back = ris.add(written.data, onto=alone())
        assert back.findings == (), written.data.decode()
        assert len(back.document.works) == 1, written.data.decode()
        lost = silent_losses(work, back.document.works[0], written.findings)
        assert lost == {}, written.data.decode()


OF_OTHERS = """junk before
TY  - JOUR
AU  - Knuth, Donald E.
AU  - World Health Organization
ED  - Editor, E., Jr.
TI  - Literate
continued title
JO  - CJ
PY  - 1984/05//Spring
SP  - 97
EP  - 111
SN  - 0010-4620
SN  - 978-0-306-40615-7
UR  - https://a.org/x;y
UR  - https://b.org
KW  - a
KW  - b
ZZ  - strange
ER  -

TY  - BOOK
TI  - No end
DA  - 2016/03/20/
TY  - XXXX
T1  - Unknown type
ER  -
ER  -
"""


@each_case("line_end", ["\n", "\r\n", "\r"])
def test_a_file_of_others_is_read_and_what_is_not_is_reported_with_its_line(line_end: str) -> None:
    data = b"\xef\xbb\xbf" + OF_OTHERS.replace("\n", line_end).encode()
    result = archive.add(alone(), data, "ris")
    article, book, unknown = (
        work.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
        for work in result.document.works
    )
    assert article == {
        "type": "article-journal",
        "title": "Literate continued title",
        "author": [
            {"family": "Knuth", "given": "Donald E."},
            {"literal": "World Health Organization"},
        ],
        "editor": [{"family": "Editor", "given": "E.", "suffix": "Jr."}],
        "container_title": "CJ",
        "issued": "1984-05",
        "page": "97-111",
        "identifiers": [
            {"scheme": "ISBN", "value": "978-0-306-40615-7"},
            {"scheme": "ISSN", "value": "0010-4620"},
        ],
        "address": "https://a.org/x;y",
        "fields": [{"name": "keyword", "value": "a; b"}],
    }
    assert book == {"type": "book", "title": "No end", "issued": "2016-03-20"}
    assert unknown == {"type": "document", "title": "Unknown type"}
    reported = [(found.location.line, found.code) for found in result.findings]
    assert reported == [(1, "item-not-read"), (2, "not-kept"), (24, "not-kept")]
    lost = result.findings[1].message
    assert all(part in lost for part in ('"Spring" in a date', "a second URL", "the tag ZZ"))


def test_a_reference_has_the_lines_of_ris() -> None:
    work = Work(
        id="w-1",
        type="article-newspaper",
        title="Trade",
        author=(Name(family="Lepore", given="Jill"), Name(literal="AP")),
        issued="2016-03~",
        accessed="2026-11-26",
        page="3-4",
    )
    assert ris.write(alone(work)).data.decode() == "\r\n".join(
        [
            *("TY  - NEWS", "ID  - w-1", "AU  - Lepore, Jill", "AU  - AP", "TI  - Trade"),
            *("SP  - 3", "EP  - 4", "PY  - 2016", "DA  - 2016///2016-03~", "Y2  - 2026/11/26/"),
            *("ER  - ", ""),
        ]
    )


def test_lines_within_a_text_are_no_tags() -> None:
    work = Work(id="w", type="book", fields=(CslField(name="note", value="a\nER  - \nTY  - BOOK"),))
    written = ris.write(alone(work))
    assert len(ris.add(written.data, onto=alone()).document.works) == 1
    assert "the white space of a text: 1" in written.findings[-1].message
