"""What pydantic objects to, as findings: a code, the JSON Pointer, the value and the bound."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin
from unicodedata import category, normalize

from pydantic import ValidationError

from archive.english import one_of, with_article
from archive.findings import Finding, error, pointer_step, pointer_steps
from archive.model import belongs
from archive.model.anchors import Anchor, Orphan
from archive.model.base import Line, Model, Prose, Text, Token, Word, Words
from archive.model.captures import ElementPath
from archive.model.docstrings import field_docs, first_paragraph
from archive.model.identifiers import Id, MediaType, Sha256
from archive.model.shape import accepts, along, classes_of, inner, kinds_of, tags
from archive.text.characters import NOT_XML

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails


def findings_of(
    problems: ValidationError, data: Any, cls: type[Model] | None = None
) -> list[Finding]:
    """Return a finding for each problem, with its JSON Pointer into the data.

    Args:
        problems: What validation raised.
        data: What was validated: the mapping from JSON, or keyword arguments.
        cls: The class of which it was to be a value; only where it is known can a hint say what to
            write instead, in JSON.
    """
    found: dict[str, list[Finding]] = {}
    meant: set[str] = set()
    within = _Data(cls, data)
    for problem in problems.errors(include_url=False):
        finding, field = _finding(problem, within)
        found.setdefault(finding.location.pointer or "", []).append(finding)
        if field is not None:
            meant.add(field)
    for pointer in meant:
        if pointer in found and found[pointer][0].code == "missing-field":
            del found[pointer]  # it is there, under another name
    pointers = sorted(found)
    return [
        _nearest(here) for pointer, here in found.items() if not _follows(pointer, here, pointers)
    ]


def _nearest(findings: list[Finding]) -> Finding:
    """One finding of those about one value: it has one for each type that it could have had.

    A number that is too great is told its bounds, any other value all that is allowed.
    """
    by_code = {finding.code: finding for finding in findings}
    if len(findings) == 1 or "value-out-of-range" in by_code:
        return by_code.get("value-out-of-range", findings[0])
    alike = [finding for finding in findings if finding.code == findings[0].code]
    choices = list(dict.fromkeys(_ALLOWED.split(finding.message)[-1] for finding in alike))
    message = findings[0].message.removesuffix(choices[0]) + ", or ".join(choices)
    return replace(findings[0], message=message)


def _follows(pointer: str, findings: list[Finding], pointers: Sequence[str]) -> bool:
    """Whether an array is too short only because items of it were refused.

    The pointers of all findings are sorted, so those of its items stand next to each other.
    """
    if findings[0].code != "wrong-length":
        return False
    first = bisect_left(pointers, f"{pointer}/")
    return first < len(pointers) and pointers[first].startswith(f"{pointer}/")


class _Data:
    """What was validated."""

    def __init__(self, cls: type[Model] | None, raw: Any) -> None:
        self.cls = cls
        """The class of which it was to be a value, if that is known."""
        self.raw = raw
        """The mapping, or keyword arguments."""

    @cached_property
    def ids_by_label(self) -> Mapping[str, str]:
        """The ids of raw parts by what they are called, without capitals."""
        if not isinstance(self.raw, dict):
            return {}
        return {label.casefold(): id for label, id in _labels(self.raw)}


def _finding(problem: ErrorDetails, data: _Data) -> tuple[Finding, str | None]:
    """The finding of a problem; of an unknown field, also the pointer of the one that is meant."""
    pointer = _pointer(problem["loc"], data.raw)
    place = _Place(data, pointer)
    if (model := _instead_of_array(problem["loc"], data.raw)) is not None:
        message = f"{_shown(model)} is not an array"
        return error("wrong-type", pointer, message, "put it into brackets: [...]"), None
    if problem["type"] != "extra_forbidden":
        return _of_value(problem, pointer, place), None
    holder, _, name = pointer.rpartition("/")
    hint, meant = place.of_name(problem["input"])
    message = f"there is no field {_shown(name)} here"
    found = error("unknown-field", pointer, message, hint)
    return found, f"{holder}/{meant}" if meant else None


def _of_value(problem: ErrorDetails, pointer: str, place: _Place) -> Finding:
    kind, context = problem["type"], problem.get("ctx", {})
    given: Any = problem["input"]
    if isinstance(given, bytes | bytearray):  # pydantic takes UTF-8 for the text
        given = given.decode(errors="replace")
    value = _shown(given)
    name = pointer.rpartition("/")[2]
    match kind:
        case "missing":
            return place.missing(pointer, name)
        case "union_tag_not_found":
            tag = context["discriminator"].strip("'")
            message = f'"{tag}" is required and left out'
            return error("missing-field", f"{pointer}/{tag}", message, place.of_no_tag(given))
        case "union_tag_invalid":
            tag = context["discriminator"].strip("'")
            message = (
                f"{_shown(context['tag'])} is not allowed: {_listed(context['expected_tags'])}"
            )
            hint = _meant(tag, context["tag"], context["expected_tags"])
            return error("value-not-allowed", f"{pointer}/{tag}", message, hint)
        case "literal_error" | "enum":
            message = f"{value} is not allowed: {_listed(context['expected'])}"
            hint = _meant(name, given, context["expected"])
            return error("value-not-allowed", pointer, message, hint)
        case "string_pattern_mismatch":
            return _of_wrong_form(pointer, given, context["pattern"], place)
        case "string_unicode":
            return error("lone-surrogate", pointer, "a lone surrogate is no text")
        case "string_too_long":
            length, bound = len(given), context["max_length"]
            message = f"{value} has {length} code points, and {bound} are allowed"
            return error("wrong-length", pointer, message)
        case "too_short":
            message = f"{value}: at least {context['min_length']} is needed"
            return error("wrong-length", pointer, message)
        case "greater_than_equal" | "greater_than":
            bound = context.get("ge", context.get("gt"))
            than = "less than" if kind == "greater_than_equal" else "not more than"
            return error("value-out-of-range", pointer, f"{value} is {than} {bound}")
        case "less_than_equal":
            hint = _as_share(given) if name == "certainty" else None
            return error(
                "value-out-of-range", pointer, f"{value} is more than {context['le']}", hint
            )
        case "finite_number":
            return error("value-out-of-range", pointer, f"{value} is not a finite number")
        case _ if "-" in kind:
            return error(kind, pointer, _printable(_with_short_values(problem["msg"], context)))
        case _:
            expected = _TYPES.get(kind, f"what is expected: {problem['msg']}")
            hint = place.of_value(given, expected, problem["loc"][-1:] == ("stated",))
            return error("wrong-type", pointer, f"{value} is not {expected}", hint)


def missing_field(pointer: str, name: str, hint: str | None = None) -> Finding:
    """What is said where a field that is required was left out."""
    if name == "id" and hint is None:
        hint = "it is the name of the record's folder" if pointer == "/id" else _NO_ID
    return error("missing-field", pointer, f'"{name}" is required and left out', hint)


def _as_share(value: float) -> str | None:
    """A certainty that was perhaps given in per cent."""
    is_percent = value <= 100 and value == int(value)
    return f"did you mean {value / 100}?" if is_percent else "it is a share, from 0 to 1"


class _Place:
    """A place in what was validated, and what should stand there instead; in JSON."""

    def __init__(self, data: _Data, pointer: str) -> None:
        self._within, self._cls, self._data = data, data.cls, data.raw
        self._steps = pointer_steps(pointer)

    @cached_property
    def _way(self) -> list[tuple[type[Model] | None, Any]]:
        """The classes and values that the pointer leads through."""
        return list(along(self._cls, self._data, self._steps)) if self._cls else []

    def of_name(self, value: Any) -> tuple[str | None, str | None]:
        """Where a field goes that is none of the object that holds it, and which field that is.

        The second is `None` where it is no field of the same object.
        """
        cls, owner = self._way[-2] if self._way else (None, None)
        if cls is None:
            return None, None
        name = self._steps[-1]
        fields = tuple(field for field in cls.model_fields if field != name)
        if near := _same_name(name, fields):
            return f'did you mean "{near}"?', near
        if known := belongs.place_of(name, value, cls.__mro__, owner, self._data):
            return known
        if near := _near(name, fields):
            return f'did you mean "{near}"?', near
        if cls in (Anchor, Orphan):
            return _OF_WORDS, None
        elsewhere = self._field_above(name) or _field_within(name, cls)
        return elsewhere or f"{_a(cls)} has {', '.join(map(_shown, fields))}", None

    def missing(self, pointer: str, name: str) -> Finding:
        """What is said where a field was left out."""
        if name == "id" and self._cls and self._cls.__name__ != belongs.RECORD:
            return missing_field(pointer, name, _NO_ID_IN_PYTHON)
        return missing_field(pointer, name, None if name == "id" else self.of_missing(name))

    def of_missing(self, name: str) -> str | None:
        """What a field that was left out says, or the words that it may have."""
        cls = self._way[-2][0] if self._way else None
        if cls is None or name not in cls.model_fields:
            return None
        words = _words_of(cls.model_fields[name].annotation)
        if words and len(words) <= _MOST_WORDS:
            return f"it is one of {', '.join(map(_shown, words))}"
        said = first_paragraph(field_docs(cls).get(name, "")).rstrip(".")
        return f"{said[:1].lower()}{said[1:]}" or None

    def of_id(self, value: str) -> str | None:
        """The id that was perhaps meant where a name stands."""
        by_name = self._within.ids_by_label.get(value.casefold())
        letters = normalize("NFKD", value[:_LONGEST_NAME])
        ascii = "".join(letter for letter in letters if category(letter) != "Mn")
        id = by_name or "-".join(_WORDS.findall(ascii))
        return f'did you mean "{id}"?' if _ID.fullmatch(id) else None

    def _field_above(self, name: str) -> str | None:
        """That a field stands one object too deep, or several."""
        for cls, _ in reversed(self._way[:-2]):
            if cls is not None and name in cls.model_fields:
                return f'"{name}" belongs to {_the(cls)} that holds this'
        return None

    def of_no_tag(self, value: Any) -> str | None:
        """What is to be written where the field is missing that says what a value is."""
        classes = self._classes()
        if Anchor in classes:
            fields = value if isinstance(value, dict) else {}
            strings = [
                s for k, s in fields.items() if k not in _BESIDE_WORDS and isinstance(s, str)
            ]
            words = fields.get("exact") or (strings[0] if len(strings) == 1 else None)
            alone = f'{{"exact": {belongs.typed(words) if words else "..."}}}'
            return f"write the words alone, {alone}: `archive format` finds their place"
        tagged = sorted({word for cls in classes for word in tags(cls)})
        return f"it is one of {', '.join(map(_shown, tagged))}" if tagged else None

    def of_value(self, value: Any, expected: str, is_stated: bool) -> str | None:
        """What is to be written instead of a value of a wrong type."""
        classes = self._classes()
        instead = self._instead(value, expected, classes)
        if instead and is_stated:
            return f"write {instead}; {_OR_ABSENT}"
        return f"write {instead}" if instead else _OR_ABSENT if is_stated else None

    def _instead(self, value: Any, expected: str, classes: tuple[type[Model], ...]) -> str | None:
        match value:
            case str() if expected in ("an object", "an array") and self._is_anchor_in_python(
                classes
            ):
                anchor = f"document.anchor({belongs.typed(value)})"
                return anchor if expected == "an object" else f"[{anchor}]"
            case str() if expected == "an object":
                return next((o for cls in classes if (o := belongs.object_of(value, cls))), None)
            case str() if expected == "an array" and classes:
                item = next((o for cls in classes if (o := belongs.object_of(value, cls))), None)
                return f"[{item}]" if item else None
            case str() if expected == "an array":
                return f"[{belongs.typed(value)}]" if self._accepts([value]) else None
            case dict() if expected == "an array":
                return "it in brackets: [{...}]"
            case list() if expected == "an object":
                return "one object, without brackets" if len(value) == 1 else None
            case str() if expected in ("true or false", "a whole number", "a number"):
                return "it without quotation marks" if _BARE.fullmatch(value) else None
            case list([_]) if expected == "a string":
                return "it without brackets"
            case int() | float() if expected == "a string" and not isinstance(value, bool):
                quoted = f'it in quotation marks: "{value}"'
                return quoted if abs(value) < _LONG and self._accepts(str(value)) else None
            case date() if expected == "a string":
                return f'it as a string: "{value.isoformat()}"'
            case Model() if expected == "an array":
                return "it in brackets: [...]"
            case dict() if expected == "a string":
                if kinds := self._refers_to():
                    return f"the id of {one_of(kinds)}, which is an object of its own"
                words = [inner for inner in value.values() if isinstance(inner, str)]
                alone = len(words) == 1 and self._accepts(words[0])
                return f"the string alone: {belongs.typed(words[0])}" if alone else None
            case _:
                return None

    def _field(self) -> tuple[type[Model], str, bool] | None:
        """The class, the field, and whether it is an item of it that stands at this place."""
        steps = list(self._steps) if self._way else []
        while steps and steps[-1].isdecimal() and isinstance(self._way[len(steps) - 1][1], list):
            steps.pop()
        cls = self._way[len(steps) - 1][0] if steps else None
        if cls is None or steps[-1] not in cls.model_fields:
            return None
        return cls, steps[-1], len(steps) < len(self._steps)

    def _accepts(self, value: Any) -> bool:
        """Whether a value can stand at this place, as far as its field tells."""
        field = self._field()
        return field is None or accepts(field[0], field[1], [value] if field[2] else value)

    def _refers_to(self) -> frozenset[str]:
        """The kinds of part to which an id at this place refers."""
        field = self._field()
        return kinds_of(field[0], field[1]) if field else frozenset()

    def is_required(self) -> bool:
        """Whether something must stand at this place."""
        field = self._field()
        return field is None or field[2] or field[0].model_fields[field[1]].is_required()

    def _is_anchor_in_python(self, classes: tuple[type[Model], ...]) -> bool:
        """Whether words alone stand for an anchor in a part, where no text gives their place."""
        return Anchor in classes and self._cls is not None and self._cls.__name__ != belongs.RECORD

    def _classes(self) -> tuple[type[Model], ...]:
        """The classes of which the value at this place may be, or its items if it is an array."""
        steps = list(self._steps) if self._way else []
        while steps and steps[-1].isdecimal() and isinstance(self._way[len(steps) - 1][1], list):
            steps.pop()
        if not steps:
            return ()
        return classes_of(self._way[len(steps) - 1][0], steps[-1])


def _words_of(hint: Any) -> tuple[str, ...]:
    """The words of a closed list, or of several."""
    if get_origin(hint) is Literal:
        return tuple(word for word in get_args(hint) if isinstance(word, str))
    return tuple(word for inner in get_args(hint) for word in _words_of(inner))


def _labels(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What parts of a raw record are called, with their ids."""
    for collection, fields in _CALLED.items():
        parts = record.get(collection)
        for part in parts if isinstance(parts, list) else ():
            if not isinstance(part, dict) or not isinstance(id := part.get("id"), str):
                continue
            names = part.get("names")
            inner = names if isinstance(names, list) else ()
            called = [name.get("text") for name in inner if isinstance(name, dict)]
            called += [part.get(field) for field in fields]
            yield from ((label, id) for label in called if isinstance(label, str))


