"""The mapping: rules that decide which statement each body of an external annotation becomes.

{"rules": [
  {"when": {"purpose": "tagging"}, "becomes": "tag"},
  {"when": {"layer": "*NamedEntity*", "value": ["PER", "PERSON"]},
   "becomes": "mention", "entity": "person"}
]}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from typing import Any, Literal, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from archive.annotations.external.data_model import Body, ExternalAnnotation
from archive.errors import ReadError
from archive.findings import Finding, error, warning
from archive.model.basis import Basis, Certainty
from archive.model.claims import Kind
from archive.model.relations import ToClaim

Becomes = Literal[
    "comment",
    "tag",
    "mention",
    "date",
    "correction",
    "citation",
    "claim",
    "relation",
    "cue",
    "source",
    "attribution",
    "nothing",
]
"""What a rule turns a body into."""

BECOMES: dict[Becomes, str] = {
    "comment": "a comment; the value is its text",
    "tag": "a tag; the value is its word, or `tag` of the rule",
    "mention": "a mention of an entity of the type `entity`, found by an identifier in the "
    "address, or by its name: the words, or with `name: value` the value",
    "date": "a date; its EDTF form is the value of the body or, without a value, the words",
    "correction": "a correction; the value is the corrected text",
    "citation": "a citation of the work with the address",
    "claim": "a claim of the kind `kind`; its restatement is the value of the body or, without a "
    "value, the words; the value of a label is used only with `name: value`",
    "relation": "a relation with the predicate `predicate` between two annotations that became "
    "claims",
    "cue": 'the cue words of a claim ("according to"), which an attribution links to it',
    "source": "the claimant, an entity of the type `entity` as in a mention, which an attribution "
    "links to a claim",
    "attribution": "a link that joins the words of a claim, its cue and its source; the rules of "
    "its ends decide which part each end is, or `on` and `to` do",
    "nothing": "nothing; the body is counted and reported",
}
"""The meaning of each value of `becomes`."""

Patterns = str | tuple[str, ...]
"""One or more patterns, one of which must match the whole text, ignoring case; `*` matches any
text."""


@dataclass(frozen=True, kw_only=True)
class When:
    """The condition of a rule on a body and on the annotation of this body.

    A field that is left out allows everything.
    """

    scheme: Patterns = ()
    """The program or format of the file: `hypothesis`."""
    layer: Patterns = ()
    """The layer and feature of an annotation tool, or the type of the body."""
    purpose: Patterns = ()
    """The purpose of the body."""
    motivation: Patterns = ()
    """Why the annotation was made."""
    value: Patterns = ()
    """The text or the label of the body."""
    uri: Patterns = ()
    """What the body points to."""
    body: bool | None = None
    """Whether the annotation has a body."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=False)

    def meets(self, scheme: str, annotation: ExternalAnnotation, body: Body | None) -> bool:
        """Whether a body of an annotation meets this condition.

        `None` stands for an annotation without a body.
        """
        stated = body or Body()
        has = {
            "scheme": scheme,
            "layer": stated.layer,
            "purpose": stated.purpose,
            "motivation": annotation.motivation,
            "value": stated.value,
            "uri": stated.uri,
        }
        return self.body in (None, body is not None) and all(
            _matches_any(value, getattr(self, name)) for name, value in has.items()
        )


