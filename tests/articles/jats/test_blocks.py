"""Each element of the text of an article becomes the expected blocks."""

from __future__ import annotations

import pytest

import archive
from archive.model.blocks import Figure, List, Note, NoteCall, Quotation, Table, Verse
from tests.articles.jats.received import document, losses_of, marks, outline, parts, received
from tests.tools.cases import each_case

# --- sections ---


def test_sections_are_those_of_the_file_and_go_on_after_those_within_them():
    body = (
        "<p>A</p><sec id='s1'><label>1.</label><title>One</title><p>B</p>"
        "<sec><title>Deeper</title><p>C</p></sec><fn-group><fn><p>D</p></fn></fn-group>"
        "</sec><p>E</p>"
    )
    [section] = document(body).sections
    assert outline(section) == [
        "section",
        "A",
        ["section", "1. One", "B", ["section", "Deeper", "C"], ["notes", "D"]],
        ["section", "E"],
    ]
    assert section.sections[0].id == "s1"


def test_parts_of_the_back_say_what_they_are():
    back = (
        "<ack><title>Thanks</title><p>A</p></ack><app-group><app><title>More</title><p>B</p></app>"
        "</app-group><ref-list><title>References</title><ref><mixed-citation>C</mixed-citation></ref>"
        "</ref-list>"
    )
    [section] = document("<p>x</p>", back).sections
    assert [(one.role, outline(one)[1]) for one in section.sections] == [
        ("section", "Thanks"),
        ("appendix", "More"),
        ("references", "References"),
    ]


def test_a_box_opens_no_section_and_is_reported():
    result = received(
        "<sec><title>One</title><p>A<boxed-text><title>Box</title><p>B</p></boxed-text></p><p>C</p></sec>",
        meta="<title-group><article-title>T</article-title></title-group>",
    )
    [section] = result.document.sections
    assert outline(section) == ["section", "T", ["section", "One", "A", "Box", "B", "C"]]
    assert losses_of(result) == ["<boxed-text>: 1, first at line 1; its words are kept"]


# --- paragraphs and what stands in them ---


def test_white_space_is_one_blank_and_belongs_to_no_mark():
    [block] = document("<p>\n  It <bold> rained </bold>\n all  day. </p>").text_blocks()
    assert block.text == "It rained all day."
    [mark] = block.marks
    assert block.text[mark.start : mark.end] == "rained"


def test_no_break_spaces_are_characters():
    [block] = document("<p>5\u00a0 km </p>").text_blocks()
    assert block.text == "5\u00a0 km"


@each_case(
    ("element", "type"),
    [
        ("italic", "italic"),
        ("bold", "bold"),
        ("sup", "superscript"),
        ("sub", "subscript"),
        ("sc", "small-caps"),
        ("monospace", "monospace"),
        ("underline", "underline"),
        ("strike", "strikethrough"),
    ],
)
def test_formatting_is_a_mark(element: str, type: str):
    result = received(f"<p>a <{element}>b</{element}></p>")
    assert marks(result.document) == [(type, "b", None)]
    assert losses_of(result) == []


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<ext-link xlink:href="https://example.org/">b</ext-link>', "https://example.org/"),
        ('<ext-link ext-link-type="doi" xlink:href="10.1/b">b</ext-link>', "10.1/b"),
        (
            '<ext-link ext-link-type="doi" xlink:href="10.1000/b">b</ext-link>',
            "https://doi.org/10.1000/b",
        ),
        ("<uri>https://example.org/</uri>", "https://example.org/"),
        ("<email>b@example.org</email>", "mailto:b@example.org"),
        ('<xref ref-type="fig" rid="f1">Figure 1</xref>', "#f1"),
    ],
)
def test_links_lead_where_the_file_says(link: str, target: str):
    [(type, _, found)] = marks(document(f"<p>a {link}</p>"))
    assert (type, found) == ("link", target)


def test_a_break_is_a_line_break_and_an_image_in_a_line_has_no_width():
    found = marks(document('<p>a<break/>b <inline-graphic xlink:href="i.png"/>c</p>'))
    assert found == [("line-break", "", None), ("image", "", "i.png")]


def test_named_content_is_a_tag():
    [tag] = document(
        '<p><named-content content-type="species">A. b</named-content></p>'
    ).annotations
    assert (tag.type, tag.tag, tag.anchors[0].exact) == ("tag", "species", "A. b")  # type: ignore[union-attr]


