"""Format: a record as a person wrote it, made whole and put into its canonical form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from json import dumps
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from archive.errors import WriteError
from archive.findings import Finding, note
from archive.formats import detect, json
from archive.formats.base import uncollected
from archive.formats.quotes import BlocksAsOne, Completion, complete_quotes, in_context
from archive.model.annotations import Citation, Comment, Correction, DateMention, Mention, Tag
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.blocks import (
    Caption,
    Cell,
    CodeBlock,
    Figure,
    Furniture,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quotation,
    Section,
    Table,
    Verse,
    VerseLine,
)
from archive.model.captures import Capture
from archive.model.claims import Claim
from archive.model.document import CONTEXT, Document
from archive.model.entities import Event, Group, Organisation, Person, Place
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.statements import Agent
from archive.model.works import ArchivedCopy, Source, Work
from archive.one_line import OneLine
from archive.revision.words import fold
from archive.text.naming import digest, in_ascii, words_for_ids

_MOST_GUESSES = 20
"""For how many quotes of a record that stand nowhere the nearest words are looked for."""
_MOST_SHOWN = 3
"""How many places of the same words a hint shows."""
_COMPARED = 60
"""How many code points of the words are compared with the text."""
_LIKE = 70
"""The least likeness, of 100, of words that were perhaps meant."""


@dataclass(frozen=True, slots=True, repr=False)
class Formatted(OneLine):
    """A record in its canonical form."""

    data: bytes
    """The canonical bytes, ready for a file."""
    document: Document
    """What they hold."""
    findings: tuple[Finding, ...]
    """Warnings of the reader; then a note for each id that was made (`id-made`) and each anchor
    that was completed (`anchor-completed`)."""
    changed: bool
    """Whether the bytes differ from those that were given."""


def format(source: bytes) -> Formatted:
    """Return a JSON record in its canonical form, with what its author left to be made.

    An anchor of which only the words are written is completed where they stand in one place. A
    part without an id gets one, made of its words. What is there already is not changed, and to
    format the result again changes nothing.

    Raises:
        ReadError: As from `read`.
        InvalidDocument: As from `read`, with every problem at once. A quote that stands in several
            places, or nowhere, is one; its hint shows the places, or the nearest words.
        WriteError: These bytes are XML, or the record follows a newer schema than this library.
    """
    if detect(source) == "tei":
        raise WriteError(
            "only JSON records are formatted, and this is XML; "
            "`archive convert` makes a JSON record of a TEI file"
        )
    made: list[Finding] = []
    with uncollected():
        result = json.read_with(source, lambda record: _completed(record, made))
        data = json.write(result.document).data
    return Formatted(data, result.document, (*result.findings, *made), data != source)


def _completed(record: dict[str, Any], made: list[Finding]) -> Document:
    """The document of a raw record whose ids and anchors are made whole; a note for each of them.

    Blocks get their ids before the words in them are looked for, statements after, so that the
    text beside their words can tell them apart.
    """
    nameless = _nameless_parts(record)
    taken = set(_all_strings(record)) if nameless else set()
    within_text = [part for part in nameless if part.pointer.startswith("/sections/")]
    about_text = [part for part in nameless if not part.pointer.startswith("/sections/")]
    made += _make_ids(within_text, taken)
    completions = complete_quotes(record) or []
    made += [_completed_note(one) for one in completions if not one.problem]
    texts = BlocksAsOne(record).blocks if about_text else {}
    made += _make_ids([part._replace(texts=texts) for part in about_text], taken)
    return json.document_with(record, _problems(completions, record))


def _completed_note(one: Completion) -> Finding:
    block, start = one.places[0]
    message = f"{_short(one.exact)} stands in {block} at {start} to {start + len(one.exact)}"
    return note("anchor-completed", one.pointer, message)


# --- words that stand nowhere ---


def _problems(completions: Sequence[Completion], record: dict[str, Any]) -> list[Finding]:
    """Why quotes were not completed; where words stand nowhere, with those that come nearest."""
    missing = [one for one in completions if not one.places]
    guesses = _guesses(missing[:_MOST_GUESSES], BlocksAsOne(record)) if missing else {}
    return [
        replace(one.problem, hint=guesses.get(one.pointer, one.problem.hint))
        for one in completions
        if one.problem
    ]


def _guesses(missing: Sequence[Completion], text: BlocksAsOne) -> dict[str, str]:
    """Which places were perhaps meant, by the pointers of the quotes.

    They are for a person to look at, so one is shown also where another is as likely.
    """
    folded = fold(text.text)
    found = {}
    for one in missing:
        if places := text.places(one.exact)[:_MOST_SHOWN]:
            shown = [f"{id} at {start}: {_seen(one, id, start, text)}" for id, start in places]
            found[one.pointer] = f"the words alone stand in {'; '.join(shown)}"
        elif place := _nearest(one.exact, folded, text):
            id, start = place
            found[one.pointer] = f"did you mean {id} near {start}: {_seen(one, id, start, text)}?"
    return found


def _seen(one: Completion, id: str, start: int, text: BlocksAsOne) -> str:
    return in_context(text.blocks[id], start, min(start + len(one.exact), len(text.blocks[id])))


def _nearest(words: str, folded: str, text: BlocksAsOne) -> tuple[str, int] | None:
    """Where the stretch begins that is most like the beginning of these words, about."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    beginning = fold(words[:_COMPARED])
    window = partial_ratio_alignment(beginning, folded, score_cutoff=_LIKE)
    if window is None:
        return None
    half = (window.dest_end - window.dest_start) // 2
    block, middle = text.place(window.dest_start + half)
    return block, max(0, middle - half)


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}")