def _same_name(name: str, fields: Sequence[str]) -> str | None:
    """The field that has this name but for its form: `mediaType`, `media-type`."""
    wanted = _FORM.sub("", name).casefold()
    return next((field for field in fields if field.replace("_", "") == wanted), None)


def _field_within(name: str, cls: type[Model]) -> str | None:
    """That a field is one of the objects in a field of this class."""
    for field, classes in inner(cls).items():
        if any(name in within.model_fields for within in classes):
            return f'"{name}" belongs to what stands in "{field}"'
    return None


def _meant(field: str, value: Any, expected: str) -> str | None:
    """The word of a closed list that was probably meant."""
    allowed = tuple(_QUOTED.findall(expected))
    word = belongs.word_of(field, value, allowed) if isinstance(value, str) else None
    is_verdict = field == "verdict" and word != "doubt"
    rests = ' It rests on a work, named under "evidence"' if is_verdict else ""
    return f'did you mean "{word}"?{rests}' if word else None


def _a(cls: type[Model]) -> str:
    word = _word(cls)
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _the(cls: type[Model]) -> str:
    return f"the {_word(cls)}"


def _word(cls: type[Model]) -> str:
    """A class as said in a message: `BlockOrigin` is a block origin."""
    if cls.__name__ == belongs.RECORD:
        return "record"
    return re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()


