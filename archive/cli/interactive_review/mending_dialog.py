"""Asks which field of a statement to correct, and what its new value is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

from archive.cli.interactive_review.keys import SAME, WORD_FOOTER
from archive.cli.interactive_review.screens import Screen
from archive.findings import Finding, shortened
from archive.model.anchors import Anchor, Orphan, Quote
from archive.model.assessments import VERDICTS
from archive.model.basis import BASES
from archive.model.claims import CLOSED_WORDS, Claim
from archive.model.document import Document
from archive.model.introspection import stretch_fields
from archive.model.relations import TO_CLAIM, TO_SOURCE
from archive.model.statements import Statement
from archive.reviews.anchor_edges import end_moved, sign_moved, start_moved
from archive.reviews.mending import Mending, candidates, mendable
from archive.text.sentences import sentence_around
from archive.view.review_pages import choices_parts, words_parts
from archive.wording import claims as wording
from archive.wording.entities_and_works import label
from archive.wording.grounds import words_of
from archive.wording.voices import voice_in

_FIRST = (
    "words",
    "restatement",
    "claimant",
    "kind",
    "commitment",
    "negated",
    "stance",
    "predicate",
)
"""The fields that are corrected most often, in the order in which they are offered."""
_UNKNOWN = ": not yet an entity of the record"
_ASKED: Mapping[str, str] = {
    "claimant": "claimant: a name or id; "
    'a new one as "person: NAME", "organisation: NAME" or "group: NAME"',
}
"""The questions for fields whose name does not say what may be typed."""
_NOT_ASKED = frozenset({"anchors"})
"""Fields that are offered under another name: `anchors` as `words`."""


def ask_amendment(document: Document, statement: Any, screen: Screen) -> Mapping[str, Any]:
    """Return the new values that the user types, by field name; empty if none."""
    if not isinstance(statement, Statement):
        return {}
    names = [name for name in mendable(statement) if name not in _NOT_ASKED]
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    current_values = [f"{name}: {_current_value(document, statement, name)}" for name in names]
    number = _chosen(screen, "Which field do you want to change?", current_values)
    if number is None:
        return {}
    name = names[number]
    if name == "words":
        words = _words(document, getattr(statement, "anchors", ()), screen)
        return {} if words is None else {"words": [one.model_dump() for one in words]}
    field = type(statement).model_fields.get(name)
    if field is not None and (choices := _closed_values(field.annotation)):
        number = _chosen(screen, f"{name}:", [_with_meaning(choice) for choice in choices])
        return {} if number is None else {name: choices[number]}
    return _typed(statement, name, screen)


def _chosen(screen: Screen, question: str, choices: Sequence[str]) -> int | None:
    """Return the index of the choice, or `None`; the first nine have digits, the rest letters."""
    signs = "123456789abcdefghijklmnoprstuvwxyz"
    last = signs[len(choices) - 1]
    screen.show(
        choices_parts(question, choices, signs), f"{'1' if last == '1' else f'1-{last}'}  escape"
    )
    key = screen.key()
    number = signs.find(key) if len(key) == 1 else -1
    return number if 0 <= number < len(choices) else None


def _current_value(document: Document, statement: Statement, name: str) -> str:
    """Return the value of a field as shown: in words if possible, else as JSON."""
    field = "anchors" if name == "words" else name
    value = None if name == "claimant" else getattr(statement, field)
    if isinstance(statement, Claim) and name == "claimant":
        return _claimant(document, statement)
    if isinstance(statement, Claim) and name == "attribution":
        return shortened(wording.who_says(statement, document))
    if isinstance(statement, Claim) and name == "time" and statement.time:
        return statement.time.date
    if isinstance(statement, Claim) and name == "about" and statement.about:
        return shortened(", ".join(label(id, document) for id in statement.about))
    if field in stretch_fields(type(statement)) and value:
        return words_of(value) if name == "words" else shortened(words_of(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    value = _raw(statement, name)
    if value in (None, [], {}):
        return "-"
    return shortened(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _claimant(document: Document, claim: Claim) -> str:
    """Return the claimant of the innermost step, and a note if the record has no such entity."""
    if not claim.attribution:
        return "the author"
    step = claim.attribution[-1]
    voice = voice_in(step, document)
    is_unknown = voice.kind == "unidentified" and voice.entity is None
    return wording.claimant(step, document) + (_UNKNOWN if is_unknown else "")


def _raw(statement: Statement, name: str) -> Any:
    """Return the value of a field as in JSON."""
    if name == "claimant":
        steps = statement.attribution if isinstance(statement, Claim) else ()
        return steps[-1].claimant if steps else None
    return statement.model_dump(mode="json")[name]


def _closed_values(hint: Any) -> Sequence[Any]:
    """Return all values of a type that allows only listed ones; for any other type, nothing."""
    if hint is bool:
        return [True, False]
    if hint is type(None):
        return [None]
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return list(inner)
    if get_origin(hint) is Annotated:
        return _closed_values(inner[0])
    each = [_closed_values(one) for one in inner]
    return [value for values in each for value in values] if all(each) else ()


_TABLES: tuple[Mapping[Any, str], ...] = (
    *CLOSED_WORDS.values(),
    TO_SOURCE,
    TO_CLAIM,
    VERDICTS,
    BASES,
)
_MEANINGS = {word: meaning for table in _TABLES for word, meaning in table.items()}
"""The meanings of the values of closed vocabularies."""


def _with_meaning(choice: Any) -> str:
    """Return a value to choose, with its meaning."""
    if not isinstance(choice, str):
        return {True: "yes", False: "no"}.get(choice, "no value: nobody has decided")
    meaning = _MEANINGS.get(choice, "")
    return f"{choice}: {meaning}" if meaning else choice


def _typed(statement: Statement, name: str, screen: Screen) -> Mapping[str, Any]:
    """Ask for a new value: a text, another value as JSON, or a hyphen for none."""
    current = _raw(statement, name)
    shown = (
        current
        if isinstance(current, str)
        else json.dumps(current, ensure_ascii=False)
        if current
        else ""
    )
    field = type(statement).model_fields.get(name)
    can_be_none = field is None or not field.is_required()
    question = _ASKED.get(name, name)
    line = screen.ask(
        f"{question} (- for none):" if shown and can_be_none else f"{question}:", shown
    )
    if line is None:
        return {}
    if line == "-" and can_be_none:
        return {name: None if field is None else field.get_default()}
    if isinstance(current, str):
        return {name: line}
    try:
        return {name: json.loads(line)}
    except ValueError:  # not JSON, so a text: a name, a date
        return {name: line}


# --- words ---


def _words(
    document: Document, anchors: Sequence[Anchor | Orphan], screen: Screen
) -> Sequence[Anchor | Orphan] | None:
    """Let the user move words by keys; return `None` if the user cancels."""
    words, now, notice, mending = list(anchors), 0, "", Mending(document)
    while True:
        one = words[now]
        if isinstance(one, Orphan):
            anchor = _place_for_orphan(document, mending, one, screen)
            if anchor is None:
                return None
            words[now] = anchor
            continue
        screen.show(words_parts(document, words, now, notice), WORD_FOOTER)
        notice, key = "", screen.key()
        key = SAME.get(key, key)
        text, start, end = document.block(one.block).text, one.start, one.end
        match key:
            case "l" | "h":
                end = end_moved(text, start, end, 1 if key == "l" else -1)
            case "L" | "H":
                start = start_moved(text, start, end, 1 if key == "L" else -1)
            case ".":
                end = sign_moved(text, start, end, 1)
            case "s":
                start, end = sentence_around(text, start, end)
                end -= len(text[start:end]) - len(text[start:end].rstrip())
            case "t":
                typed = _typed_words(mending, one, screen)
                if isinstance(typed, Anchor):
                    words[now] = typed
                else:
                    notice = typed
                continue
            case "tab":
                now = (now + 1) % len(words)
                continue
            case "enter":
                return words
            case "escape" | "q":
                return None
            case _:
                notice = f"no key {key}"
        words[now] = document.anchor_at(one.block, start, end)


def _typed_words(mending: Mending, near: Anchor | None, screen: Screen) -> Anchor | str:
    """Return the anchor of typed words, or the reason why there is none."""
    line = screen.ask("Words:", near.exact if near else "")
    if line is None:
        return ""
    anchor = mending.anchor(Quote(exact=line), near)
    if isinstance(anchor, Finding):
        return f"{anchor.message}{f': {anchor.hint}' if anchor.hint else ''}"
    return anchor


def _place_for_orphan(
    document: Document, mending: Mending, orphan: Orphan, screen: Screen
) -> Anchor | None:
    """Ask where lost words are now: the user chooses a place, or types the words."""
    places = candidates(document, orphan)
    rows = [f"{one.block}: “{one.exact}”" for one in places]
    number = _chosen(screen, f"Lost: “{orphan.exact}”. Where is it now?", [*rows, "type the words"])
    if number is None:
        return None
    if number < len(places):
        return places[number]
    while True:
        typed = _typed_words(mending, None, screen)
        if isinstance(typed, Anchor):
            return typed
        if not typed:
            return None
        if _chosen(screen, typed, ["type them again"]) is None:
            return None