# --- parts without an id, found along the model ---


class _Part(NamedTuple):
    """A raw part of a record."""

    pointer: str
    """Its JSON Pointer."""
    cls: type[Model]
    """What it is."""
    raw: dict[str, Any]
    """Its fields."""
    texts: Mapping[str, str] = MappingProxyType({})
    """The text of each block of the record by its id; of a part that has no anchors, nothing."""


def _nameless_parts(record: dict[str, Any]) -> list[_Part]:
    """The parts of a raw record that need an id and have none, in the record's order."""
    found: list[_Part] = []
    stack: list[tuple[str, tuple[type[Model], ...], Any]] = [("", (Document,), record)]
    while stack:
        pointer, classes, value = stack.pop()
        if isinstance(value, list):
            items = [(f"{pointer}/{n}", classes, item) for n, item in enumerate(value)]
            stack.extend(reversed(items))
        elif isinstance(value, dict) and (cls := _class_of(value, classes)):
            if cls in _KINDS and "id" not in value:
                found.append(_Part(pointer, cls, value))
            inner = [(f"{pointer}/{f}", c, value[f]) for f, c in _inner(cls).items() if f in value]
            stack.extend(reversed(inner))
    return found


def _class_of(value: dict[str, Any], classes: tuple[type[Model], ...]) -> type[Model] | None:
    """Which of the classes a raw value is of: the only one, or the one with its tag."""
    if len(classes) == 1:
        return classes[0]
    tag = value.get("type")
    tagged = (cls for cls in classes if cls.model_fields["type"].default == tag)
    return next(tagged, None)


@cache
def _inner(cls: type[Model]) -> Mapping[str, tuple[type[Model], ...]]:
    """The fields of a class that hold models, and the classes that these may be of."""
    hints = get_type_hints(cls)
    found = {name: tuple(_models(hints[name])) for name in cls.model_fields}
    return MappingProxyType({name: classes for name, classes in found.items() if classes})


def _models(hint: Any) -> Iterator[type[Model]]:
    if isinstance(hint, type) and get_origin(hint) is None:
        if issubclass(hint, Model):
            yield hint
        return
    for argument in get_args(hint):
        yield from _models(argument)