Part = Literal["content", "cue", "source", "attribution"]
"""A part of an attribution: the words of the claim (`content`), the cue words, the claimant
(`source`), or only the node that links to the other parts (`attribution`)."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that decides what bodies of one kind become."""

    when: When = field(default_factory=When)
    """The condition that a body must meet."""
    becomes: Becomes
    """What the body becomes."""
    entity: Literal["person", "organisation", "group", "place", "event"] | None = None
    """The type of the entity that a mention refers to. For the source of a claim: `person`,
    `organisation` or `group`."""
    name: Literal["words", "value"] = "words"
    """Where the name of a mentioned entity, or the restatement of a claim, is taken from: the words
    or the value of the body."""
    tag: str | None = None
    """The word of the tag; by default the value of the body."""
    kind: Kind | None = None
    """The kind of the claim. For an attribution: the kind of the claim that is made from its words
    if no other rule turns them into a claim."""
    predicate: ToClaim | None = None
    """The predicate of the relation between the two claims."""
    on: Part | None = None
    """Which part of an attribution the annotation with the link is: `content`, `cue`, `source`, or
    `attribution`, which only connects the others. By default the annotation's own rule decides."""
    to: Part | None = None
    """The same for the annotation that the link points to."""
    basis: Basis | None = None
    """Where the content of the statement comes from. By default `external` if the body points to
    something outside the text, else `inferred`."""
    certainty: Certainty | None = None
    """How certain the maker of the annotation is; by default not stated."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=False)


@dataclass(frozen=True)
class Mapping:
    """A list of rules. The first rule that matches a body applies; the default rules come last."""

    rules: tuple[Rule, ...] = ()
    """The rules."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=False)

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as JSON data, as in a mapping file."""
        return {"rules": [_rule_as_json(rule) for rule in self.rules]}


GivenMapping = Mapping | dict[str, Any]
"""A mapping, or its raw JSON value."""


def read_mapping(data: bytes) -> Mapping:
    """Return the mapping that a JSON file holds.

    Raises:
        ReadError: The data are not JSON, or a rule is not valid (`mapping-wrong`).
    """
    import jiter

    try:
        raw = jiter.from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError as problem:
        raise ReadError([Finding("mapping-wrong", f"the mapping is not JSON: {problem}")]) from None
    return parse_mapping(raw)


def parse_mapping(raw: Any) -> Mapping:
    """Return the mapping of a raw JSON value.

    Raises:
        ReadError: A rule is not valid (`mapping-wrong`).
    """
    try:
        mapping = _adapter().validate_python(raw)
    except ValidationError as problems:
        raise ReadError([_validation_finding(problem) for problem in problems.errors()]) from None
    if found := [*_incomplete_rules(mapping)]:
        raise ReadError(found)
    return mapping


@cache
def _adapter() -> TypeAdapter[Mapping]:
    return TypeAdapter(Mapping)


def _validation_finding(problem: Any) -> Finding:
    steps = [str(step) for step in problem["loc"] if isinstance(step, int) or step in _FIELDS]
    message = problem["msg"]
    if problem["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        name = problem["loc"][-1]
        steps = [str(step) for step in problem["loc"]]
        cls = When if "when" in steps[:-1] else Rule if "rules" in steps[:-1] else Mapping
        message = (
            f'a mapping has no field "{name}" here; its fields are {", ".join(_field_names(cls))}'
        )
    return error("mapping-wrong", "/" + "/".join(steps), message)


def _field_names(cls: Any) -> Sequence[str]:
    return [one.name for one in fields(cls)]


_FIELDS = {"rules", *_field_names(When), *_field_names(Rule)}


_REQUIRED_FIELD = {
    "mention": "entity", "source": "entity", "claim": "kind", "relation": "predicate",
}  # fmt: skip
"""The field that a rule with this `becomes` must have."""
_KINDS_OF_FIELD: dict[str, Sequence[Becomes]] = {
    "entity": ("mention", "source", "attribution"),
    "name": ("mention", "source", "claim"),
    "tag": ("tag",),
    "kind": ("claim", "attribution"),
    "predicate": ("relation",),
    "on": ("attribution",),
    "to": ("attribution",),
}
"""The values of `becomes` that allow each field of a rule."""
CLAIMANTS = ("person", "organisation", "group")
"""The types of entities that can make a claim."""
_DEFAULTS = {one.name: one.default for one in fields(Rule)}


def _incomplete_rules(mapping: Mapping) -> Sequence[Finding]:
    """Return an error for each field that a rule lacks, or that its `becomes` excludes."""
    found = []
    for n, rule in enumerate(mapping.rules):
        for name, kinds in _KINDS_OF_FIELD.items():
            if rule.becomes not in kinds and getattr(rule, name) != _DEFAULTS[name]:
                wanted = " or ".join(f'"{kind}"' for kind in kinds)
                message = f'"{name}" is allowed in rules for {wanted}, not for "{rule.becomes}"'
                found.append(error("mapping-wrong", f"/rules/{n}/{name}", message))
        if rule.becomes in ("source", "attribution") and rule.entity not in (None, *CLAIMANTS):
            message = f"the source of a claim must be {' or '.join(CLAIMANTS)}, not {rule.entity}"
            found.append(error("mapping-wrong", f"/rules/{n}/entity", message))
        if rule.on is not None and rule.on == rule.to:
            message = f'a link cannot join "{rule.on}" to "{rule.to}"'
            found.append(error("mapping-wrong", f"/rules/{n}/to", message))
        needed = _REQUIRED_FIELD.get(rule.becomes)
        if needed and getattr(rule, needed) is None:
            allowed = ", ".join(_allowed_values(needed))
            message = f'a rule for "{rule.becomes}" needs the field "{needed}": {allowed}'
            found.append(error("mapping-wrong", f"/rules/{n}", message))
    return found


def _allowed_values(name: str) -> Sequence[str]:
    types = {"kind": Kind, "predicate": ToClaim, "entity": _EntityType}
    return [str(word) for word in get_args(types[name])]


_EntityType = Literal["person", "organisation", "group", "place", "event"]


def unused_rules(mapping: Mapping, used: set[int]) -> Sequence[Finding]:
    """Return a warning for each rule that matches no body.

    Args:
        mapping: The mapping.
        used: The numbers of the rules that matched a body.
    """
    return [
        warning(
            "mapping-unused",
            f"/rules/{n}",
            f"no annotation matches rule {n + 1} of the mapping: {_describe_condition(rule.when)}",
        )
        for n, rule in enumerate(mapping.rules)
        if n not in used
    ]


def _describe_condition(when: When) -> str:
    conditions = {name: value for name, value in asdict(when).items() if value not in ((), None)}
    return ", ".join(f"{name} {value!r}" for name, value in conditions.items()) or "any"


def _rule_as_json(rule: Rule) -> dict[str, Any]:
    """Return a rule as JSON data, without the fields that have their defaults."""
    when = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(rule.when).items()
        if value not in ((), None)
    }
    rest = {
        one.name: getattr(rule, one.name)
        for one in fields(Rule)
        if one.name not in ("when", "becomes") and getattr(rule, one.name) != one.default
    }
    return {**({"when": when} if when else {}), "becomes": rule.becomes, **rest}


def _matches_any(value: str | None, patterns: Patterns) -> bool:
    """Whether a text matches one of the patterns, or there are no patterns."""
    if not patterns:
        return True
    several = (patterns,) if isinstance(patterns, str) else patterns
    return value is not None and any(_matches_pattern(value, pattern) for pattern in several)


def _matches_pattern(value: str, pattern: str) -> bool:
    """Whether a text matches a pattern, whose parts are searched one after the other."""
    value = value.casefold()
    first, *rest = pattern.casefold().split("*")
    if not rest:
        return value == first
    if not value.startswith(first):
        return False
    at, (*middle, last) = len(first), rest
    for part in middle:
        found = value.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(value) - len(last) >= at and value.endswith(last)


# --- the default ---


def default_mapping() -> Mapping:
    """Return the default rules.

    A body that matches no rule becomes a comment if it has a text of its own, and a tag if it is a
    label.
    """
    return _parsed_default()


@cache
def _parsed_default() -> Mapping:
    return parse_mapping({"rules": _DEFAULT})


_DEFAULT: list[dict[str, Any]] = [
    {"when": {"body": False}, "becomes": "tag", "tag": "highlighting"},
    {"when": {"purpose": "tagging"}, "becomes": "tag"},
    {"when": {"purpose": ["commenting", "replying", "describing"]}, "becomes": "comment"},
    {"when": {"purpose": "editing"}, "becomes": "correction"},
    {
        "when": {"scheme": "recogito", "layer": "PLACE"},
        "becomes": "mention",
        "entity": "place",
    },
    {
        "when": {"scheme": "recogito", "layer": "PERSON"},
        "becomes": "mention",
        "entity": "person",
    },
    {
        "when": {"scheme": "recogito", "layer": "EVENT"},
        "becomes": "mention",
        "entity": "event",
    },
    {
        "when": {"layer": "*NamedEntity*", "value": ["PER", "PERSON"]},
        "becomes": "mention",
        "entity": "person",
    },
    {
        "when": {"layer": "*NamedEntity*", "value": ["ORG", "ORGANIZATION"]},
        "becomes": "mention",
        "entity": "organisation",
    },
    {
        "when": {"layer": "*NamedEntity*", "value": ["LOC", "LOCATION", "GPE"]},
        "becomes": "mention",
        "entity": "place",
    },
]