def test_words_in_another_language_are_foreign():
    body = '<p>He said <italic xml:lang="de">nein</italic>.</p><p xml:lang="fr">Non.</p>'
    first, second = document(body).text_blocks()
    assert [(mark.type, getattr(mark, "language", None)) for mark in first.marks] == [
        ("foreign", "de"),
        ("italic", None),
    ]
    assert (first.language, second.language) == (None, "fr")


def test_a_list_ends_a_paragraph_which_goes_on_after_it():
    body = '<p id="p1">A: <list><list-item><p>b</p></list-item></list> and c.</p>'
    first, listing, last = parts(document(body))
    assert (first, last) == (("paragraph", "A:"), ("paragraph", "and c."))
    assert isinstance(listing, List)
    assert document(body).block("p1").text == "A:"  # type: ignore[union-attr]


@each_case("name", ["fig", "table-wrap", "boxed-text", "graphic", "media"])
def test_a_float_parts_the_words_on_both_sides_of_it(name: str):
    found = document(f"<p>one<{name}/>two</p>")
    assert found.text_blocks()[0].text == "one two"
    assert archive.validate(found).ok


def test_what_floats_stands_after_its_paragraph_and_what_is_anchored_where_it_stands():
    float, anchor = ('<fig position="%s"><label>F</label></fig>' % p for p in ("float", "anchor"))  # noqa: UP031
    found = parts(document(f"<p>a {float} b</p>"))
    assert found[0] == ("paragraph", "a b")
    assert isinstance(found[1], Figure)
    found = parts(document(f"<p>a {anchor} b</p>"))
    assert [found[0], found[2]] == [("paragraph", "a"), ("paragraph", "b")]


# --- formulas ---


def test_of_several_forms_of_a_formula_one_is_read():
    formula = (
        "<inline-formula><alternatives><tex-math>x^2</tex-math><mml:math><mml:msup><mml:mi>x</mml:mi>"
        "<mml:mn>2</mml:mn></mml:msup></mml:math></alternatives></inline-formula>"
    )
    result = received(f"<p>Let {formula} be.</p>")
    assert [block.text for block in result.document.text_blocks()] == ["Let x2 be."]
    assert losses_of(result) == [
        "<inline-formula>: 1, first at line 1; its words are kept",
        "alternative forms (<tex-math>): 1, first at line 1",
        "<mml:math>: 1 (<mml:msup> 1, <mml:mi> 1, <mml:mn> 1), first at line 1; its words are kept",
    ]


def test_a_displayed_formula_stands_in_its_paragraph_on_a_line_of_its_own():
    body = "<p>Let<disp-formula><label>(1)</label><tex-math>x</tex-math></disp-formula>be.</p>"
    [block] = document(body).text_blocks()
    assert block.text == "Let (1) x be."
    assert [mark.type for mark in block.marks] == ["line-break", "code", "line-break"]


# --- lists, quotations, verse, code ---


def test_items_have_their_markers_and_lists_within_them():
    body = (
        '<list list-type="order" id="l1"><list-item id="i1"><label>1.</label><p>a</p><p>b</p>'
        '<list list-type="bullet"><list-item><p>c</p></list-item></list></list-item></list>'
    )
    [listing] = parts(document(body))
    [item] = listing.items
    assert (listing.id, listing.style, item.id, item.marker, item.text) == (
        "l1",
        "numbered",
        "i1",
        "1. ",
        "a b",
    )
    assert [mark.type for mark in item.marks] == ["line-break"]
    assert [(inner.style, inner.items[0].text) for inner in item.lists] == [("bulleted", "c")]


def test_terms_stand_above_what_they_mean():
    body = "<def-list><def-item><term>PPV</term><def><p>a value</p></def></def-item></def-list>"
    [listing] = parts(document(body))
    assert (listing.style, listing.items[0].text) == ("plain", "PPV a value")
    assert [mark.type for mark in listing.items[0].marks] == ["line-break"]


def test_a_quotation_has_its_credit():
    body = "<disp-quote id='q'><p>a</p><p>b</p><attrib>Somebody</attrib></disp-quote>"
    [quotation] = parts(document(body))
    assert isinstance(quotation, Quotation)
    assert [block.text for block in quotation.blocks] == ["a", "b"]
    assert quotation.credit is not None
    assert (quotation.id, quotation.credit.text) == ("q", "Somebody")