def _all_strings(value: Any) -> Iterator[str]:
    """Every string of a raw value.

    Not only ids are taken: a made id must not be one that an orphan, an extension or a list of
    changes names and that is gone.
    """
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


# --- ids ---


class _Kind(NamedTuple):
    """How parts of one class get their ids."""

    prefix: str
    """What the id begins with."""
    words: tuple[str, ...]
    """The paths of the fields whose words name the part, the most telling first. A path that ends
    at an object or array means all text in it; `after` an anchor is the text that follows it."""
    first: int = 1
    """How many strings of these name it as long as no other part has the same."""


_ENTITY = ("names.text", "description")
_IN_TEXT = ("anchors.exact", "anchors.after")
_KINDS: dict[type[Model], _Kind] = {
    Agent: _Kind("agent", ("name", "role", "version")),
    Capture: _Kind("cap", ("file", "media_type", "address")),
    Section: _Kind("sec", ("blocks", "sections")),
    Paragraph: _Kind("p", ("text",)),
    Heading: _Kind("h", ("text",)),
    CodeBlock: _Kind("code", ("text",)),
    Furniture: _Kind("f", ("text",)),
    Caption: _Kind("caption", ("text",)),
    Verse: _Kind("v", ("lines",)),
    VerseLine: _Kind("line", ("text",)),
    Quotation: _Kind("q", ("blocks", "credit")),
    List: _Kind("l", ("items",)),
    Item: _Kind("item", ("text", "lists")),
    Table: _Kind("t", ("caption", "rows")),
    Cell: _Kind("cell", ("text",)),
    Figure: _Kind("fig", ("caption", "description", "image.file", "image.address")),
    Note: _Kind("n", ("blocks",)),
    Person: _Kind("per", _ENTITY),
    Organisation: _Kind("org", _ENTITY),
    Group: _Kind("grp", _ENTITY),
    Place: _Kind("pl", _ENTITY),
    Event: _Kind("ev", (*_ENTITY, "date")),
    Work: _Kind(
        "w",
        (
            *("title", "variant_titles", "author.literal", "author.family", "container_title"),
            *("issued", "address"),
        ),
    ),
    ArchivedCopy: _Kind("copy", ("file", "address", "archived_at")),
    Source: _Kind("src", ("as_named", "named_at.exact", "named_at.after")),
    Claim: _Kind("c", ("restatement",)),
    Mention: _Kind("m", ("anchors.exact", "refers_to", "anchors.after")),
    DateMention: _Kind("d", ("anchors.exact", "date", "anchors.after")),
    Correction: _Kind("cor", ("anchors.exact", "corrected", "anchors.after")),
    Citation: _Kind("cit", ("anchors.exact", "cites", "anchors.after")),
    Tag: _Kind("tag", ("tag", *_IN_TEXT)),
    Comment: _Kind("com", ("text", *_IN_TEXT)),
    Assessment: _Kind("as", ("verdict", "claim", "reasoning"), first=2),
    Revision: _Kind("rev", ("summary", "at", "by")),
    Relation: _Kind("rel", ("subject", "predicate", "object", "evidence.quoted"), first=3),
}

_SHAPES: dict[str, Callable[[str], str]] = {
    "file": lambda name: PurePosixPath(name).stem,
    "address": lambda address: re.sub(r"^\w+://(www\.)?", "", address),
    "predicate": lambda name: re.sub("(?=[A-Z])", " ", name),
    "after": lambda text: text.rpartition(" ")[0] or text,  # it may end within a word
}
"""What of a field names a part, where that is not all of it."""

_SHORT, _LONG = 40, 80
"""How many characters of words an id has, and where that is not enough to tell parts apart."""
_MOST_WORDS = 40