def _with_short_values(message: str, context: dict[str, Any]) -> str:
    """A message in which the value that it is about is shown shortened.

    What it says of the value is shortened only where it repeats one that is very long.
    """
    for name, told in context.items():
        most = _MOST_SHOWN if name == "value" else _MOST_SAID
        if isinstance(told, str) and len(told) > most:
            message = message.replace(told, _shortened(told))
    return message


def _of_wrong_form(pointer: str, value: str, pattern: str, place: _Place) -> Finding:
    code, bound = _BY_PATTERN.get(pattern, _OTHER_PATTERN)
    if code == "characters-xml-cannot-carry" and (found := re.search(f"[{NOT_XML}]", value)):
        message = f"U+{ord(found[0]):04X} at {found.start()} is a character that XML cannot carry"
        return error(code, pointer, message, "take it out")
    if code == "characters-xml-cannot-carry":
        name = pointer.rpartition("/")[2]
        told = place.of_missing(name) if place.is_required() else _LEFT_OUT
        return error("wrong-length", pointer, '"" is empty', told)
    if pattern == _ID.pattern:
        return error(code, pointer, f"{_shown(value)} {bound}", place.of_id(value))
    several = "; one is expected" if code == "malformed-value" and " " in value.strip() else ""
    return error(code, pointer, f"{_shown(value)} {bound}{several}")


