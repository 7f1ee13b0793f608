"""The mapping: rules for which statement each body of an external annotation becomes.

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
"""What a rule makes of a body."""

BECOMES: dict[Becomes, str] = {
    "comment": "a comment; the value is its text",
    "tag": "a tag; the value is its word, or `tag` of the rule",
    "mention": "a mention of an entity of the type `entity`, found by an identifier in the "
    "address, or by its name: the words, or with `name: value` the value",
    "date": "a date; the value has it in EDTF, or else the words",
    "correction": "a correction; the value is what should stand there",
    "citation": "a citation of the work with the address",
    "claim": "a claim of the kind `kind`; the value restates it, or else the words; the value of a "
    "label only with `name: value`",
    "relation": "a relation with the predicate `predicate` between two remarks that became claims",
    "cue": 'the cue words of a claim ("according to"), which an attribution joins to it',
    "source": "who says it, an entity of the type `entity` as in a mention, which an attribution "
    "joins to a claim",
    "attribution": "a link that joins the words of a claim, its cue and its source; what its ends "
    "are, their rules say, or `on` and `to`",
    "nothing": "nothing; it is counted and told",
}
"""What each of these means."""

Patterns = str | tuple[str, ...]
"""What a text is to be, as a whole, without regard to case; `*` stands for any text. Of several
one is enough."""


@dataclass(frozen=True, kw_only=True)
class When:
    """What a body and its annotation have to be for a rule; what is left out does not matter."""

    scheme: Patterns = ()
    """The program or form that the file is of: `hypothesis`."""
    layer: Patterns = ()
    """The layer and feature of an annotation tool, or the type of the body."""
    purpose: Patterns = ()
    """What the body is for."""
    motivation: Patterns = ()
    """Why the remark was made."""
    value: Patterns = ()
    """The words or label of the body."""
    uri: Patterns = ()
    """What the body points to."""
    body: bool | None = None
    """Whether the remark says anything at all."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=False)

    def meets(self, scheme: str, annotation: ExternalAnnotation, body: Body | None) -> bool:
        """Whether a body of an annotation meets this; `None` is an annotation without a body."""
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
"""What an annotation is of an attribution: the words of the claim; the cue words; who says it; only
the knot that the links to the others start from."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What becomes of bodies of one sort."""

    when: When = field(default_factory=When)
    """Of which."""
    becomes: Becomes
    """What becomes of them."""
    entity: Literal["person", "organisation", "group", "place", "event"] | None = None
    """What a mention mentions; what the source of a claim is: person, organisation or group."""
    name: Literal["words", "value"] = "words"
    """What the entity of a mention is called, and how a label restates a claim: as the words are,
    or as the body says."""
    tag: str | None = None
    """The word of a tag, in place of the value."""
    kind: Kind | None = None
    """What a claim does; of an attribution, the claim that it makes of words that no rule of their
    own makes a claim."""
    predicate: ToClaim | None = None
    """What the subject of a relation does."""
    on: Part | None = None
    """What the annotation is on which the link of an attribution stands: `content`, `cue`, `source`
    or `attribution`, which is none of them and only joins them. Left out, its own rule says it."""
    to: Part | None = None
    """What the annotation is to which that link leads."""
    basis: Basis | None = None
    """Where the value comes from. Left out, it is `external` where the body points to something
    outside of the text, and `inferred` where it does not."""
    certainty: Certainty | None = None
    """How sure its maker is; left out, nobody has said."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=False)


@dataclass(frozen=True)
class Mapping:
    """Rules, of which the first that meets a body counts; those of the default come after them."""

    rules: tuple[Rule, ...] = ()
    """The rules."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=False)

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as it is written in a file."""
        return {"rules": [_rule_as_json(rule) for rule in self.rules]}


GivenMapping = Mapping | dict[str, Any]
"""A mapping, or one that is raw as JSON has it."""


def read_mapping(data: bytes) -> Mapping:
    """Return the mapping that a JSON file holds.

    Raises:
        ReadError: It is no JSON, or a rule says something that no rule can (`mapping-wrong`).
    """
    import jiter

    try:
        raw = jiter.from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError as problem:
        raise ReadError([Finding("mapping-wrong", f"the mapping is no JSON: {problem}")]) from None
    return parse_mapping(raw)


def parse_mapping(raw: Any) -> Mapping:
    """Return the mapping that is raw as JSON has it.

    Raises:
        ReadError: A rule says something that no rule can (`mapping-wrong`).
    """
    try:
        mapping = _adapter().validate_python(raw)
    except ValidationError as problems:
        raise ReadError([_validation_finding(problem) for problem in problems.errors()]) from None
    if found := [*_incomplete_rules(mapping)]:
        raise ReadError(found)
    return mapping


def mapping_schema() -> dict[str, Any]:
    """Return the JSON Schema of a mapping."""
    return _adapter().json_schema()


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
        message = f'a mapping has no field "{name}" here; it has {", ".join(_field_names(cls))}'
    return error("mapping-wrong", "/" + "/".join(steps), message)


def _field_names(cls: Any) -> Sequence[str]:
    return [one.name for one in fields(cls)]


_FIELDS = {"rules", *_field_names(When), *_field_names(Rule)}


_REQUIRED_FIELD = {
    "mention": "entity", "source": "entity", "claim": "kind", "relation": "predicate",
}  # fmt: skip
"""The field that a rule must have for its `becomes`."""
_KINDS_OF_FIELD: dict[str, Sequence[Becomes]] = {
    "entity": ("mention", "source", "attribution"),
    "name": ("mention", "source", "claim"),
    "tag": ("tag",),
    "kind": ("claim", "attribution"),
    "predicate": ("relation",),
    "on": ("attribution",),
    "to": ("attribution",),
}
"""For which `becomes` a field of a rule is allowed."""
CLAIMANTS = ("person", "organisation", "group")
"""The types of entities that can say something."""
_DEFAULTS = {one.name: one.default for one in fields(Rule)}


def _incomplete_rules(mapping: Mapping) -> Sequence[Finding]:
    """The errors of rules that lack a field, or have one that is not for their `becomes`."""
    found = []
    for n, rule in enumerate(mapping.rules):
        for name, kinds in _KINDS_OF_FIELD.items():
            if rule.becomes not in kinds and getattr(rule, name) != _DEFAULTS[name]:
                wanted = " or ".join(f'"{kind}"' for kind in kinds)
                message = (
                    f'"{name}" is for a rule for {wanted}, and this is one for "{rule.becomes}"'
                )
                found.append(error("mapping-wrong", f"/rules/{n}/{name}", message))
        if rule.becomes in ("source", "attribution") and rule.entity not in (None, *CLAIMANTS):
            message = f"who says something is one of {', '.join(CLAIMANTS)}, not {rule.entity}"
            found.append(error("mapping-wrong", f"/rules/{n}/entity", message))
        if rule.on is not None and rule.on == rule.to:
            message = f'a link does not join "{rule.on}" to "{rule.to}"'
            found.append(error("mapping-wrong", f"/rules/{n}/to", message))
        needed = _REQUIRED_FIELD.get(rule.becomes)
        if needed and getattr(rule, needed) is None:
            allowed = ", ".join(_allowed_values(needed))
            message = f'a rule for "{rule.becomes}" names its "{needed}": {allowed}'
            found.append(error("mapping-wrong", f"/rules/{n}", message))
    return found


def _allowed_values(name: str) -> Sequence[str]:
    types = {"kind": Kind, "predicate": ToClaim, "entity": _EntityType}
    return [str(word) for word in get_args(types[name])]


_EntityType = Literal["person", "organisation", "group", "place", "event"]


def unused_rules(mapping: Mapping, used: set[int]) -> Sequence[Finding]:
    """Return a warning for each rule that met nothing.

    Args:
        mapping: The mapping.
        used: The numbers of the rules that met something.
    """
    return [
        warning(
            "mapping-unused",
            f"/rules/{n}",
            f"no annotation is what rule {n + 1} of the mapping is for: "
            f"{_describe_condition(rule.when)}",
        )
        for n, rule in enumerate(mapping.rules)
        if n not in used
    ]


def _describe_condition(when: When) -> str:
    conditions = {name: value for name, value in asdict(when).items() if value not in ((), None)}
    return ", ".join(f"{name} {value!r}" for name, value in conditions.items()) or "any"


def _rule_as_json(rule: Rule) -> dict[str, Any]:
    """A rule without what is left out."""
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
    """Whether a text matches one of some patterns; without patterns every text does."""
    if not patterns:
        return True
    several = (patterns,) if isinstance(patterns, str) else patterns
    return value is not None and any(_matches_pattern(value, pattern) for pattern in several)


def _matches_pattern(value: str, pattern: str) -> bool:
    """Whether a text matches a pattern; each part of it is searched once, from the left."""
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
    """Return the rules that hold where no other is given.

    What none of these meets becomes a comment where it has a text of its own, and a tag where it
    is a label.
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
