"""Elements that few articles have become the expected blocks."""

from __future__ import annotations

from archive.model.blocks import NoteCall, Table
from tests.articles.jats.received import document, losses_of, marks, parts, received
from tests.tools.cases import each_case

# --- what is rarer ---


def test_a_group_of_figures_has_a_caption_of_its_own():
    body = (
        '<fig-group id="g"><label>Figures 1, 2</label><fig id="f1"><label>F1</label></fig><fig id="f2">'
        '<graphic xlink:href="2.png"/></fig></fig-group>'
    )
    group, first, second = parts(document(body))
    assert (group.id, group.caption.text) == ("g", "Figures 1, 2")
    assert (first.id, first.caption.text) == ("f1", "F1")
    assert (second.id, second.image.address) == ("f2", "2.png")


def test_a_supplement_is_a_link_to_it():
    body = (
        '<supplementary-material id="s1" xlink:href="s1.csv"><label>S1</label><caption><p>Rain.</p>'
        "</caption></supplementary-material>"
    )
    found = document(body)
    assert marks(found) == [("link", "S1 Rain.", "s1.csv")]
    assert found.block("s1") is not None


def test_a_supplement_without_words_is_reported():
    result = received('<p>x</p><supplementary-material xlink:href="s1.csv"/>')
    assert losses_of(result) == ["<supplementary-material>: 1 (@xlink:href 1), first at line 1"]


def test_of_several_images_of_a_figure_each_is_a_figure():
    body = '<fig id="f"><label>F</label><graphic xlink:href="1.png"/><graphic xlink:href="2.png"/></fig>'
    first, second = parts(document(body))
    assert (first.id, first.image.address, first.caption.text) == ("f", "1.png", "F")
    assert (second.image.address, second.caption) == ("2.png", None)


def test_a_table_of_which_there_is_an_image_is_a_table():
    body = (
        '<table-wrap><alternatives><graphic xlink:href="t.png"/><table><tr><td>a</td></tr></table>'
        "</alternatives></table-wrap>"
    )
    result = received(body)
    [table] = parts(result.document)
    assert isinstance(table, Table)
    assert losses_of(result) == [
        "alternative forms (<graphic>): 1 (@xlink:href 1), first at line 1"
    ]


def test_words_after_a_list_in_an_item_are_another_and_that_is_reported():
    body = "<list list-type='bullet'><list-item><p>a <list list-type='bullet'><list-item><p>b</p></list-item></list> c</p></list-item></list>"
    result = received(body)
    [listing] = parts(result.document)
    first, last = listing.items
    assert (first.text, first.lists[0].items[0].text, last.text) == ("a", "b", "c")
    assert losses_of(result) == [
        "words after a list within an item: 1, first at line 1; read as an item of their own"
    ]


def test_words_between_blocks_are_kept_and_reported():
    result = received("<sec><title>A</title>loose<p>b</p></sec>")
    assert parts(result.document) == [("heading", "A"), ("paragraph", "loose"), ("paragraph", "b")]
    assert losses_of(result) == [
        "<sec> with words outside blocks: 1, first at line 1; the words are kept"
    ]


def test_a_list_in_a_note_is_its_words_and_reported():
    result = received("<p>a<fn><p>b</p><list><list-item><p>c</p></list-item></list></fn></p>")
    _, note = parts(result.document)
    assert [block.text for block in note.blocks] == ["b", "c"]
    assert losses_of(result) == [
        "<list>: 1, first at line 1; its words are kept",
        "parts of <list>: 1 (<list-item> 1), first at line 1; their words are kept",
        "<p> in <list-item>: 1, first at line 1; its words are kept",
    ]


def test_a_call_of_a_note_without_words_has_no_width():
    called = '<p>a<xref ref-type="fn" rid="n1"/></p>'
    group = '<fn-group><fn id="n1"><p>b</p></fn></fn-group>'
    [mark] = received(called, group).document.text_blocks()[0].marks
    assert (type(mark), mark.start, mark.end) == (NoteCall, 1, 1)


def test_descriptions_without_a_place_are_reported():
    body = '<p>x<inline-graphic xlink:href="i.png"><alt-text>y</alt-text></inline-graphic></p>'
    assert losses_of(received(body)) == ["<alt-text>: 1, first at line 1"]


@each_case(
    ("attributes", "labels", "style"),
    [
        ('list-type="order"', ("", ""), "numbered"),
        ('list-type="alpha-lower"', ("", ""), "numbered"),
        ('list-type="bullet"', ("", ""), "bulleted"),
        ('list-type="simple"', ("", ""), "plain"),
        ("", ("", ""), "bulleted"),
        ('list-type="bullet"', ("1.", "2."), "numbered"),
        ('list-type="order"', ("–", "–"), "bulleted"),
        ("", ("*", ""), "plain"),
    ],
)
def test_the_style_of_a_list_is_that_of_its_labels_else_what_the_file_says(
    attributes: str, labels: tuple[str, ...], style: str
):
    items = "".join(f"<list-item><label>{label}</label><p>a</p></list-item>" for label in labels)
    [listing] = parts(document(f"<list {attributes}>{items}</list>".replace("<label></label>", "")))
    assert listing.style == style


def test_sections_nest_twenty_deep_and_what_is_deeper_is_reported():
    body = "<sec><title>a</title>" * 22 + "<p>b</p>" + "</sec>" * 22
    result = received(body)
    assert [block.text for block in result.document.text_blocks()] == ["a"] * 22 + ["b"]
    assert losses_of(result) == [
        "sections more than 20 levels deep: 2, first at line 1; kept one level up"
    ]


def test_marks_nest_sixty_deep_and_what_is_deeper_is_reported():
    [block] = document(
        "<p>" + "<bold>" * 70 + "a" + "</bold>" * 70 + " <italic>b</italic></p>"
    ).text_blocks()
    assert len(block.marks) == 61
    result = received("<p>" + "<bold>" * 70 + "a" + "</bold>" * 70 + "</p>")
    assert losses_of(result) == ["marks more than 60 levels deep (10): 1, first at line 1"]