def _make_ids(parts: Sequence[_Part], taken: set[str]) -> Iterator[Finding]:
    """Give each part an id made of its words, and yield a note for each.

    Of parts that would have the same id all get a longer one, made of more words; if those are the
    same too, of their content. Which part stands first never matters, so a part that is added
    changes no other id. Only parts with the same content are numbered.

    Args:
        parts: The parts, in the record's order.
        taken: What is no longer free; what is made here is added.
    """
    ids: dict[str, str] = {}
    pending = list(parts)
    for name_of in (_short_name, _long_name, _name_by_content):
        by_name: dict[str, list[_Part]] = defaultdict(list)
        for part in pending:
            by_name[name_of(part)].append(part)
        pending = []
        for name, alike in sorted(by_name.items(), key=lambda group: (len(group[1]) > 1, group[0])):
            if name and (name_of is _name_by_content or _is_free(name, alike, taken)):
                ids.update(zip((p.pointer for p in alike), _numbered(name, taken), strict=False))
            else:
                pending += alike
    for part in parts:
        part.raw["id"] = ids[part.pointer]
        yield note("id-made", f"{part.pointer}/id", f'its id is "{part.raw["id"]}" from now on')


def _is_free(name: str, alike: Sequence[_Part], taken: set[str]) -> bool:
    """Whether these parts can have this name: nobody else has it, and they say the same."""
    return name not in taken and (len(alike) == 1 or len(set(map(_content, alike))) == 1)


def _numbered(name: str, taken: set[str]) -> Iterator[str]:
    """The name, then the name with numbers, as far as they are free; each is taken."""
    number = 1
    while True:
        id = name if number == 1 else f"{name}-{number}"
        if id not in taken:
            taken.add(id)
            yield id
        number += 1


def _short_name(part: _Part) -> str:
    """Kind and first words; empty if the part has none."""
    return _name(part, islice(_strings(part), _KINDS[part.cls].first), _SHORT)


def _long_name(part: _Part) -> str:
    """Kind and more words; empty if the part has none."""
    return _name(part, _strings(part), _LONG)


def _name_by_content(part: _Part) -> str:
    """Kind, first words, and a digest of all that the part holds."""
    start = _short_name(part) or _KINDS[part.cls].prefix
    return f"{start}-{digest(_content(part))}"


def _content(part: _Part) -> str:
    return dumps(part.raw, sort_keys=True)


def _strings(part: _Part) -> Iterator[str]:
    """The strings that name a part, the most telling first; none of them is blank."""
    for path in _KINDS[part.cls].words:
        steps = path.split(".")
        shape = _SHAPES.get(steps[-1], str)
        yield from (shape(text) for text in _at(part.raw, steps, part.texts) if text.strip())


def _at(value: Any, steps: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    """The strings at a path; where it ends at an object, all text of blocks in it."""
    if isinstance(value, str):
        if not steps:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _at(item, steps, texts)
    elif isinstance(value, dict) and steps == ["after"]:
        yield _after(value, texts)
    elif isinstance(value, dict) and steps:
        yield from _at(value.get(steps[0]), steps[1:], texts)
    elif isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        for field in sorted(value):
            if isinstance(value[field], dict | list):
                yield from _at(value[field], (), texts)


def _after(anchor: dict[str, Any], texts: Mapping[str, str]) -> str:
    """The text that follows a raw anchor in its block; of anything else, nothing."""
    block, end = anchor.get("block"), anchor.get("end")
    if not isinstance(block, str) or not isinstance(end, int):
        return ""
    return texts.get(block, "")[end : end + CONTEXT]


# --- words as parts of ids ---


def _name(part: _Part, strings: Iterable[str], longest: int) -> str:
    """The kind of a part and as many of these words as fit."""
    texts = list(islice(strings, _MOST_WORDS))
    words = list(islice(chain.from_iterable(map(words_for_ids, texts)), _MOST_WORDS))
    name = in_ascii(words, longest) or (digest(" ".join(words or texts)) if texts else "")
    return f"{_KINDS[part.cls].prefix}-{name}" if name else ""