def _pointer(location: tuple[int | str, ...], data: Any) -> str:
    """The JSON Pointer of an error's location, without the union tags that pydantic puts in it.

    A name that the data does not have at that place is a tag, unless it is the last: then it is a
    field that is missing. The tag of a value stands before its fields, and may be called as one of
    them is.
    """
    pointer = ""
    here: Any = data
    entered = None
    for position, step in enumerate(location):
        came_from, entered = entered, here
        if here is not came_from and _is_tag(here, step) and position < len(location) - 1:
            continue
        if isinstance(here, Model):
            is_last = position == len(location) - 1
            if not isinstance(step, str) or (step not in here.__dict__ and not is_last):
                continue
            here = here.__dict__.get(step)
        elif _holds(here, step):
            here = here[step]
        elif not (isinstance(here, dict) and position == len(location) - 1):
            continue
        pointer += f"/{pointer_step(str(step))}"
    return pointer


def _instead_of_array(location: tuple[int | str, ...], here: Any) -> Model | None:
    """The model of which pydantic has taken the fields for the items of an array."""
    for step in location:
        if isinstance(here, Model):
            if isinstance(step, int):
                return here
            here = here.__dict__.get(step, here)
        elif _holds(here, step):
            here = here[step]
    return None


def _is_tag(value: Any, step: int | str) -> bool:
    fields = value.__dict__ if isinstance(value, Model) else value
    return isinstance(fields, dict) and isinstance(step, str) and fields.get("type") == step


