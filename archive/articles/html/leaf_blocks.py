"""Reads blocks without other blocks in them: headings, furniture, images, code, verse, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from archive.articles import content
from archive.articles.html.element_kinds import HEADINGS, level_by_style
from archive.articles.html.images import (
    IMAGES,
    attributes_of_image,
    description_of,
    image_of,
    is_visible,
    key_of,
)
from archive.articles.html.marks import FORMATTING_BY_ELEMENT
from archive.articles.html.page_context import PageContext, Piece, Run, sliced, within
from archive.articles.html.tuning import LONGEST_CAPTION
from archive.articles.html.walk_stack import StackFrame, runs_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.derivations.html_text_1 import Element

_ROLES: tuple[tuple[re.Pattern[str], Literal["notes", "references", "appendix"]], ...] = (
    (
        re.compile(r"(?:end|foot)?notes?|anmerkungen|fußnoten|notes de bas de page|notas", re.I),
        "notes",
    ),
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


def furniture(context: PageContext, element: Element, role: str | None) -> Iterator[Piece]:
    """Yield the words of an element as furniture, if there are any."""
    start, end = context.trimmed(element.start, element.end)
    if end > start:
        role = role or context.furniture.role_of_words(start, end)
        words = context.words(element, start, end)
        yield Piece(content.Furniture(words, role), start, end)


def captioned_image(context: PageContext, run: Run) -> content.Figure | None:
    """Return a figure if a run is an image with a short text on a line before or after it."""
    if run.end - run.start > LONGEST_CAPTION // 2 or not any(
        one in context.image_holders for one in run.elements
    ):
        return None
    elements = [*(run.elements if run.is_flat else within(run.elements))]
    images = [n for n, one in enumerate(elements) if one.name in IMAGES and is_visible(one)]
    breaks = [n for n, one in enumerate(elements) if one.name == "br"]
    if len(images) != 1 or not breaks:
        return None
    image = elements[images[0]]
    is_before = image.start <= run.start and images[0] < breaks[0]
    is_after = image.start >= run.end and breaks[-1] < images[0]
    if not (is_before or is_after) or image_of(image) is None:
        return None
    context.losses.take(image, *attributes_of_image(image), "alt")
    del elements[images[0]]
    words = context.words_of_run(run._replace(elements=tuple(elements), is_flat=True))
    return content.Figure((words,), image_of(image), description_of(image))


def heading(context: PageContext, frame: StackFrame, run: Run) -> content.Block:
    """Return the title or heading; if the element already gave one, a paragraph."""
    words = context.words_of_run(run)
    if frame.has_headed:
        return content.Paragraph(words)
    frame.has_headed = True
    is_by_role = frame.element.get("role") == "heading" and frame.element.name not in HEADINGS
    context.losses.take(frame.element, *(("role", "aria-level") if is_by_role else ()))
    if frame.element is context.region.title:
        return content.Title(words)
    aria_level = frame.element.get("aria-level")
    level = (
        HEADINGS.get(frame.element.name)
        or level_by_style(context, run)
        or (
            int(aria_level)
            if aria_level.isascii() and aria_level.isdigit() and len(aria_level) == 1
            else 2
        )
    )
    text = words.text.strip(" :.\n")
    for pattern, role in _ROLES:
        if pattern.fullmatch(text):
            return content.Heading(words, min(level, 9), role)
    return content.Heading(words, min(level, 9))


def images(context: PageContext, elements: Sequence[Element], at: int) -> Iterator[Piece]:
    """Yield a figure for each visible image in elements without words."""
    seen = set[str]()
    for element in within(elements):
        if element.name in IMAGES and not element.is_left_out and is_visible(element):
            image = image_of(element)
            if image is not None and key_of(image) in seen:
                continue  # a copy for browsers without scripts
            seen.add(key_of(image))
            if image is None:
                if element.get("src").startswith("data:"):
                    context.losses.add("images embedded in the page", element)
                continue
            context.losses.take(element, *attributes_of_image(element), "alt")
            figure = content.Figure((), image, description_of(element))
            yield Piece(figure, at, at)


def code(context: PageContext, element: Element) -> Iterator[Piece]:
    """Yield program text, without blank lines around it; a column of line numbers is furniture."""
    text = context.text(element.start, element.end)
    if re.fullmatch(r"\s*1(?:\s*\n\s*[0-9]+)*\s*", text):
        yield from furniture(context, element, "line-numbers")
        return
    start = element.start + len(text) - len(text.lstrip("\n"))
    end = max(start, element.end - (len(text) - len(text.rstrip())))
    if end <= start:
        return
    inner = []
    for one in element.within():
        if FORMATTING_BY_ELEMENT.get(one.name) == "code":
            context.losses.take(one)
        elif one is not element:
            inner.append(one)
    words = context.words(element, start, end, inner, context.language_at(element))
    yield Piece(content.Code(words), start, end)


def note(context: PageContext, element: Element) -> Iterator[Piece]:
    """Yield a note; the link back to the text, after its words, is furniture."""
    runs = list(runs_in(context, element))
    first = runs[0]
    marker = context.notes.marker_length(element, first.start, first.end)
    if first.start + marker >= first.end and len(runs) > 1:
        marker = runs[1].start - first.start
        runs = runs[1:]
    else:
        runs[0] = first._replace(start=first.start + marker)
    back = context.notes.backlink_start(element, runs[-1].start, runs[-1].end)
    start, end = context.trimmed(runs[-1].start, back)
    if end > start:
        runs[-1] = runs[-1]._replace(end=end)
    elif len(runs) > 1:
        runs, start = runs[:-1], runs[-1].start
    else:
        back = runs[-1].end
    note = content.Note(
        context.notes.bodies[element],
        tuple(context.words_of_run(run) for run in runs),
        context.text(first.start, first.start + marker),
        "end",
    )
    yield Piece(note, element.start, runs[-1].end)
    start, end = context.trimmed(runs[-1].end, element.end)
    if end > start and context.text(start, end).strip():
        words = context.words(element, start, end)
        yield Piece(content.Furniture(words, "way-back"), start, end)


def verse(context: PageContext, element: Element) -> Iterator[Piece]:
    """Yield the lines of verse in an element."""
    stretches = []
    at = element.start
    for line in context.text(element.start, element.end).split("\n"):
        start, end = context.trimmed(at, at + len(line))
        at += len(line) + 1
        if end > start:
            stretches.append((start, end))
    inner = (one for one in element.within() if one is not element and one.name != "br")
    language = context.language_at(element)
    lines = [
        context.words(element, start, end, here, language)
        for start, end, here in sliced(stretches, inner)
    ]
    if lines:
        yield Piece(content.Verse(tuple(lines)), element.start, element.end)
