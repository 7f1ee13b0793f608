"""Blocks, lines and marks: small files, with the blocks expected of each."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from archive.model.blocks import Figure, Furniture, List, Note, Paragraph, Table
from tests.articles.tei_of_others.samples import (
    blocks_in,
    document_of,
    losses_of,
    marks_of,
    outline,
    received,
)
from tests.tools.cases import each_case

P = "Paragraph"


@each_case(
    ("body", "expected"),
    [
        ("<p>One\n   two</p>", [(P, "One two")]),
        ("<p> a\u00a0\u00a0b </p>", [(P, "a\u00a0\u00a0b")]),
        ('<p xml:space="preserve"> a  b\n</p>', [(P, " a  b\n")]),
        ("<p/><p>a</p><ab> </ab>", [(P, "a")]),
        ("<p>a<hi>b</hi>c</p>", [(P, "abc")]),
        ("<p>a<list><item>b</item></list>c</p>", [(P, "a"), ("List", [("Item", "b")]), (P, "c")]),
        ("loose <hi>words</hi> here", [(P, "loose words here")]),
        ("<div><head>H</head><p>a</p></div>", [("Heading", "H"), (P, "a")]),
        ("<div><head>H</head><head>I</head><p>a</p></div>", [("Heading", "H"), (P, "I"), (P, "a")]),
        ("<sp><speaker>A.</speaker><stage>(aside)</stage><p>b</p></sp>",
         [(P, "A."), (P, "(aside)"), (P, "b")]),
        ("<sp><l>a</l><l>b</l></sp>", [("Verse", [("VerseLine", "a"), ("VerseLine", "b")])]),
        ("<lg><lg><l>a</l></lg><lg><l>b</l></lg></lg>",
         [("Verse", [("VerseLine", "a")]), ("Verse", [("VerseLine", "b")])]),
        ("<lg><head>Song</head><l>a <stage>(sings)</stage></l></lg>",
         [(P, "Song"), ("Verse", [("VerseLine", "a (sings)")])]),
        ("<quote><p>a</p><p>b</p></quote>", [("Quotation", [(P, "a"), (P, "b")])]),
        ("<cit><quote>a</quote> <bibl>B</bibl></cit>", [("Quotation", [(P, "a")])]),
        ("<cit><bibl>B</bibl><quote>a</quote></cit>", [("Quotation", [(P, "B"), (P, "a")])]),
        ("<p>He said <q>no</q>.</p>", [(P, "He said no.")]),
        ("<p>He said <q><p>no</p><p>yes</p></q> then</p>",
         [(P, "He said"), ("Quotation", [(P, "no"), (P, "yes")]), (P, "then")]),
        ("<closer>Yours <signed>B</signed></closer>", [(P, "Yours"), (P, "B")]),
        ("<opener><salute>Dear</salute><dateline>Here</dateline></opener>",
         [(P, "Dear"), (P, "Here")]),
        ("<u><seg>a</seg><seg>b</seg></u>", [(P, "a"), (P, "b")]),
        ("<u>a <pause/> b</u>", [(P, "a b")]),
        (("<entry><form><orth>abair</orth></form><sense><cit><quote>sagen</quote></cit></sense>"
         "</entry>"), [(P, "abair sagen")]),
        ("<eg>a\n  b</eg>", [("CodeBlock", "a\n  b")]),
        ('<egXML xmlns="http://www.tei-c.org/ns/Examples"><p n="1">a &lt; <b/></p></egXML>',
         [("CodeBlock", '<p n="1">a &lt; <b/></p>')]),
        ("<p>a<floatingText><body><p>b</p></body></floatingText>c</p>",
         [(P, "a"), (P, "b"), (P, "c")]),
        ("<p>a <made><up>b</up></made> c</p>", [(P, "a b c")]),
        ("<made><up>b</up><up>c</up></made>", [(P, "b"), (P, "c")]),
        ("<p>x <formula><m:mi xmlns:m='http://www.w3.org/1998/Math/MathML'>y</m:mi></formula></p>",
         [(P, "x y")]),
        ("<list><item>a<list><item>b</item></list></item></list>", [("List", [("Item", "a")])]),
        ("<list><head>H</head><label>1</label><item>a</item></list>",
         [(P, "H"), ("List", [("Item", "1 a")])]),
        ("<list><item><p>a</p><p>b</p></item></list>", [("List", [("Item", "a b")])]),
        ("<list><item>a</item><fw>1</fw><item>b<note>n</note></item></list>",
         [("List", [("Item", "a"), ("Item", "b")]), ("Furniture", "1"), ("Note", [(P, "n")])]),
        ("<list><label>1</label><list><item>a</item></list><label>2</label><pb/><item>b</item></list>",
         [("List", [("Item", "1"), ("Item", "2 b")])]),
        ("<list><item/><list>a<item>b</item>c</list></list>", [("List", [("Item", "")])]),
        ("<table><row><cell>a</cell><note>n</note></row><pb><fw>1</fw></pb></table>",
         [("Table", [("Row", [("Cell", "a")])]), ("Note", [(P, "n")]), ("Furniture", "1")]),
        ("<table><row><cell>a</cell><cell>b</cell></row></table>",
         [("Table", [("Row", [("Cell", "a"), ("Cell", "b")])])]),
        ("<figure><graphic url='a.png'/><head>H</head><p>c</p></figure>", [("Figure",)]),
        ("<p>a</p><p><graphic url='a.png'/></p>", [(P, "a"), ("Figure",)]),
        ("<note type='speaker'>A señora:</note><p>a</p>", [(P, "A señora:"), (P, "a")]),
        ("<figure>-<table>a</table></figure>", [(P, "-"), (P, "a")]),
        ("<p>a<note>n</note></p>", [(P, "a"), ("Note", [(P, "n")])]),
        ("<p>a<note><p>n</p><list><item>m</item></list></note></p>",
         [(P, "a"), ("Note", [(P, "n"), (P, "m")])]),
        ("<p>a<note>n<note>m</note></note></p>",
         [(P, "a"), ("Note", [(P, "n")]), ("Note", [(P, "m")])]),
        ("<p>a <fw type='header'>12</fw> b</p>", [(P, "a b"), ("Furniture", "12")]),
        ("<p><choice><sic>teh</sic> <corr>the</corr></choice> cat</p>", [(P, "teh cat")]),
        ("<p><choice><choice><sic>a</sic><corr>b</corr></choice><seg>c</seg></choice></p>", [(P, "a")]),
        ("<p><choice><reg>and</reg><orig>&amp;c</orig></choice></p>", [(P, "&c")]),
        ("<p><choice><unclear>a</unclear><unclear>b</unclear></choice></p>", [(P, "a")]),
        ("<p><app><lem>a</lem><rdg>b</rdg></app></p>", [(P, "a")]),
        ("<p><app><rdg>a</rdg><rdg>b</rdg></app></p>", [(P, "a")]),
        (
            "<sp><app><lem><l>a</l></lem><rdg><l>b</l></rdg></app></sp>",
            [("Verse", [("VerseLine", "a")])],
        ),
        ("<p>a<gap><desc>[...]</desc></gap>b</p>", [(P, "a[...]b")]),
        ("<p><ruby><rb>邪智</rb><rt>じゃち</rt></ruby></p>", [(P, "邪智")]),
        (("<listBibl><biblStruct><analytic><author><forename>A</forename><surname>B</surname>"
         "</author></analytic></biblStruct></listBibl>"), [(P, "A B")]),
    ],
)  # fmt: skip
def test_what_stands_in_a_body_becomes_these_blocks(body: str, expected: Any) -> None:
    assert [outline(block) for block in blocks_in(body)] == expected


@each_case(
    ("line", "text"),
    [
        ("Gruss<lb/>Ihr", "Gruss Ihr"),
        ("dedi <lb break='no'/> cavit", "dedicavit"),
        ("Trauer<pb/>spiele", "Trauerspiele"),
        ("Ge-<lb/>biet", "Ge-biet"),
        ("Ge\u00ac<lb/>\nbiet", "Ge\u00ac biet"),
        ("Ge <lb type='hyphenated'/> biet", "Gebiet"),
        ("arma<caesura/>virumque", "arma virumque"),
        ("<w>the</w><w>cat</w><pc>.</pc>", "the cat."),
        ("<w>the</w> <w>c</w><w>at</w>", "the cat"),
        ("<w>the</w><c> </c><w>cat</w>", "the cat"),
        ("<w>the</w> <w>cat</w> <pc join='left'>.</pc>", "the cat."),
        ("<pc join='right'>(</pc> <w>a</w>", "(a"),
        ("a<hi>b </hi> <hi> c</hi>", "ab c"),
        ("<persName><forename>Ada</forename><surname>L.</surname></persName>", "Ada L."),
        ("<persName>Kim<hi>s</hi></persName>", "Kims"),
    ],
)
def test_white_space_parts_words_by_rule(line: str, text: str) -> None:
    (block,) = blocks_in(f"<p>{line}</p>")
    assert isinstance(block, Paragraph)
    assert block.text == text


@each_case(
    ("line", "marks"),
    [
        ("a <hi rend='italic bold'>b</hi>", [("italic", "b"), ("bold", "b")]),
        ("a <hi rend='sup'>b </hi> c", [("superscript", "b")]),
        ("<emph>a <del>b</del></emph>", [("emphasis", "a b"), ("deletion", "b")]),
        ("<add>a</add>", [("addition", "a")]),
        ("<quote>a</quote> <code>b</code> <gi>p</gi>",
         [("quotation", "a"), ("code", "b"), ("code", "p")]),
        ("<foreign xml:lang='la'>a</foreign> <seg xml:lang='de'>b</seg>",
         [("foreign", "a"), ("foreign", "b")]),
        ("<ref target='https://example.org/'>a</ref>", [("link", "a")]),
        ("a<lb/>b", [("line-break", "")]),
        ("<lb/>a<lb/>", []),
        ("a<hi rend='italic'/>b", []),
        ("a<hi rend='italic'> <hi rend='bold'>b</hi> </hi>c", [("italic", "b"), ("bold", "b")]),
        ("a <graphic url='i.png'/>b", [("image", "")]),
    ],
)  # fmt: skip
def test_markup_of_a_line_becomes_marks_on_words(line: str, marks: Any) -> None:
    (block,) = blocks_in(f"<p>{line}</p>")
    assert marks_of(block) == marks


def test_the_call_of_a_note_stands_where_the_note_does() -> None:
    paragraph, note = blocks_in("<p>Word<note place='end' n='3' xml:id='n3'>See.</note>, so.</p>")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(note, Note)
    assert paragraph.text == "Word, so."
    (call,) = paragraph.marks
    assert (call.type, call.start, call.end) == ("note-call", 4, 4)
    assert (note.id, note.place, note.marker) == ("n3", "end", "3 ")


def test_a_note_at_the_end_is_called_by_what_points_to_it() -> None:
    body = (
        "<p>A<ref target='#f1'>1</ref> b<ptr target='#f2'/> c<anchor xml:id='a3'/></p>"
        "<note xml:id='f1' place='foot'>one</note><note xml:id='f2' place='foot'>two</note>"
        "<note xml:id='f3' target='#a3' place='margin'>three</note>"
    )
    paragraph, *notes = blocks_in(body)
    assert isinstance(paragraph, Paragraph)
    assert [note.id for note in notes] == ["f1", "f2", "f3"]
    assert paragraph.text == "A1 b c"
    assert [(m.start, m.end, getattr(m, "note", None)) for m in paragraph.marks] == [
        (1, 2, "f1"),
        (4, 4, "f2"),
        (6, 6, "f3"),
    ]


def test_sections_nest_as_divisions_do_and_keep_their_ids() -> None:
    document = document_of(
        "<div xml:id='a'><head>A</head><p>a</p><div xml:id='b' type='appendix'><p>b</p></div>"
        "<p>after</p></div><div1 type='notes'><head>N</head><div2><p>c</p></div2></div1>"
    )
    (article,) = document.sections
    first, second = article.sections
    assert (first.id, [inner.id for inner in first.sections]) == ("a", ["b", "section-1"])
    assert [inner.role for inner in first.sections] == ["appendix", "section"]
    assert (second.role, len(second.sections)) == ("notes", 1)


def test_ids_of_blocks_and_items_and_cells_are_kept() -> None:
    document = document_of(
        "<p xml:id='p1'>a</p><list xml:id='l1'><item xml:id='i1'>b</item></list>"
        "<table xml:id='t1'><row><cell xml:id='c1'>c</cell></row></table>"
        "<lg xml:id='v1'><l xml:id='v1.1'>d</l></lg><figure xml:id='f1'><head>e</head></figure>"
    )
    assert {"p1", "l1", "i1", "t1", "c1", "v1", "v1_1", "f1"} <= set(document.index.by_id)


def test_the_cells_of_a_table_have_their_roles_and_spans() -> None:
    (table,) = blocks_in(
        "<table><head>T</head><row role='label'><cell cols='2' rows='x'>a</cell></row>"
        "<row><cell role='label'>b</cell><cell/></row></table>"
    )
    assert isinstance(table, Table)
    assert table.caption is not None
    assert table.caption.text == "T"
    assert [row.role for row in table.rows] == ["label", "data"]
    (first,), (second, third) = (row.cells for row in table.rows)
    assert (first.columns, first.rows, second.role, third.text) == (2, 1, "label", "")


def test_a_list_says_how_it_is_marked_only_if_the_file_does() -> None:
    styles = ["<list>", "<list rend='bulleted'>", "<list type='ordered'>"]
    lists = [blocks_in(f"{start}<item>a</item></list>")[0] for start in styles]
    assert [one.style for one in lists if isinstance(one, List)] == [
        "plain",
        "bulleted",
        "numbered",
    ]


def test_what_a_figure_that_is_a_table_shows_is_reported() -> None:
    body = "<figure><head>a</head><figDesc>b</figDesc><table><row><cell>c</cell></row></table></figure>"
    (table,) = blocks_in(body)
    assert isinstance(table, Table)
    assert table.caption is not None
    assert (table.caption.text, losses_of(body)) == (
        "a",
        ["<figure/figDesc> with its content: 1, first at line 1"],
    )


def test_a_figure_has_its_picture_and_what_it_shows_apart_from_its_caption() -> None:
    (figure,) = blocks_in(
        "<figure><graphic url='a.png' mimeType='image/png'/><head>Two flags</head>"
        "<figDesc>A photograph</figDesc></figure>"
    )
    assert isinstance(figure, Figure)
    assert figure.image is not None
    assert (figure.image.address, figure.image.media_type) == ("a.png", "image/png")
    assert figure.caption is not None
    assert (figure.caption.text, figure.description) == ("Two flags", "A photograph")


def test_furniture_of_pages_says_what_it_is() -> None:
    furniture = blocks_in("<fw type='catch'>and</fw><p>a</p>")[0]
    assert isinstance(furniture, Furniture)
    assert (furniture.text, furniture.role) == ("and", "catch")


def test_a_language_is_given_where_it_is_not_that_of_the_text() -> None:
    blocks = blocks_in(
        "<p>a</p><p xml:lang='de'>b</p><div xml:lang='fr'><p>c</p><p xml:lang='en'>d</p></div>",
        attributes=" xml:lang='en'",
    )
    assert [getattr(block, "language", None) for block in blocks] == [None, "de", "fr", None]


def test_an_origin_is_the_path_to_the_element() -> None:
    one, _, two = blocks_in("<div><p>a</p><head>x</head><p>b</p></div>")
    origins = [block.origin for block in (one, two) if isinstance(block, Paragraph)]
    assert [getattr(origin, "path", None) for origin in origins] == [
        "/TEI[1]/text[1]/body[1]/div[1]/p[1]",
        "/TEI[1]/text[1]/body[1]/div[1]/p[2]",
    ]


def test_a_loss_is_reported_once_for_each_name_with_its_first_line() -> None:
    findings = received("<p>a<pb n='1'/>\n<pb n='2'/><term>b</term>\n<w pos='N'>c</w></p>").findings
    assert [(one.message, one.location.line) for one in findings if one.code == "not-kept"] == [
        ("@n: 2 (on <pb> 2), first at line 1", 1),
        ("<pb>: 2, first at line 1", 1),
        ("<term>: 1, first at line 2", 2),
        ("@pos: 1 (on <w> 1), first at line 3", 3),
        ("<w>: 1, first at line 3", 3),
    ]


def test_what_is_no_text_is_reported_with_what_it_holds() -> None:
    body = "<p><app><lem>a</lem><rdg wit='#B'>b</rdg></app></p>"
    assert losses_of(body) == [
        "<app>: 1, first at line 1",
        "<rdg> with its content: 1 (attributes 1), first at line 1",
    ]


def test_nothing_is_reported_of_what_is_kept() -> None:
    body = (
        "<div xml:id='d'><head>H</head><p xml:id='p'>a <hi rend='italic'>b</hi><note n='1' "
        "place='foot'>c</note> <date when='2016'>2016</date></p></div>"
    )
    assert losses_of(body) == []


@each_case(
    ("body", "losses"),
    [
        ("<div type='notes'><p>a</p></div>", []),
        ("<div type='chapter' n='1'><p>a</p></div>", ["@type on <div>", "@n on <div>"]),
        ("<sp><speaker>a</speaker><p>b</p></sp>", ["<sp>", "<speaker>"]),
        ("<stage>a</stage>", ["<stage>"]),
        ("<opener><salute>a</salute></opener>", ["<opener>", "<salute>"]),
        ("<closer>a</closer>", ["<closer>"]),
        ("<lg><l>a</l></lg>", []),
        ("<l>a</l>", ["<l> outside <lg>"]),
        ("<p><hi>a</hi></p>", ["<hi>"]),
        ("<p><hi rend='italic odd'>a</hi></p>", ["@rend on <hi>"]),
        ("<p>a<hi rend='italic'/></p>", ["<hi>"]),
        ("<p>a <emph/></p>", ["<emph> without words"]),
        ("<p><lb/>a<lb/>b<lb/></p>", ["<lb> that does not end a line"] * 2),
        ("<p>a<lb break='no'/>b</p>", ["<lb> within a word"]),
        ("<div>a<p>b</p></div>", ["lines outside paragraphs and other blocks (in <div>)"]),
        ("<p/><p>a</p>", ["<p> without words of its own"]),
        ("<list><item><p>a</p></item></list>", ["<item/p>"]),
        ("<list rend='bulleted'><item>a</item></list>", []),
        ("<list rend='odd'><item>a</item></list>", ["@rend on <list>"]),
        ("<table><row role='data'><cell cols='1'>a</cell></row></table>", []),
        ("<p>a<note place='foot' n='1'>b</note></p>", []),
        ("<p>a<note place='sky' resp='#x'>b</note></p>", ["@place on <note>", "@resp on <note>"]),
        ("<fw type='head'>a</fw><p>b</p>", []),
        ("<fw type='top head' place='top'>a</fw><p>b</p>", ["@type on <fw>", "@place on <fw>"]),
        ("<p>a<witDetail wit='#A'>b</witDetail></p>", ["<witDetail>", "@wit on <witDetail>"]),
        ("<front><p>a</p></front><p>b</p>", ["<front>"]),
        (("<p>a</p><p><ruby><rb>b</rb><rt place='above'>c</rt></ruby></p>"),
         ["<ruby>", "<rb>", "<rt> with its content"]),
    ],
)  # fmt: skip
def test_what_a_paragraph_does_not_say_is_reported_once(body: str, losses: list[str]) -> None:
    found = [re.sub(r": (\d+)( \((?:on|in) .*\))?.*, .*", r" \1\2", one) for one in losses_of(body)]
    assert found == [
        f"{kind} {times}" + (f" ({on} {times})" if on else "")
        for (kind, on), times in Counter(
            re.fullmatch(r"(@\w+|.*?)(?: \(?(on <\w+>|in <div>)\)?)?", one).groups()
            for one in losses  # type: ignore[union-attr]
        ).items()
    ]


def test_a_detail_of_a_witness_is_a_note() -> None:
    paragraph, note = blocks_in("<p>a word<witDetail n='*'>The scribe.</witDetail></p>")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(note, Note)
    assert (paragraph.text, note.blocks[0].text, note.marker) == ("a word", "The scribe.", "* ")


def test_the_language_of_code_is_kept() -> None:
    (code,) = blocks_in("<eg xml:lang='fr'>a</eg>", attributes=" xml:lang='en'")
    assert getattr(code, "language", None) == "fr"


def test_a_note_whose_target_is_no_anchor_is_called_where_it_stands() -> None:
    paragraph, _ = blocks_in(
        "<p>a<note xml:id='n' target='#w'>b</note> <seg xml:id='w'>c</seg></p>"
    )
    assert isinstance(paragraph, Paragraph)
    assert marks_of(paragraph) == [("note-call", "")]


def test_comments_and_instructions_are_reported_and_part_no_word() -> None:
    findings = received("<p>a<!-- x -->b<?go here?>c</p>\n<!-- y -->").findings
    assert [one.message for one in findings] == [
        "comments: 2, first at line 1",
        "processing instructions: 1, first at line 1",
    ]
    (block,) = blocks_in("<p>wo<!-- x -->rd</p>")
    assert outline(block) == (P, "word")


def test_values_that_a_schema_puts_in_are_not_reported() -> None:
    assert losses_of("<lg><l part='N'>a</l></lg>") == []
    assert losses_of("<lg><l part='I'>a</l></lg>") == ["@part: 1 (on <l> 1), first at line 1"]


def test_two_notes_with_one_id_are_two_notes() -> None:
    first, second = blocks_in("<p>a<note xml:id='n'>b</note><note xml:id='n'>c</note></p>")[1:]
    assert isinstance(first, Note)
    assert isinstance(second, Note)
    assert (first.id, second.id != "n") == ("n", True)
    (paragraph, *_) = blocks_in("<p>a<note xml:id='n'>b</note><note xml:id='n'>c</note></p>")
    assert isinstance(paragraph, Paragraph)
    assert [getattr(mark, "note", None) for mark in paragraph.marks] == [first.id, second.id]


def test_the_main_language_is_that_of_the_header_where_the_text_says_none() -> None:
    from tests.articles.tei_of_others.samples import HEADER

    header = f"{HEADER}<profileDesc><langUsage><language ident='de'/></langUsage></profileDesc>"
    blocks = blocks_in(
        "<p xml:lang='de'>a <hi xml:lang='de'>b</hi></p><p xml:lang='fr'>c</p>", header=header
    )
    assert [getattr(block, "language", None) for block in blocks] == [None, "fr"]
    assert marks_of(blocks[0]) == []
