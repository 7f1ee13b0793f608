"""The walk through a page: blocks of the article and furniture, every word once, in order.

An element is a block of its own kind, or holds blocks, or stands in a line. What stands between
blocks in an element is a run, and makes paragraphs. Nothing recurses but lists in lists, quotations
and figures, and those only so deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from archive.formats import found
from archive.formats.dateline import says_when_or_by_whom
from archive.formats.html import figures, listed, quoted, tabular
from archive.formats.html.furniture import names_of
from archive.formats.html.images import IMAGES, description_of, image_of, is_seen
from archive.formats.html.marks import BY_NAME, language_of
from archive.formats.html.runs import Piece, Reading, Run, within
from archive.text.sentences import ends_like_a_sentence

if TYPE_CHECKING:
    from archive.derivations.html_text_1 import Element

DEEPEST = 10
"""How deep lists, quotations and figures stand in one another before they are taken for text."""

Kind = Literal[
    "line", "holder", "furniture", "outside", "heading", "code", "quotation", "list", "table",
    "figure", "verse", "note", "caption",
]  # fmt: skip

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_VERSE = re.compile(r"(?<![\w-])(?:[\w-]*[_-])?(?:poem|poetry|verse|stanza|lyrics)(?![\w-])", re.I)
CAPTION = re.compile(
    r"(?<![\w-])(?:(?:[\w-]*[_-])?captions?(?:[_-]text)?|wp-caption-text|gallerytext|thumbcaption"
    r"|imageCaption|cutline)(?![\w-])",
    re.I,
)
_FIGURE = re.compile(
    r"(?<![\w-])(?:wp-caption|(?:[\w-]*[_-])?(?:figure|image|photo|picture)(?:[_-][\w-]*)?|thumb"
    r"|thumbinner|captioned-image-container|media(?:[_-](?:image|object))?|img)(?![\w-])",
    re.I,
)
_LONGEST_CAPTION = 700
_LONGEST_IN_HEAD = 100
_LONGEST_ASIDE = 1_500
_TAKEN = 0.3
"""So much of a block is trafilatura's, or more, if that takes it."""
_NEVER_BESIDE = frozenset(
    "table pre code blockquote figure figcaption math dl video audio iframe object".split()
)
_ROLES: tuple[tuple[re.Pattern[str], Literal["notes", "references", "appendix"]], ...] = (
    (re.compile(r"(?:end|foot)?notes?|anmerkungen|fußnoten|notes de bas de page|notas", re.I), "notes"),
    (
        re.compile(
            r"references|bibliography|works cited|sources|literatur(?:verzeichnis)?|quellen"
            r"|bibliographie|références|referencias|bibliografía|citations|参考文献",
            re.I,
        ),
        "references",
    ),
    (re.compile(r"appendix(?: [a-z0-9])?|appendices|anhang|annexe", re.I), "appendix"),
)
EMBEDDED = {
    "iframe": "what other pages show within it (iframe)",
    "video": "videos",
    "audio": "sounds",
    "canvas": "drawings of scripts (canvas)",
    "svg": "drawings (svg) with words in them",
    "object": "embedded objects",
    "embed": "embedded objects",
    "annotation": "formulas in other notations",
}
"""What a page shows and has no words for, by its element."""


