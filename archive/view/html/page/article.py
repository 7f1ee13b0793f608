"""The article on the page: its text, with glyphs in the margin and notes beside the text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from mimetypes import guess_type

from archive.formats.nested_spans import Span, fit_spans
from archive.formats.visitor import Visitor
from archive.model import blocks as b
from archive.model.assessments import Assessment
from archive.model.document import Document
from archive.model.walk import walk
from archive.text.speakers import NOBODY
from archive.view.furniture_runs import FurnitureRun, at_first_blocks, furniture_runs
from archive.view.html.markup import (
    Content,
    Markup,
    closing,
    element,
    escape,
    href,
    joined,
    opening,
)
from archive.view.html.page.claim_entries import VERDICT_PHRASES, ClaimEntries, ClaimEntry
from archive.view.html.page.glyph_drawings import glyph
from archive.view.html.page.highlights import Highlights, TagPair
from archive.view.html.page.text_direction import direction
from archive.view.html.page.value_markup import address, is_linkable
from archive.wording import metadata_and_rights as wording

_ELEMENTS: Mapping[str, TagPair] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "small-caps": ('<span class="sc">', "</span>"),
    "monospace": ('<span class="mono">', "</span>"),
    "emphasis": ("<em>", "</em>"),
    "quotation": ('<span class="quoted">', "</span>"),
    "code": ("<code>", "</code>"),
    "deletion": ("<del>", "</del>"),
    "addition": ("<ins>", "</ins>"),
}
"""The tags for formatted words, and for words marked by what they are."""

_DOUBLED = re.compile("([ \u00a0])([ \u00a0]+)")
"""Spaces after a space: the page keeps them, but shows only the first space."""


_MOST_COLUMNS = 1000
"""The most columns that a cell spans in HTML."""


class ArticleRows(Visitor[TagPair]):
    """The article as rows: for each block the glyphs of its claims, its words, and its notes."""

    def __init__(
        self, document: Document, entries: ClaimEntries, images: Mapping[str, bytes], lede: Markup
    ) -> None:
        self._document, self._entries, self._images = document, entries, images
        self._lede = lede
        self._highlights = Highlights(entries)
        self._out: list[str] = []
        self._called = _called_from(document)
        self._notes = {note.id: note for _, note in document.index.of_type(b.Note)}
        self._beside = {id for ids in self._called.values() for id in ids}
        # If the words are hidden, no furniture needs folding.
        runs = () if entries.withheld.text else furniture_runs(document)
        self._runs = at_first_blocks(runs)
        self._folded = {id for run in runs for id, _ in run.groups}
        self._is_folding = False
        self._sources = {source.id for source in document.sources}
        self._title = (document.metadata.title or "").strip()
        self._has_title = False
        self._level = 1
        self._links = 0

    def markup(self) -> Markup:
        """Return the article."""
        language = self._document.metadata.language
        if not self._opens_with_title():
            self._heading_of_page()
        self.sections(self._document.sections)
        if not self._document.sections:
            self._out.append('<p class="nothing">The record has no text.</p>')
        attributes = {"lang": language, "dir": direction(language) or "auto"}
        return element("article", Markup("".join(self._out)), **attributes)

    # --- the title, and the lines below it ---

    def _opens_with_title(self) -> bool:
        """Return whether the text, without furniture, begins with the title as a heading."""
        if self._entries.withheld.text:
            return False
        folded = self._document.index.furniture if self._runs else ()
        blocks = (block for block in self._document.text_blocks() if block.id not in folded)
        first = next(blocks, None)
        return isinstance(first, b.Heading) and first.text.strip() == self._title

    def _heading_of_page(self) -> None:
        self._has_title = True
        title = self._title or self._document.id
        row = element("div", element("h1", title), class_="body")
        self._out += (element("div", row, class_="row"), self._under_title())

    def _under_title(self) -> Markup:
        return element(
            "div", element("div", self._lede, class_="body", lang="en"), class_="row lede"
        )

    # --- sections ---

    def start_section(self, section: b.Section, depth: int) -> None:
        """Start a section; a section of furniture gets a label."""
        if section.id in self._folded:
            return
        role = None if section.role == "section" else section.role
        self._out.append(opening("section", id=section.id, class_=role))
        if section.role == "furniture":
            self._out.append(
                '<div class="row"><p class="body aside">Part of the page, not of the article</p>'
                "</div>"
            )

    def end_section(self, section: b.Section, depth: int) -> None:
        """End a section."""
        if section.id not in self._folded:
            self._out.append("</section>")

    # --- rows ---

    def block(self, block: b.Block, depth: int, is_opening: bool) -> None:
        """Write a row; consecutive furniture is one line, which a click opens."""
        if block.id not in self._runs:
            self._row(block, depth, is_opening)
        elif run := self._runs[block.id]:
            self._fold(run, depth)

    def _fold(self, run: FurnitureRun, depth: int) -> None:
        """Write the rows of a run of furniture inside its line; its headings become paragraphs."""
        self._is_folding = True
        self._out += ('<details class="around">', element("summary", run.title, lang="en"))
        for id, blocks in run.groups:
            if id:
                self._out.append(opening("section", id=id, class_="furniture"))
            for block in blocks:
                self._row(block, depth, False)
            if id:
                self._out.append("</section>")
        self._out.append("</details>")
        self._is_folding = False

    def _row(self, block: b.Block, depth: int, is_opening: bool) -> None:
        """Write the glyphs, words and notes of a block; a note with a call is beside the call."""
        if isinstance(block, b.Note) and block.id in self._beside:
            return
        texts = [part for _, part in walk(block) if isinstance(part, b.TextBlock)]
        begun = [entry for text in texts for entry in self._entries.beginning_in.get(text.id, ())]
        own = [id for text in texts for id in self._called.get(text.id, ())]
        if self._entries.withheld.text:
            self._restated(block, begun)
            return
        self._out.append('<div class="row">')
        if begun:
            self._out += (
                '<ol class="beads" aria-label="Claims that begin here">',
                *map(bead, begun),
                "</ol>",
            )
        self._out.append('<div class="body">')
        super().block(block, depth, is_opening)
        self._out.append("</div>")
        self._notes_of(begun, own)
        self._out.append("</div>")
        if not self._has_title and isinstance(block, b.Heading) and not self._is_folding:
            self._has_title = True
            self._out.append(self._under_title())

    def _restated(self, block: b.Block, begun: Sequence[ClaimEntry]) -> None:
        """Write the restatements of claims in place of withheld words."""
        if isinstance(block, b.Figure):
            self._out += ('<div class="row"><div class="body">', self._image(block), "</div></div>")
        if not begun:
            return
        items = Markup("".join(map(self._in_our_words, begun)))
        markup = element("ol", items, class_="restated", id=block.id, lang=self._document.language)
        self._out += ('<div class="row">', element("div", markup, class_="body"))
        self._notes_of(begun, ())
        self._out.append("</div>")

    def _in_our_words(self, entry: ClaimEntry) -> str:
        """Return the restatement of a claim, with its claimant unless that is the author."""
        status = f' class="{entry.claim.status}"' if entry.claim.status != "accepted" else ""
        who = f" — {self._entries.name(entry.voice)}" if entry.voice.kind != "author" else ""
        return (
            f'<li{status}><a href="#{entry.claim.id}" data-n="{entry.n}">{glyph(entry.glyph)} '
            f'{escape(entry.claim.restatement)}</a><span class="who">{escape(who)}</span></li>'
        )

    # --- notes beside the text ---

    def _notes_of(self, begun: Sequence[ClaimEntry], own: Sequence[str]) -> None:
        """Write beside a block: notes of the article (`own`), doubts and claimants of `begun`."""
        shown = [entry for entry in begun if not entry.is_rejected]
        notes = [
            *self._called_notes(own),
            *(_question(entry, found) for entry in shown for found in entry.questions),
            *self._voices(shown),
        ]
        if not notes:
            return
        self._out.append(
            f'<details class="notes" open><summary>{_note_counts(shown, len(own))}</summary><ul>'
        )
        self._out += notes
        self._out.append("</ul></details>")

    def _called_notes(self, ids: Sequence[str]) -> Iterator[str]:
        """Yield the notes of the article whose calls are in a block."""
        for id in ids:
            note = self._notes[id]
            self._out, before = [], self._out
            self._note(note)
            inner, self._out = "".join(self._out), before
            yield f'<li class="own" id="{id}">{inner}</li>'

    def _voices(self, shown: Sequence[ClaimEntry]) -> Iterator[str]:
        """Yield each voice in a block once, except the author; unnamed people by description."""
        by_voice: dict[tuple[str, str | None], list[ClaimEntry]] = {}
        for entry in shown:
            if entry.voice.kind != "author":
                by_voice.setdefault((entry.who, entry.voice.entity), []).append(entry)
        for entries in by_voice.values():
            first = entries[0]
            name = self._entries.name(first.voice, first=True)
            cue = next((step.cue for step in reversed(first.claim.attribution) if step.cue), ())
            words = "" if self._entries.withheld.text else " … ".join(part.exact for part in cue)
            detail = f"{len(entries)} claims" if len(entries) > 1 else f"“{words}”" if words else ""
            yield (
                f'<li class="voice" data-n="{first.n}"><a href="#{first.claim.id}">'
                f"{glyph('nobody' if first.voice.kind == 'nobody' else 'voice')} "
                f"<b>{escape(name)}</b></a> <span>{escape(detail)}</span></li>"
            )

    # --- blocks ---

    def paragraph(self, block: b.TextBlock) -> None:
        """`<p>`."""
        self._text("p", block)

    def heading(self, block: b.Heading, depth: int, is_opening: bool) -> None:
        """`<h1>` for the title; other levels follow the depth of sections, and none is skipped."""
        if self._is_folding:
            self._text("p", block)
            return
        if not self._has_title:
            self._text("h1", block)
            return
        self._level = min(max(depth, 2), self._level + 1, 6)
        self._text(f"h{self._level}", block)

    def code_block(self, block: b.CodeBlock) -> None:
        """`<pre>`, which keeps every space."""
        self._out.append('<pre tabindex="0">')
        self._text("code", block)
        self._out.append("</pre>")

    def furniture(self, block: b.Furniture) -> None:
        """`<p>`, with a label for the kind of furniture."""
        self._out.append(element("p", block.role or "furniture", class_="aside"))
        self._text("p", block, class_="furniture")

    def verse(self, block: b.Verse) -> None:
        """`<div>`, with a `<p>` for each line."""
        self._out.append(opening("div", class_="verse", id=block.id))
        for line in block.lines:
            self._text("p", line)
        self._out.append("</div>")

    def quotation(self, block: b.Quotation) -> None:
        """`<blockquote>`, with its credit line."""
        self._out.append(opening("blockquote", id=block.id))
        for paragraph in block.blocks:
            self._text("p", paragraph)
        if block.credit:
            self._text("footer", block.credit)
        if block.source:
            label = self._document.get(block.source).label  # type: ignore[attr-defined]
            link = element("a", label, href=f"#{block.source}")
            self._out.append(element("p", "Quoted from ", link, class_="aside"))
        self._out.append("</blockquote>")

    def list_of_items(self, block: b.List) -> None:
        """`<ul>` or `<ol>`, with the bullets or numbers as received."""
        name = "ol" if block.style == "numbered" else "ul"
        received = any(item.marker for item in block.items)
        plain = "plain" if received or block.style == "plain" else None
        self._out.append(opening(name, id=block.id, class_=plain, role="list" if plain else None))
        for item in block.items:
            self._out.append(opening("li", **self._of_text(item)))
            if item.marker:
                self._out.append(element("span", item.marker, class_="marker"))
            self.words(item)
            for inner in item.lists:
                self.list_of_items(inner)
            self._out.append("</li>")
        self._out.append(closing(name))

    def table(self, block: b.Table) -> None:
        """`<table>`, which scrolls by itself if it is too wide."""
        label = "Table in the article"
        self._out.append(f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">')
        self._out.append(opening("table", id=block.id))
        if block.caption:
            self._text("caption", block.caption)
        for rows_left, row in zip(range(len(block.rows), 0, -1), block.rows, strict=True):
            self._out.append("<tr>")
            for cell in row.cells:
                self._cell(cell, row.role, rows_left)
            self._out.append("</tr>")
        self._out.append("</table></div>")

    def _cell(self, cell: b.Cell, of_row: str, rows_left: int) -> None:
        """`<td>` or `<th>`; it spans at most the rows left in the table (HTML Standard, 4.9.11)."""
        rows, columns = min(cell.rows, rows_left), min(cell.columns, _MOST_COLUMNS)
        spans = {
            "colspan": columns if columns > 1 else None,
            "rowspan": rows if rows > 1 else None,
        }
        if "label" not in (cell.role, of_row):
            self._text("td", cell, **spans)
            return
        self._text("th", cell, scope="col" if of_row == "label" else "row", **spans)

    def figure(self, block: b.Figure) -> None:
        """`<figure>`: the image or why it is missing, then caption, description and rights."""
        self._out += (opening("figure", id=block.id), self._image(block))
        self._out.append("<figcaption>")
        if block.caption:
            self._text("div", block.caption)
        if block.image:
            self._out.append(element("p", "Image: ", _about(block.image), class_="aside"))
        if block.description:
            self._out.append(element("p", "Shows: ", block.description, class_="aside"))
        if block.rights:
            rights = f"Rights in the image: {wording.rights(block.rights)}"
            self._out.append(element("p", rights, class_="aside"))
        self._out.append("</figcaption></figure>")

    def _image(self, figure: b.Figure) -> Markup:
        """Return the image as data, because the page loads nothing, or a notice in its place."""
        image = figure.image
        if notice := self._entries.withheld.figures.get(figure.id):
            return _no_image(notice)
        if image is None:
            return _no_image("The image was not received, only the words printed with it.")
        data = self._images.get(image.file or "")
        if data is None:
            return _no_image("The image is not in this page.")
        media_type = image.media_type or guess_type(image.file or "")[0] or "image/*"
        source = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
        size = {"width": image.width_pixels, "height": image.height_pixels}
        return element("img", src=source, alt=figure.description or "", **size)

    def note(self, block: b.Note) -> None:
        """Write a note without a call, in the place where it was printed."""
        self._out.append(opening("div", class_="own", id=block.id))
        self._note(block)
        self._out.append("</div>")

    def _note(self, note: b.Note) -> None:
        for n, paragraph in enumerate(note.blocks):
            self._out.append(opening("p", **self._of_text(paragraph)))
            if n == 0 and note.marker:
                self._out.append(element("span", note.marker, class_="marker"))
            self.words(paragraph)
            self._out.append("</p>")

    # --- texts ---

    def _text(self, name: str, block: b.TextBlock, **attributes: str | int | None) -> None:
        """Write an element with the words of a block, and its id."""
        self._out.append(opening(name, **self._of_text(block), **attributes))
        self.words(block)
        self._out.append(closing(name))

    def _of_text(self, block: b.TextBlock) -> dict[str, str | None]:
        """Return the attributes of the element for the words of a block."""
        return {"id": block.id, "lang": block.language, "dir": direction(block.language)}

    def overlay(self, block: b.TextBlock) -> Sequence[Span[TagPair]]:
        """Return the highlights of the words, cut where marks begin or end."""
        spans = self._highlights.of(block.id)
        return fit_spans(spans, block.marks, lambda tag: 0) if block.marks else spans

    def characters(self, text: str) -> None:
        """Write words; of several spaces, the page shows only the first.

        A carriage return becomes a space. A parser would join it with a line feed after it, and
        offsets would differ from those of the text (HTML, 13.2.3.5).
        """
        markup = escape(text.replace("\r", " "))
        if "  " in text or "\u00a0" in text:
            markup = Markup(_DOUBLED.sub(r'\1<span class="z">\2</span>', markup))
        self._out.append(markup)

    def start(self, tag: TagPair) -> None:
        """Write the start tag of a mark or a highlight."""
        if tag[1] == "</a>":
            self._links += 1
            if self._links > 1:  # HTML allows no link within a link (4.5.1)
                self._out.append(tag[0].replace("<a href=", "<span data-to=", 1))
                return
        self._out.append(tag[0])

    def end(self, tag: TagPair) -> None:
        """Write the end tag of a mark or a highlight."""
        if tag[1] == "</a>":
            self._links -= 1
            if self._links:
                self._out.append("</span>")
                return
        self._out.append(tag[1])

    def formatting(self, mark: b.Formatting) -> TagPair:
        """Return the tags of the element for this formatting."""
        return _ELEMENTS[mark.type]

    def foreign(self, mark: b.Foreign) -> TagPair:
        """Return the tags for words with their own language and direction."""
        return opening("span", lang=mark.language, dir=direction(mark.language)), "</span>"

    def link(self, mark: b.Link) -> TagPair:
        """Return the tags of a link; if its target is not allowed, the target is a tooltip."""
        if mark.target is None:
            return (
                '<span class="lost-link" title="the target of this link was not received">',
                "</span>",
            )
        if not is_linkable(mark.target):
            return opening("span", class_="lost-link", title=mark.target), "</span>"
        # The address as received is shown if the link has it in another spelling.
        written = mark.target if href(mark.target) != mark.target else None
        return opening("a", href=mark.target, class_="received", title=written), "</a>"

    def note_call(self, mark: b.NoteCall) -> TagPair:
        """Return the tags of a call; if it has no words, with the marker of the note."""
        note = self._notes[mark.note]
        printed = mark.start < mark.end
        label = None if printed else element("span", note.marker.strip() or "note", class_="added")
        return opening("a", href=f"#{mark.note}", class_="call") + joined(label), "</a>"

    def line_break(self, mark: b.LineBreak) -> TagPair:
        """`<br>`."""
        return "<br>", ""

    def inline_image(self, mark: b.InlineImage) -> TagPair:
        """Return the name of an inline image, which the page does not load."""
        return f'<span class="aside added">[image: {escape(mark.target)}]</span>', ""


def bead(entry: ClaimEntry) -> str:
    """Return the glyph of a claim in the margin: a link, labelled by the heading of its card."""
    rejected = ' class="rejected"' if entry.is_rejected else ""
    brackets = ' class="proposed"' if entry.claim.status == "proposed" else ""
    return (
        f'<li{rejected}><a href="#{entry.claim.id}" data-n="{entry.n}"{brackets} '
        f'aria-labelledby=":c{entry.n}">{glyph(entry.glyph)}</a></li>'
    )


def _question(entry: ClaimEntry, assessment: Assessment) -> str:
    """Return the note for a doubt or verdict that questions a claim."""
    proposed = (
        " (proposed)" if assessment.status == "proposed" and assessment.verdict != "doubt" else ""
    )
    return (
        f'<li class="note {assessment.verdict}" data-n="{entry.n}"><a href="#{entry.claim.id}">'
        f"{glyph(assessment.verdict)} "
        f'<span class="vh">{VERDICT_PHRASES[assessment.verdict]}{proposed}: </span>'
        f"<i>{escape(entry.lemma)}</i></a>"
        f'<span class="why">{escape(assessment.reasoning)}{proposed}</span></li>'
    )


def _note_counts(shown: Sequence[ClaimEntry], own: int) -> str:
    """Return the number of each sort of notes beside a block, shown when they are folded."""
    questions = sum(entry.question is not None for entry in shown)
    nobody = sum(entry.voice.kind == "nobody" for entry in shown)
    others = sum(entry.voice.kind in ("named", "unidentified") for entry in shown)
    rows = (
        (questions, "doubt", "in question"),
        (others, "voice", "on another’s word"),
        (nobody, "nobody", NOBODY),
    )
    parts = [f"<span>{glyph(name)} {count} {words}</span>" for count, name, words in rows if count]
    if own:
        parts.append(f"<span>{own} {'note' if own == 1 else 'notes'}</span>")
    return " ".join(parts)


def _no_image(*content: Content) -> Markup:
    return element("p", *content, class_="no-image")


def _about(image: b.Image) -> Markup:
    """Return the file or address of an image, and its size."""
    size = "×".join(str(n or "?") for n in (image.width_pixels, image.height_pixels))
    parts: list[Content] = [
        element("code", image.file) if image.file else None,
        address(image.address),
        image.media_type,
        f"{size} pixels" if image.width_pixels or image.height_pixels else None,
    ]
    return Markup(", ".join(joined(part) for part in parts if part))


def _called_from(document: Document) -> Mapping[str, Sequence[str]]:
    """Return, for each text block, the notes whose first call is in it."""
    seen: set[str] = set()
    calls: dict[str, list[str]] = {}
    within_notes = {text.id for _, note in document.index.of_type(b.Note) for text in note.blocks}
    for block in document.text_blocks():
        if block.id in within_notes:
            continue
        for mark in block.marks:
            if isinstance(mark, b.NoteCall) and mark.note not in seen:
                seen.add(mark.note)
                calls.setdefault(block.id, []).append(mark.note)
    return calls
