"""What may be done follows from the rights that are stated, and from nothing else."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model.basis import Absence, Basis, Certainty
from archive.model.blocks import Figure, Image, Paragraph, Section
from archive.model.document import Document
from archive.model.licences import recognise
from archive.model.licences.creative_commons import elements
from archive.model.metadata import Contributor, Metadata, StatedAddress, Title
from archive.model.names import Name
from archive.model.rights import Rights, RightsLayers
from archive.rights import Permission, permissions
from archive.rights.terms import ANSWERS, ConditionKind, terms_of
from archive.rights.withheld import withheld
from tests.strategies import documents
from tests.tools.cases import each_case

CC = "https://creativecommons.org"
RS = "http://rightsstatements.org/vocab"

OUTCOMES = {
    f"{CC}/licenses/by/4.0/": ("permitted", "attribution changes notice"),
    f"{CC}/licenses/by-sa/3.0/igo/": ("permitted", "share-alike attribution changes notice"),
    f"{CC}/licenses/by-nc/2.5/scotland/": (
        "permitted",
        "non-commercial attribution changes notice",
    ),
    f"{CC}/licenses/by-nd/4.0/": ("permitted", "no-derivatives attribution notice"),
    f"{CC}/licenses/by-nd-nc/1.0/fi/": (
        "permitted",
        "non-commercial no-derivatives attribution notice",
    ),
    f"{CC}/licenses/sa/1.0/": ("permitted", "share-alike notice"),
    f"{CC}/licenses/nd-nc/1.0/": ("permitted", "non-commercial no-derivatives notice"),
    f"{CC}/licenses/sampling+/1.0/br/": ("permitted", "non-commercial attribution"),
    f"{CC}/licenses/sampling/1.0/": ("prohibited", ""),
    f"{CC}/licenses/devnations/2.0/": ("prohibited", ""),
    f"{CC}/licenses/GPL/2.0/": ("permitted", "share-alike attribution notice terms"),
    f"{CC}/publicdomain/zero/1.0/deed.de": ("permitted", ""),
    f"{CC}/publicdomain/mark/1.0/": ("permitted", ""),
    f"{CC}/licenses/publicdomain/": ("permitted", ""),
    f"{RS}/InC/1.0/": ("prohibited", ""),
    f"{RS}/InC-OW-EU/1.0/": ("prohibited", ""),
    f"{RS}/InC-EDU/1.0/": ("not determined", ""),
    f"{RS}/InC-NC/1.0/": ("permitted", "non-commercial"),
    f"{RS}/InC-RUU/1.0/": ("prohibited", ""),
    f"{RS}/NoC-CR/1.0/": ("not determined", ""),
    f"{RS}/NoC-NC/1.0/": ("permitted", "non-commercial"),
    f"{RS}/NoC-OKLR/1.0/": ("not determined", ""),
    f"{RS}/NoC-US/1.0/": ("not determined", ""),
    f"{RS}/CNE/1.0/": ("not determined", ""),
    f"{RS}/UND/1.0/": ("not determined", ""),
    f"{RS}/NKC/1.0/": ("not determined", ""),
    "https://spdx.org/licenses/MIT.html": ("permitted", "attribution notice terms"),
    "https://spdx.org/licenses/ODbL-1.0.html": (
        "permitted",
        "share-alike attribution notice terms",
    ),
    "https://spdx.org/licenses/NCGL-UK-2.0.html": (
        "permitted",
        "non-commercial attribution notice terms",
    ),
    "https://spdx.org/licenses/0BSD.html": ("permitted", ""),
    "https://spdx.org/licenses/PDDL-1.0.html": ("permitted", ""),
    "https://spdx.org/licenses/Aladdin.html": ("not determined", ""),
    "https://example.org/terms": ("not determined", ""),
}
"""Each kind of licence and every statement of rightsstatements.org."""

EXPRESSIONS = {
    "CC-BY-SA-4.0 OR CC-BY-4.0": ("permitted", "attribution changes notice"),
    "CC-BY-ND-4.0 OR MIT": ("permitted", "attribution notice terms"),
    "CC-BY-NC-4.0 AND CC-BY-SA-4.0": (
        "permitted",
        "non-commercial share-alike attribution changes notice",
    ),
    "CC-BY-NC-4.0 OR CC0-1.0": ("permitted", ""),
    "MIT AND LicenseRef-house": ("not determined", ""),
    "MIT OR LicenseRef-house": ("permitted", "attribution notice terms"),
    "GPL-3.0-only WITH Classpath-exception-2.0": (
        "permitted",
        "share-alike attribution notice terms",
    ),
    "Aladdin AND (MIT OR CC0-1.0)": ("not determined", ""),
    "LicenseRef-house": ("not determined", ""),
}


def of(rights: Rights | None = None, **fields: object) -> Permission:
    """Whether a text with these rights may be published."""
    text = rights or Rights(notice="© A Notice", **fields)  # type: ignore[arg-type]
    return permissions(Document(id="d", rights=RightsLayers(text=text))).text


def told(permission: Permission) -> tuple[str, str]:
    return permission.answer, " ".join(condition.kind for condition in permission.conditions)


@each_case("uri", OUTCOMES)
def test_a_licence_permits_what_it_says_on_its_conditions(uri: str) -> None:
    assert told(of(uri=uri)) == OUTCOMES[uri]


@each_case("spdx", EXPRESSIONS)
def test_of_an_expression_the_freest_choice_counts_and_all_that_hold_at_once(spdx: str) -> None:
    assert told(of(spdx=spdx)) == EXPRESSIONS[spdx]


def test_an_expression_says_more_than_the_address_of_a_licence_in_it() -> None:
    found = of(uri=f"{CC}/licenses/by-nc/4.0/", spdx="CC-BY-NC-4.0 OR CC0-1.0")
    assert told(found) == ("permitted", "")
    assert found.licence == f"{CC}/publicdomain/zero/1.0/"


@each_case(
    ("rights", "answer", "words"),
    [
        (Rights(), "not determined", "nobody has stated"),
        (Rights(notice="not-stated"), "not determined", "No notice is printed"),
        (Rights(notice="(CC)"), "not determined", "names Creative Commons but none of its"),
        (Rights(notice="© 2016 The Paper"), "not determined", "the notice names no licence"),
        (Rights(notice="CC BY 4.0"), "permitted", "CC BY 4.0 permits it"),
        (Rights(notice="All rights reserved"), "prohibited", "In Copyright"),
        (Rights(notice="MIT OR CC0-1.0"), "permitted", "according to MIT OR CC0-1.0"),
    ],
)
def test_without_a_recorded_licence_the_notice_counts_if_it_is_one(
    rights: Rights, answer: str, words: str
) -> None:
    found = of(rights)
    assert found.answer == answer
    assert words in found.reason


def test_where_notice_and_record_differ_without_a_reason_the_stricter_one_counts() -> None:
    both = Rights(notice="All rights reserved", uri=f"{CC}/licenses/by/4.0/")
    assert of(both).answer == "prohibited"
    assert "the printed and the recorded rights differ" in of(both).reason
    told_why = both.update(reason="The holder has since licensed it; letter of 3 May.")
    assert of(told_why).answer == "permitted"
    nc = Rights(notice="CC BY-NC 4.0", uri=f"{CC}/licenses/by-sa/4.0/")
    assert told(of(nc)) == ("permitted", "non-commercial share-alike attribution changes notice")


@each_case(
    ("basis", "certainty", "answer"),
    [
        ("printed", None, "permitted"),
        ("embedded", None, "permitted"),
        ("external", "medium", "permitted"),
        ("external", 0.5, "permitted"),
        ("external", 0.49, "not determined"),
        ("external", "low", "not determined"),
        ("conjecture", "high", "not determined"),
    ],
)
def test_a_guess_permits_nothing(basis: Basis, certainty: Certainty, answer: str) -> None:
    rights = Rights(uri=f"{CC}/licenses/by/4.0/", basis=basis, certainty=certainty)
    assert of(rights).answer == answer
    assert of(rights.update(uri=f"{RS}/InC/1.0/")).answer == "prohibited"


# --- the uses ---


def test_a_quotation_follows_the_licence_and_exceptions_of_the_law_are_not_judged() -> None:
    for uri, (answer, kinds) in OUTCOMES.items():
        found = permissions(Document(id="d", rights=RightsLayers(text=Rights(uri=uri, notice="N"))))
        if answer == "permitted":
            assert told(found.quoting) == (answer, kinds)
        else:
            assert told(found.quoting) == ("not determined", "")
            assert "is not judged here" in found.quoting.reason


@each_case(
    ("uri", "expected"),
    [
        (f"{CC}/licenses/by-nc-sa/4.0/", ("permitted", "")),
        (f"{CC}/licenses/by-nd/4.0/", ("permitted", "own-words")),
        (f"{RS}/InC/1.0/", ("permitted", "own-words")),
        (f"{RS}/UND/1.0/", ("permitted", "own-words")),
        (f"{RS}/NoC-OKLR/1.0/", ("not determined", "")),
        (f"{RS}/NoC-CR/1.0/", ("not determined", "")),
    ],
)
def test_describing_needs_no_licence_but_words_of_ones_own(
    uri: str, expected: tuple[str, str]
) -> None:
    found = permissions(Document(id="d", rights=RightsLayers(text=Rights(uri=uri))))
    assert told(found.describing) == expected


def record(text: str | None, record: str | None, figure: str | None = None) -> Document:
    """An article with a figure, and the addresses of the licences of each layer."""

    def layer(uri: str | None) -> Rights | None:
        return Rights(uri=uri) if uri else None

    return Document(
        id="d",
        rights=RightsLayers(text=layer(text), record=layer(record)),
        sections=(
            Section(
                id="s",
                blocks=(
                    Paragraph(id="p-1", text="The sea rises."),
                    Figure(
                        id="fig-1",
                        image=Image(address="https://example.org/sea.png"),
                        rights=layer(figure),
                    ),
                ),
            ),
        ),
    )


def test_a_record_says_what_has_to_be_left_out_of_it() -> None:
    cc0, by, closed = f"{CC}/publicdomain/zero/1.0/", f"{CC}/licenses/by/4.0/", f"{RS}/InC/1.0/"
    assert permissions(record(closed, None)).record.answer == "not determined"
    [condition] = permissions(record(closed, cc0, by)).record.conditions
    assert condition.text.startswith("Leave out the words of the article:")
    [condition] = permissions(record(by, cc0)).record.conditions
    assert condition.text.startswith("Leave out the image in fig-1:")
    [condition] = permissions(record(by, cc0, by)).record.conditions
    assert "the conditions of the text apply" in condition.text


def test_the_licence_of_the_text_does_not_cover_a_figure() -> None:
    found = permissions(record(f"{CC}/licenses/by/4.0/", None)).figures["fig-1"]
    assert found.answer == "not determined"
    assert "does not automatically cover the figure" in found.reason


def test_the_most_restrictive_comes_first() -> None:
    found = permissions(record(f"{RS}/InC/1.0/", f"{CC}/licenses/by/4.0/"))
    assert [(p.use, p.answer) for p in found] == [
        ("publish the text", "prohibited"),
        ("quote", "not determined"),
        ("publish the figure", "not determined"),
        ("publish the record", "permitted"),
        ("describe", "permitted"),
    ]


# --- the line to print ---


def attribution(metadata: Metadata, rights: Rights | None = None) -> str | None:
    rights = rights or Rights(uri=f"{CC}/licenses/by/4.0/")
    document = Document(id="tides", metadata=metadata, rights=RightsLayers(text=rights))
    return permissions(document).text.attribution


def test_an_attribution_names_title_author_source_and_licence() -> None:
    metadata = Metadata(
        titles=(Title(text="The Tides"),),
        authors=(
            Contributor(name=Name(given="Mai", family="Olsen")),
            Contributor(name=Name(literal="Harbour Board")),
        ),
        addresses=(StatedAddress(address="https://example.org/tides"),),
    )
    rights = Rights(uri=f"{CC}/licenses/by/4.0/", holders=("The Paper",))
    assert attribution(metadata, rights) == (
        "“The Tides” by Mai Olsen, Harbour Board; rights held by The Paper; "
        "https://example.org/tides; CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    )


def test_an_attribution_names_an_author_who_holds_the_rights_once() -> None:
    metadata = Metadata(authors=(Contributor(name=Name(literal="Mai Olsen")),))
    rights = Rights(uri=f"{CC}/licenses/by/4.0/", holders=("Mai Olsen",))
    assert (attribution(metadata, rights) or "").count("Mai Olsen") == 1


def test_an_attribution_says_what_is_not_known() -> None:
    end = "; its source is not recorded; CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    untitled = "an article without a title (tides); "
    assert attribution(Metadata()) == f"{untitled}its author is not recorded{end}"
    not_stated = Metadata(authors=Absence.NOT_STATED)
    assert attribution(not_stated) == f"{untitled}it does not name its author{end}"
    assert attribution(Metadata(authors=Absence.NONE)) == f"{untitled}it has no author{end}"


# --- any record ---


def every(document: Document) -> Iterator[Permission]:
    return iter(permissions(document))


@given(documents())
def test_every_use_of_any_record_has_an_answer_and_a_reason(document: Document) -> None:
    found = permissions(document)
    figures = {figure.id for _, figure in document.index.of_type(Figure)}
    assert found.figures.keys() == figures
    listed = list(found)
    assert len(listed) == 4 + len(figures)
    assert [ANSWERS.index(p.answer) for p in listed] == sorted(
        (ANSWERS.index(p.answer) for p in listed), reverse=True
    )
    order = get_args(ConditionKind)
    for permission in listed:
        assert permission.reason.endswith((".", "figure.", "”."))
        assert not permission.conditions or permission.answer == "permitted"
        kinds = [order.index(condition.kind) for condition in permission.conditions]
        assert kinds == sorted(set(kinds))
        assert all(condition.text for condition in permission.conditions)
        assert "\n" not in repr(permission)
    assert len(repr(found)) <= 100
    assert pickle.loads(pickle.dumps(found)) == found


@given(documents())
def test_what_is_withheld_from_the_public_is_what_is_not_permitted(document: Document) -> None:
    found, left_out = permissions(document), withheld(document)
    assert bool(left_out.text) == (found.text.answer != "permitted")
    closed = {id for id, figure in found.figures.items() if figure.answer != "permitted"}
    assert left_out.figures.keys() == closed
    for said in (left_out.text, *left_out.figures.values()):
        assert not said or " is not shown: " in said


LICENCES = sorted(uri for uri in OUTCOMES if recognise(uri))


@given(st.sampled_from(LICENCES), st.sampled_from(LICENCES))
def test_two_licences_at_once_permit_no_more_than_each(one: str, other: str) -> None:
    first, second = recognise(one), recognise(other)
    if not (first and first.spdx and second and second.spdx) or first == second:
        return
    alone = [of(uri=one), of(uri=other)]
    together = of(spdx=f"{first.spdx} AND {second.spdx}")
    assert ANSWERS.index(together.answer) == max(ANSWERS.index(p.answer) for p in alone)
    if together.answer == "permitted":
        kinds = {c.kind for p in alone for c in p.conditions}
        assert {c.kind for c in together.conditions} == kinds
    chosen = of(spdx=f"{first.spdx} OR {second.spdx}")
    assert ANSWERS.index(chosen.answer) == min(ANSWERS.index(p.answer) for p in alone)


@each_case("uri", [uri for uri in OUTCOMES if "/licenses/" in uri and CC in uri])
def test_what_a_licence_of_creative_commons_is_made_of_are_its_conditions(uri: str) -> None:
    licence = recognise(uri)
    assert licence is not None
    kinds = {condition.kind for condition in of(uri=uri).conditions}
    words = {"nc": "non-commercial", "nd": "no-derivatives", "sa": "share-alike"}
    for element, kind in words.items():
        if element in elements(licence):
            assert kind in kinds


def test_the_outcomes_of_the_documents_are_these() -> None:
    frenemies = permissions(archive.load("documents/frenemies"))
    assert {p.use: p.answer for p in frenemies} == {
        "publish the text": "prohibited",
        "quote": "not determined",
        "publish the figure": "not determined",
        "publish the record": "permitted",
        "describe": "permitted",
    }
    own = permissions(archive.load("documents/claims-and-sources"))
    assert {p.answer for p in own} == {"permitted"}


@pytest.mark.slow
def test_a_hostile_expression_takes_linear_time() -> None:
    several = " AND ".join(["MIT", "ISC", "Zlib", "CC-BY-4.0"] * 2_000)
    assert of(spdx=several).answer == "permitted"
    assert len(of(spdx=several).reason) < 100_000


def test_a_form_for_everybody_of_a_record_without_a_licence_is_warned_of() -> None:
    def told(document: Document, *, public: bool) -> list[str]:
        findings = archive.write(document, "tei-inline", public=public).findings
        return [f.message for f in findings if f.code == "record-not-licensed"]

    [message] = told(record(None, None), public=True)
    assert message.endswith("own words: nobody has stated its licence")
    assert told(record(None, None), public=False) == []
    assert told(record(None, f"{CC}/publicdomain/zero/1.0/"), public=True) == []


@each_case(
    ("notice", "answer"),
    [
        ("© 2016 The Times. All rights reserved.", "prohibited"),
        ("Alle Rechte vorbehalten.", "prohibited"),
        ("Tous droits réservés", "prohibited"),
        ("© 2019 The Authors. All rights reserved. Licensed under CC BY 4.0.", "permitted"),
        ("© 2016 The Times.", "permitted"),
    ],
)
def test_a_notice_that_reserves_all_rights_is_stricter_than_a_licence_recorded(
    notice: str, answer: str
) -> None:
    rights = Rights(uri=f"{CC}/licenses/by/4.0/", notice=notice)
    assert terms_of(rights).answer == answer
    assert terms_of(rights.update(reason="The publisher has written so.")).answer == "permitted"


def test_of_two_licences_stated_both_hold() -> None:
    rights = Rights(uri=f"{CC}/licenses/by/4.0/", spdx="LicenseRef-Proprietary")
    assert terms_of(rights).answer == "not determined"
    assert terms_of(rights.update(spdx="CC-BY-4.0")).answer == "permitted"
    assert terms_of(rights.update(spdx="CC-BY-4.0 OR MIT")).answer == "permitted"