class Flow:
    """The blocks of a page, as they are found."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._in_caption = False

    def pieces(self, root: Element, depth: int = 0) -> Iterator[Piece]:
        """Yield what stands in an element, in order."""
        language = self.reading.language
        stack = [_Frame(root, language_at_root(root) or language, ())]
        while stack:
            frame = stack[-1]
            if frame.next == len(frame.element.children):
                stack.pop()
                yield from self._flushed(frame, frame.element.end)
                continue
            child = frame.element.children[frame.next]
            frame.next += 1
            if child.is_left_out:
                self._left_out(child)
                continue
            kind = self.kind(child, depth)
            if kind == "line":
                if self._is_edge(frame, child) and (role := self.reading.furniture.role(child)):
                    yield from self._flushed(frame, child.start)
                    yield from self._furniture(child, role)
                    frame.begin(child.end)
                else:
                    frame.elements.append(child)
                continue
            yield from self._flushed(frame, child.start)
            frame.begin(child.end)
            if kind == "holder":
                stack.append(_Frame(child, language_of(child) or frame.language, frame.around(child)))
            elif kind == "heading":
                stack.append(_Frame(child, language_of(child) or frame.language, frame.wraps, kind))
            else:
                yield from self._block(child, kind, depth)

    def within(self, element: Element, depth: int) -> Iterator[Piece]:
        """Yield what an element is, as it would stand among others."""
        kind = self.kind(element, depth)
        if kind in ("line", "holder", "heading"):
            yield from self.pieces(element, depth)
        else:
            yield from self._block(element, kind, depth)

    # --- what an element is ---

    def kind(self, element: Element, depth: int) -> Kind:
        """Return what an element is."""
        reading = self.reading
        is_empty = element.end <= element.start
        if is_empty and element not in reading.pictured:
            return "holder" if element.is_block else "line"
        region = reading.region
        if not is_empty:
            if not region.has(element.start, element.end):
                return "outside" if element.is_block or element in reading.holders else "line"
            if element in reading.notes.bodies:
                return "note"
            if region.straddles(element) and (
                region.is_around(element) or reading.furniture.role(element) is None
            ):
                return "holder" if element.is_block or element in reading.holders else "line"
        elif not region.has(element.start - 1, element.end + 1):
            return "holder" if element.is_block else "line"
        is_line = not element.is_block and element not in reading.holders
        if not is_line and not is_empty and self._is_beside(element):
            return "furniture"
        if not is_line and element is not region.title and reading.furniture.role(element):
            return "furniture"
        if is_line and not (element.name == "code" or element is region.title):
            return "line"
        return self._kind_of_block(element, depth, is_line=is_line)

    def _is_beside(self, element: Element) -> bool:
        """Whether a block stands among the words of the article, and is none of it.

        A list in its head; or something with a name of its own, links or a heading in it, that
        trafilatura takes nothing of.
        """
        reading = self.reading
        start, end = element.start, element.end
        if element in reading.pictured or element is reading.region.title:
            return False
        title = reading.region.title
        if title is not None and start <= title.start and title.end <= end:
            return False
        lines = reading.lines
        if reading.region.in_head(start, end):
            return element.name in ("ul", "ol", "dl") and lines.share(start, end) < _TAKEN
        if element.name in ("ul", "ol") and lines.share(start, end) < _TAKEN:
            teasers = [item for item in element.children if self._is_teaser(item)]
            if len(teasers) > 1 and len(teasers) * 2 > len(element.children):
                return True
        if element.name not in ("div", "section", "aside", "ul") or not element.attributes:
            return False
        if not lines.first < start < end < lines.last or lines.share(start, end) > 0:
            return False
        if end - start > _LONGEST_ASIDE or any(
            one.name in _NEVER_BESIDE or one in reading.notes.bodies for one in element.within()
        ):
            return False
        inner = [one for one in element.within() if one.name in _HEADINGS]
        return bool(inner) or lines.links(start, end) > 0

    def _is_teaser(self, item: Element) -> bool:
        """Whether an item is the heading of another page, with a link to it."""
        inner = list(item.within())
        return any(one.name in _HEADINGS for one in inner) and any(
            one.name == "a" and one.end > one.start for one in inner
        )

    def _kind_of_block(self, element: Element, depth: int, *, is_line: bool) -> Kind:
        name = element.name
        if element is self.reading.region.title or name in _HEADINGS:
            return "heading"
        if is_line:
            return "line"
        if element.get("role") == "heading":
            return "heading"
        if element.attributes and _VERSE.search(names_of(element)):
            return "verse" if not self._has_several_poems(element) else "holder"
        if name in ("pre", "listing", "xmp", "plaintext"):
            return "code" if element.end > element.start else "holder"
        if name == "figcaption" or (
            element.attributes and element.name in ("p", "div", "span", "dd")
            and CAPTION.search(names_of(element)) and element.end - element.start <= _LONGEST_CAPTION
            and element not in self.reading.pictured
        ):
            return "caption"
        if depth >= DEEPEST:
            return "holder"
        if name == "blockquote":
            lines = self.reading.lines
            much = lines.total and lines.worth(element) > 0.5 * lines.total
            return "holder" if much else "quotation"
        if name in ("ul", "ol", "dl", "menu", "dir"):
            return "list"
        if name == "table":
            return "table" if tabular.is_data(element) else "holder"
        if name == "figure" or self._is_like_figure(element):
            return "figure"
        return "holder"

    def _has_several_poems(self, element: Element) -> bool:
        inner = [one for one in element.children if one.is_block]
        return any(one.name in _HEADINGS or one.name == "blockquote" for one in inner) or any(
            one.attributes and _VERSE.search(names_of(one)) for one in inner
        )

    def _is_like_figure(self, element: Element) -> bool:
        """Whether an element is an image with its caption, by what it is called."""
        if element not in self.reading.pictured or element.name not in ("div", "dl", "li", "p"):
            return False
        if element.end - element.start > _LONGEST_CAPTION or not element.attributes:
            return False
        if not _FIGURE.search(names_of(element)):
            return False
        inner = list(element.within())
        return not any(one.name in _HEADINGS or one.name in ("figure", "ul") for one in inner) and (
            element.end == element.start
            or any(one.attributes and CAPTION.search(names_of(one)) for one in inner)
        )

    # --- runs ---

    def _is_edge(self, frame: _Frame, child: Element) -> bool:
        """Whether an element is the first or the last of its run, and more than a mark."""
        if not child.attributes and child.name not in ("button", "select"):
            return False
        text = self.reading.page.text
        before = text[frame.start : child.start].strip()
        after = text[child.end : min(child.end + 2, frame.element.end)]
        return child.end > child.start and (not before or not after.split("\n", 1)[0].strip())

    def _flushed(self, frame: _Frame, end: int) -> Iterator[Piece]:
        """Yield what stands in the run of a frame."""
        reading = self.reading
        start, end = reading.trimmed(frame.start, end)
        elements, frame.elements = frame.elements, []
        if end > start and not reading.text(start, end).isspace():
            around = (*frame.wraps, *elements)
            run = Run(start, end, frame.element, tuple(around), frame.language)
            if frame.wraps:
                run = run._replace(
                    elements=(*frame.wraps, *within(elements)), is_flat=True
                )
            yield from self._of_run(run, frame)
        elif elements:
            at = frame.start
            if reading.region.has(at - 1, at + 1):
                yield from self._images(elements, at)

    def _of_run(self, run: Run, frame: _Frame) -> Iterator[Piece]:
        reading = self.reading
        if not reading.region.has(run.start, run.end):
            words = reading.words(run.around, run.start, run.end)
            role = reading.furniture.of_words(run.start, run.end)
            yield Piece(found.Furniture(words, role), run.start, run.end)
            return
        if frame.kind == "heading":
            yield Piece(self._heading(frame, run), run.start, run.end)
            return
        if (figure := self._captioned(run)) is not None:
            yield Piece(figure, run.start, run.end)
            return
        for part in reading.parted(run):
            role = reading.furniture.of_words(part.start, part.end) or self._role_in_head(part)
            if role is not None:
                words = reading.words(part.around, part.start, part.end)
                yield Piece(found.Furniture(words, role), part.start, part.end)
            else:
                yield Piece(found.Paragraph(reading.of_run(part)), part.start, part.end)

    def _role_in_head(self, run: Run) -> str | None:
        """What a short line between title and text is that trafilatura does not take."""
        reading = self.reading
        if self._in_caption or not reading.region.in_head(run.start, run.end):
            return None
        text = reading.text(run.start, run.end)
        if len(text) > _LONGEST_IN_HEAD or reading.lines.share(run.start, run.end) > _TAKEN:
            return None
        if says_when_or_by_whom(text, after_title=True):
            return "byline"
        return None if ends_like_a_sentence(text) else "head"

    def _captioned(self, run: Run) -> found.Figure | None:
        """An image and, on a line of its own before or after it, a few words."""
        if run.end - run.start > _LONGEST_CAPTION // 2 or not any(
            one in self.reading.pictured for one in run.elements
        ):
            return None
        elements = [*(run.elements if run.is_flat else within(run.elements))]
        images = [n for n, one in enumerate(elements) if one.name in IMAGES and is_seen(one)]
        breaks = [n for n, one in enumerate(elements) if one.name == "br"]
        if len(images) != 1 or not breaks:
            return None
        image = elements[images[0]]
        is_before = image.start <= run.start and images[0] < breaks[0]
        is_after = image.start >= run.end and breaks[-1] < images[0]
        if not (is_before or is_after) or image_of(image) is None:
            return None
        del elements[images[0]]
        words = self.reading.of_run(run._replace(elements=tuple(elements), is_flat=True))
        return found.Figure((words,), image_of(image), description_of(image))

    def _heading(self, frame: _Frame, run: Run) -> found.Block:
        reading = self.reading
        words = reading.of_run(run)
        if frame.has_headed:
            return found.Paragraph(words)
        frame.has_headed = True
        if frame.element is reading.region.title:
            return found.Title(words)
        said = frame.element.get("aria-level")
        level = _HEADINGS.get(frame.element.name) or (int(said) if said.isdigit() else 2)
        text = words.text.strip(" :.\n")
        for pattern, role in _ROLES:
            if pattern.fullmatch(text):
                return found.Heading(words, min(level, 9), role)
        return found.Heading(words, min(level, 9))

    def _images(self, elements: list[Element], at: int) -> Iterator[Piece]:
        """Yield a figure for each image that stands alone."""
        seen: set[str | None] = set()
        for element in within(elements):
            if element.is_left_out:
                self._left_out(element)
            elif element.name in IMAGES and is_seen(element):
                image = image_of(element)
                if image is not None and image.address in seen:
                    continue  # for who has no scripts
                seen.add(image.address if image is not None else None)
                if image is None:
                    if element.get("src").startswith("data:"):
                        self.reading.losses.add("images that lie in the page itself", element)
                    continue
                figure = found.Figure((), image, description_of(element))
                yield Piece(figure, at, at)

    # --- blocks of their own kind ---

    def _block(self, element: Element, kind: Kind, depth: int) -> Iterator[Piece]:
        reading = self.reading
        match kind:
            case "furniture":
                role = reading.furniture.role(element)
                if role == "control" and element in reading.pictured:
                    yield from self._images([element], element.start)
                yield from self._furniture(element, role)
            case "outside":
                yield from self._furniture(element, reading.furniture.role(element))
            case "code":
                yield from self._code(element)
            case "verse":
                yield from self._verse(element)
            case "note":
                yield from self._note(element)
            case "caption":
                yield from self._caption(element, depth)
            case "table":
                yield from tabular.pieces(reading, element)
            case "list":
                yield from listed.pieces(self, element, depth + 1)
            case "quotation":
                yield from quoted.pieces(self, element, depth + 1)
            case "figure":
                yield from figures.pieces(self, element, depth + 1)
            case _:
                raise AssertionError(kind)

    def _caption(self, element: Element, depth: int) -> Iterator[Piece]:
        """Yield a caption as one text, and what is hidden at its edges."""
        self._in_caption = True
        inner = list(self.pieces(element, DEEPEST))
        self._in_caption = False
        said = [piece for piece in inner if not isinstance(piece.block, found.Furniture)]
        said = [piece for piece in said if piece.end > piece.start]
        if said:
            start, end = said[0].start, said[-1].end
            elements = (one for one in element.within() if one is not element)
            language = language_at_root(element)
            words = self.reading.words(element, start, end, elements, language)
            yield Piece(found.Figure((words,)), start, end)
        for piece in inner:
            is_within = said and said[0].start <= piece.start < said[-1].end
            if isinstance(piece.block, found.Furniture) and not is_within:
                yield piece

    def _furniture(self, element: Element, role: str | None) -> Iterator[Piece]:
        reading = self.reading
        start, end = reading.trimmed(element.start, element.end)
        if end > start:
            role = role or reading.furniture.of_words(start, end)
            words = reading.words(element, start, end)
            yield Piece(found.Furniture(words, role), start, end)

    def _code(self, element: Element) -> Iterator[Piece]:
        reading = self.reading
        text = reading.text(element.start, element.end)
        if re.fullmatch(r"\s*1(?:\s*\n\s*[0-9]+)*\s*", text):
            yield from self._furniture(element, "line-numbers")
            return
        start = element.start + len(text) - len(text.lstrip("\n"))
        end = max(start, element.end - (len(text) - len(text.rstrip())))
        if end <= start:
            return
        inner = (
            one for one in element.within() if one is not element and BY_NAME.get(one.name) != "code"
        )
        words = reading.words(element, start, end, inner)
        yield Piece(found.Code(words), start, end)

    def _verse(self, element: Element) -> Iterator[Piece]:
        reading = self.reading
        inner = [one for one in element.within() if one is not element and one.name != "br"]
        lines: list[found.Words] = []
        at = element.start
        n = 0
        for line in reading.text(element.start, element.end).split("\n"):
            start, end = reading.trimmed(at, at + len(line))
            at += len(line) + 1
            if end <= start:
                continue
            while n < len(inner) and inner[n].end <= start:
                n += 1
            here = []
            for one in inner[n:]:
                if one.start >= end:
                    break
                here.append(one)
            lines.append(reading.words(element, start, end, here))
        if lines:
            yield Piece(found.Verse(tuple(lines)), element.start, element.end)

    def _note(self, element: Element) -> Iterator[Piece]:
        """Yield a note, and as furniture what leads back from its end."""
        reading = self.reading
        runs = list(runs_in(reading, element))
        first = runs[0]
        marker = reading.notes.marker(element, first.start, first.end)
        if first.start + marker >= first.end and len(runs) > 1:
            marker = runs[1].start - first.start
            runs = runs[1:]
        else:
            runs[0] = first._replace(start=first.start + marker)
        back = reading.notes.way_back(element, runs[-1].start, runs[-1].end)
        start, end = reading.trimmed(runs[-1].start, back)
        if end > start:
            runs[-1] = runs[-1]._replace(end=end)
        elif len(runs) > 1:
            runs, start = runs[:-1], runs[-1].start
        else:
            back = runs[-1].end
        note = found.Note(
            reading.notes.bodies[element],
            tuple(reading.of_run(run) for run in runs),
            reading.text(first.start, first.start + marker),
            "end",
        )
        yield Piece(note, element.start, runs[-1].end)
        start, end = reading.trimmed(runs[-1].end, element.end)
        if end > start and reading.text(start, end).strip():
            words = reading.words(element, start, end)
            yield Piece(found.Furniture(words, "way-back"), start, end)

    def _left_out(self, element: Element) -> None:
        what = EMBEDDED.get(element.name)
        if what is None or not self.reading.region.has(element.start - 1, element.start + 1):
            return
        if element.name == "svg" and not any(one.name == "text" for one in element.within()):
            return
        self.reading.losses.add(what, element)


class _Frame:
    """An element on the way through the page."""

    __slots__ = ("element", "elements", "has_headed", "kind", "language", "next", "start", "wraps")

    def __init__(
        self, element: Element, language: str, wraps: tuple[Element, ...], kind: Kind = "holder"
    ) -> None:
        self.element, self.language, self.kind = element, language, kind
        self.next = 0
        self.start = element.start
        self.elements: list[Element] = []
        self.wraps = wraps
        """Elements round this one that say something of its words, and are no blocks."""
        self.has_headed = False

    def begin(self, start: int) -> None:
        """Begin a run."""
        self.start = max(self.start, start)
        self.elements = []

    def around(self, child: Element) -> tuple[Element, ...]:
        """What goes on round the words of a child."""
        says = not child.is_block and (child.name == "a" or child.name in BY_NAME)
        return (*self.wraps, child) if says and len(self.wraps) < DEEPEST else self.wraps


def language_at_root(root: Element) -> str:
    """Return the language round an element in which the walk begins."""
    at: Element | None = root
    while at is not None:
        if at.attributes and (tag := language_of(at)):
            return tag
        at = at.parent
    return ""


def runs_in(reading: Reading, element: Element) -> Iterator[Run]:
    """Yield the runs of an element in which everything is text: lists, tables, quotations too."""
    stack = [_Frame(element, language_at_root(element), ())]
    while stack:
        frame = stack[-1]
        children = frame.element.children
        child = children[frame.next] if frame.next < len(children) else None
        frame.next += 1
        if child is not None and not (child.is_block or child in reading.holders):
            frame.elements.append(child)
            continue
        stop = frame.element.end if child is None else child.start
        start, end = reading.trimmed(frame.start, stop)
        if end > start:
            elements = tuple(frame.elements)
            yield Run(start, end, frame.element, elements, frame.language)
        frame.elements = []
        if child is None:
            stack.pop()
        else:
            frame.begin(child.end)
            stack.append(_Frame(child, language_of(child) or frame.language, ()))