def _holds(value: Any, step: int | str) -> bool:
    if isinstance(value, list | tuple):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _shown(value: Any) -> str:
    """A value as shown in a message: as JSON would have it, shortened."""
    match value:
        case str():
            return f'"{_printable(_shortened(value))}"'
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case dict():
            return "an object"
        case Model():
            return with_article(type(value).__name__)
        case list() | tuple():
            return f"an array of {len(value)}" if value else "an empty array"
        case int() if abs(value) >= _LONG:
            return "a number of more than 60 digits"
        case _:
            return _printable(_shortened(str(value)))


def _shortened(text: str) -> str:
    """A text of which only the beginning and the end are shown if it is long."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:28]} … {text[-28:]}"


def _printable(text: str) -> str:
    """A text whose characters can all be seen; the others as JSON escapes them."""
    return "".join(
        character if character.isprintable() else json.dumps(character)[1:-1] for character in text
    )


def _listed(expected: str) -> str:
    """What pydantic expects, in double quotes: `"a", "b" or "c"`."""
    return expected.replace("'", '"')


@lru_cache(maxsize=1000)
def _near(name: str, fields: tuple[str, ...]) -> str | None:
    """The field that was probably meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, fields, n=1, cutoff=0.75) if len(name) <= _LONGEST_NAME else []
    return near[0] if near else None