def test_verse_has_its_lines():
    [verse] = parts(
        document("<verse-group><verse-line>a</verse-line><verse-line>b</verse-line></verse-group>")
    )
    assert isinstance(verse, Verse)
    assert [line.text for line in verse.lines] == ["a", "b"]


def test_every_space_of_code_counts():
    [code] = parts(document("<preformat>if a:\n    b</preformat>"))
    assert code == ("code", "if a:\n    b")


# --- figures and tables ---


def test_a_figure_has_image_caption_description_and_rights():
    body = (
        '<fig id="f1"><label>Figure 1</label><caption><title>Rain.</title><p>It fell.</p></caption>'
        '<alt-text>Drops.</alt-text><graphic xlink:href="f1.jpg" mimetype="image" mime-subtype="jpeg"/>'
        "<permissions><copyright-statement>© 2016 A</copyright-statement><license"
        ' xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions></fig>'
    )
    [figure] = parts(document(body))
    assert isinstance(figure, Figure)
    assert figure.id == "f1"
    assert figure.image is not None
    assert (figure.image.address, figure.image.media_type) == ("f1.jpg", "image/jpeg")
    assert figure.caption is not None
    assert figure.caption.text == "Figure 1 Rain. It fell."
    assert figure.description == "Drops."
    assert figure.rights is not None
    assert (figure.rights.spdx, figure.rights.notice) == ("CC-BY-4.0", "© 2016 A")


def test_of_images_that_are_alternatives_one_is_read_that_browsers_show():
    body = '<fig><alternatives><graphic xlink:href="a.tif"/><graphic xlink:href="a.png"/></alternatives></fig>'
    result = received(body)
    [figure] = parts(result.document)
    assert figure.image.address == "a.png"
    assert losses_of(result) == [
        "alternative forms (<graphic>): 1 (@xlink:href 1), first at line 1"
    ]


def test_a_table_has_caption_heads_and_spans():
    body = (
        '<table-wrap id="t1"><label>Table 1</label><caption><p>Rain</p></caption><table><thead><tr>'
        '<th colspan="2">a</th></tr></thead><tbody><tr><th>b</th><td rowspan="2">c</td></tr></tbody>'
        "</table><table-wrap-foot><fn><p>d</p></fn></table-wrap-foot></table-wrap>"
    )
    table, below = parts(document(body))
    assert isinstance(table, Table)
    assert table.caption is not None
    assert (table.id, table.caption.text) == ("t1", "Table 1 Rain")
    assert [row.role for row in table.rows] == ["label", "data"]
    assert [(c.text, c.role, c.columns, c.rows) for row in table.rows for c in row.cells] == [
        ("a", "label", 2, 1),
        ("b", "label", 1, 1),
        ("c", "data", 1, 2),
    ]
    assert below == ("paragraph", "d")


def test_a_table_that_is_an_image_is_a_figure():
    result = received(
        '<table-wrap id="t1"><label>Table 1</label><graphic xlink:href="t.png"/></table-wrap>'
    )
    [figure] = parts(result.document)
    assert (figure.type, figure.id, figure.image.address) == ("figure", "t1", "t.png")
    assert losses_of(result) == ["a table that is an image: 1, first at line 1; read as a figure"]


# --- notes ---


def test_a_note_in_a_line_is_called_there_and_stands_after_its_block():
    block, note = parts(document('<p>a<fn id="n1"><label>*</label><p>b</p></fn> c</p>'))
    assert block == ("paragraph", "a c")
    assert isinstance(note, Note)
    assert (note.id, note.marker, note.place, note.blocks[0].text) == ("n1", "* ", "foot", "b")


def test_a_note_of_a_group_is_called_by_references_to_it():
    result = received(
        '<p>a<xref ref-type="fn" rid="n1"><sup>1</sup></xref></p>',
        '<fn-group><fn id="n1"><label>1</label><p>b</p></fn></fn-group>',
    )
    [block, *_] = result.document.text_blocks()
    mark = block.marks[0]
    assert (type(mark), mark.start, mark.end) == (NoteCall, 1, 2)
    assert isinstance(parts(result.document)[1], Note)


def test_a_note_of_a_group_that_nothing_calls_is_paragraphs():
    [_, block] = parts(
        document("<p>a</p>", '<fn-group><fn id="n1"><label>1</label><p>b</p></fn></fn-group>')
    )
    assert block == ("paragraph", "1 b")
