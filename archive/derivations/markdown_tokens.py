"""Markdown as tokens: the front matter, the parser, and the notes after the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.derivations.log_suppression import without_logs
from archive.errors import MissingExtra, ReadError
from archive.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 100
"""How deep quotations and lists may nest. markdown-it silently drops deeper content."""
_FENCED = re.compile(
    r"(---|\+\+\+)[ \t]*\n(?![ \t]*\n)(?P<held>.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_IN_JSON = re.compile(r"\{[ \t\n]*\".*?^\}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LARGEST = 1 << 16
"""The most code points of front matter; a longer beginning is not front matter."""


def front_matter(text: str) -> re.Match[str] | None:
    """Return the front matter of a text; its group `held` is the content without delimiters.

    Args:
        text: The content of a file, in which only LF ends lines.
    """
    if len(text) > _LARGEST:
        text = text[: text.rfind("\n", 0, _LARGEST) + 1]
    return _FENCED.match(text) or _IN_JSON.match(text)


def tokens_of(text: str, env: dict[str, Any] | None = None) -> list[Token]:
    """Return the tokens of a text; notes are last, each from `note_open` to `note_close`.

    A note has a number (`id` in `meta`), and so have the references to it (`footnote_ref`).

    Args:
        text: The text.
        env: The parser stores data here, such as the definitions of links.

    Raises:
        ReadError: Quotations or lists nest too deeply.
        MissingExtra: The extra `markdown` is not installed.
    """
    env = {} if env is None else env
    parser = _parser()  # its loggers must exist before they can be suppressed
    with without_logs("markdown_it"):
        tokens = parser.parse(text, env)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        message = f"quotations or lists are nested more than {DEEPEST - 2} deep"
        raise ReadError([Finding("nested-too-deeply", message, "reduce the nesting")])
    return _with_notes_last(tokens, env["footnotes"]) if "footnotes" in env else tokens


def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError:
        raise MissingExtra("markdown", "reading Markdown") from None
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    # This rule of the plugin drops notes without a reference, and the first of two equal names.
    parser.use(deflist_plugin).use(footnote_plugin).disable("footnote_tail")
    # Addresses stay as written; validation of the record reports wrong ones.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _with_notes_last(tokens: Iterable[Token], known: dict[str, Any]) -> list[Token]:
    """Move notes after the text: notes with a reference in the order of these, then the others."""
    from markdown_it.token import Token

    notes: dict[int, list[Token]] = {}
    numbers = {name: number for name, number in known["refs"].items() if number >= 0}
    uncalled = len(known["list"])
    text: list[Token] = []
    around = [text]
    lines = [0, 1]
    for token in tokens:
        lines = token.map or lines
        if token.type == "footnote_reference_open":
            # If two notes have the same name, the first counts, as with the targets of links.
            number = numbers.pop(f":{token.meta['label']}", uncalled)
            uncalled += number == uncalled
            notes[number] = [Token("note_open", "", 1, map=token.map, meta={"id": number})]
            around.append(notes[number])
        elif token.type == "footnote_reference_close":
            around.pop().append(Token("note_close", "", -1))
        else:
            around[-1].append(token)
            for number, note in _notes_in(token, known["list"]):
                notes[number] = _as_note(number, note, lines)
    return text + [token for number in sorted(notes) for token in notes[number]]


def _notes_in(line: Token, known: Mapping[int, Any]) -> Iterator[tuple[int, Any]]:
    """Yield the notes that are written within a line, with their numbers, and the notes in them.

    A note in the description of an image is part of the description.
    """
    waiting = [line.children or ()]
    while waiting:
        for child in waiting.pop():
            if child.type == "footnote_ref" and "label" not in child.meta:
                note = known[child.meta["id"]]
                yield child.meta["id"], note
                waiting.append(note["tokens"])


def _as_note(number: int, note: Any, lines: list[int]) -> list[Token]:
    """Return the tokens of a note that is written within a line."""
    from markdown_it.token import Token

    inline = Token("inline", "", 0, map=lines, content=note["content"], children=note["tokens"])
    return [
        Token("note_open", "", 1, map=lines, meta={"id": number}),
        Token("paragraph_open", "p", 1, map=lines),
        inline,
        Token("paragraph_close", "p", -1),
        Token("note_close", "", -1),
    ]