def _pattern(annotated: Any) -> str:
    return next(str(m.pattern) for m in annotated.__metadata__ if getattr(m, "pattern", None))


_LONG = 10**60
_MOST_SHOWN = 60
"""How many code points of a text a message shows."""
_MOST_SAID = 300
"""Of how many code points a reason may be and still be given whole."""
_LONGEST_NAME = 100
"""Longer names than this are compared with no field: none is like them."""
_ALLOWED = re.compile(" is not allowed: | is not ")
_QUOTED = re.compile("'([^']*)'")
_FORM = re.compile("[-_ ]")
_BARE = re.compile("true|false|-?[0-9]+(\\.[0-9]+)?")
_OF_WORDS = (
    'words have "exact", and where they stand several times "block", "prefix" or "suffix" beside it'
)
_BESIDE_WORDS = ("block", "prefix", "suffix", "type")
"""What stands beside words, and is none of them."""
_LEFT_OUT = "leave the field out if there is nothing to say"
_NO_ID = "`archive format` makes it"
_NO_ID_IN_PYTHON = "in Python it is yours to choose: letters, digits, _ and -"
_CALLED = {
    "entities": ("description",),
    "sources": ("as_named",),
    "works": ("title",),
    "agents": ("name",),
}
"""The fields in which parts are called something, by their collection; entities have names too."""
_ID = re.compile(_pattern(Id))
_WORDS = re.compile("[A-Za-z0-9_]+")
_MOST_WORDS = 10
"""So many words of a closed list are told where none of them was written."""
_OR_ABSENT = 'where there is no value, write "not-stated" or "none"'
_TYPES = {
    "string_type": "a string",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}
_XML = ("characters-xml-cannot-carry", "")
_BY_PATTERN = {
    _pattern(Text): _XML,
    _pattern(Words): _XML,
    _pattern(Prose): _XML,
    _pattern(Line): (
        "not-one-line",
        "is not one line: not empty, no blank at its ends, single spaces between words",
    ),
    _pattern(Word): ("not-a-word", "is not a word of ASCII letters, digits, dots and hyphens"),
    _pattern(Token): ("not-one-word", "is not one word without blanks"),
    _pattern(Id): (
        "malformed-value",
        "is no id: a letter or _, then letters, digits, _ and -, all of them ASCII",
    ),
    _pattern(MediaType): (
        "malformed-value",
        "is no media type such as text/html or text/plain;charset=utf-8",
    ),
    _pattern(Sha256): ("malformed-value", "is no SHA-256 digest: 64 digits, 0 to 9 and a to f"),
    _pattern(ElementPath): (
        "malformed-value",
        "is no path of numbered steps to an element, such as /html[1]/body[1]/p[3]",
    ),
}
_OTHER_PATTERN = ("malformed-value", "is not of the form required")
