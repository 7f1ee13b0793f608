"""Maps the bodies of external annotations to raw statements without ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from archive.annotations.external.data_model import AnnotationFile, Body, ExternalAnnotation
from archive.annotations.external.mapping import Mapping as Rules
from archive.annotations.external.mapping import Rule, default_mapping
from archive.errors import InvalidPart
from archive.findings import Location
from archive.formats.losses import Losses
from archive.model.annotations import Annotation
from archive.model.base import Model
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.identifiers import address_problem, check_identifier
from archive.model.relations import Relation
from archive.model.statements import Statement

Raw = dict[str, Any]

CLASSES: dict[str, type[Statement]] = {
    **{
        get_args(cls.model_fields["type"].annotation)[0]: cls
        for cls in get_args(get_args(Annotation)[0])
    },
    "claim": Claim,
    "relation": Relation,
}
"""The class of statement for each value of `becomes`."""

_REGISTERS = {
    "Wikidata": re.compile(
        r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)/?"
    ),
    "GeoNames": re.compile(r"https?://(?:www\.|sws\.)?geonames\.org/([1-9][0-9]*)(?:/.*)?"),
    "VIAF": re.compile(r"https?://(?:www\.)?viaf\.org/viaf/([1-9][0-9]*)/?"),
    "ORCID": re.compile(r"https?://orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?"),
    "ROR": re.compile(r"https?://ror\.org/(0[a-z0-9]{8})/?"),
    "DOI": re.compile(r"https?://(?:dx\.)?doi\.org/(10\.[0-9]{4,9}/\S+)"),
}
"""Patterns that find an identifier in the address of a register entry."""


@dataclass(frozen=True, slots=True)
class MappedStatement:
    """One statement that an annotation becomes."""

    kind: str
    """The kind of statement: `comment`, `tag`, `claim`, ..."""
    raw: Raw
    """The fields of the statement without id, revision, status and history. A reference to a
    `NewPart` is a placeholder."""
    body: Body | None = None
    """The body that the statement comes from."""


class NewPart(NamedTuple):
    """An entity or work that a statement refers to, and that must be added to the record."""

    collection: str
    raw: Raw


class StatementMapper:
    """Maps the annotations of one file to statements."""

    def __init__(self, file: AnnotationFile, onto: Document, mapping: Rules | None) -> None:
        """Keep the file, the record, and rules that take precedence over the default rules."""
        self._scheme, self._onto = file.scheme, onto
        own = mapping.rules if mapping else ()
        self._rules: Sequence[Rule] = (*own, *default_mapping().rules)
        self.losses = Losses[Location]()
        """What the record cannot hold, with the locations in the file."""
        self.used: set[int] = set()
        """The numbers of the rules that matched a body."""
        self.new: dict[str, NewPart] = {}
        """The parts to add to the record, by their placeholders."""
        self._placeholders: dict[tuple[str, ...], str] = {}
        self._by_identifier: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        self._by_address: dict[str, str] = {}
        self.has_attributions = any(rule.becomes == "attribution" for rule in own)
        """Whether a rule turns links into attributions."""
        self.parts_of_attributions: set[str] = set()
        """The ids of annotations that are the cue or source of a claim, or that are already
        reported as a cue or source."""
        self._index_record()

    def _index_record(self) -> None:
        for entity in self._onto.entities:
            for identifier in entity.identifiers:
                self._by_identifier.setdefault((identifier.scheme, identifier.value), entity.id)
            for name in {name.text for name in entity.names}:
                self._by_name.setdefault((entity.type, name), []).append(entity.id)
        for work in self._onto.works:
            for identifier in work.identifiers:
                self._by_identifier.setdefault((identifier.scheme, identifier.value), work.id)
            if work.address:
                self._by_address.setdefault(work.address, work.id)

    def statements_of(
        self, annotation: ExternalAnnotation, anchors: Sequence[Raw]
    ) -> Sequence[MappedStatement]:
        """Return the statements of an annotation, except relations."""
        found: list[MappedStatement] = []
        bodies: Sequence[Body | None] = annotation.bodies or (None,)
        for body in bodies:
            if body is not None and body.linked_id is not None:
                continue
            if statement := self._map(annotation, body, anchors):
                found.append(statement)
        return found

    def rule_for(self, annotation: ExternalAnnotation, body: Body | None) -> Rule | None:
        """Return the rule that matches a body, and mark the rule as used."""
        for n, rule in enumerate(self._rules):
            if rule.when.meets(self._scheme, annotation, body):
                self.used.add(n)
                return rule
        return None

    def _map(
        self, annotation: ExternalAnnotation, body: Body | None, anchors: Sequence[Raw]
    ) -> MappedStatement | None:
        rule = self.rule_for(annotation, body)
        kind = rule.becomes if rule else _default_kind(annotation, body)
        rule = rule or Rule(becomes="nothing")
        if kind == "nothing":
            self._add_loss(annotation, f"{_body_in_words(body)} that a rule of the mapping omits")
            return None
        if kind in ("relation", "attribution"):
            what = f"{_body_in_words(body)} is on no other annotation, so it cannot be a {kind}"
            self._add_loss(annotation, what)
            return None
        if kind in ("cue", "source"):
            if annotation.id not in self.parts_of_attributions:
                self._add_loss(annotation, f"a {kind} that no attribution links to a claim")
            return None
        raw = _BODY_MAPPERS[kind](self, annotation, body or Body(), anchors, rule)
        if raw is None:
            return None
        kind = raw.get("type", kind)  # a mention, date or citation may have become a tag
        if rule.certainty is not None:
            raw["certainty"] = rule.certainty
        if body is not None and body.language and kind in ("comment", "tag", "correction"):
            self._add_loss(annotation, "the language of a comment")
        return self._checked(annotation, kind, raw, body, anchors)

    def _checked(
        self,
        annotation: ExternalAnnotation,
        kind: str,
        raw: Raw,
        body: Body | None,
        anchors: Sequence[Raw],
    ) -> MappedStatement | None:
        if anchors:
            raw["anchors"] = list(anchors)
        elif kind != "comment":
            self._add_loss(annotation, f"a {kind} on no words of the text")
            return None
        if problem := _problem(CLASSES[kind], raw):
            self._add_loss(annotation, f"a {kind} that the record cannot hold ({problem})")
            return None
        return MappedStatement(kind, raw, body)

    def _add_loss(self, annotation: ExternalAnnotation, what: str) -> None:
        self.losses.add(what, annotation.location)

    # --- each kind ---

    def _comment(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        text = body.value if body.value and body.value.strip() else body.uri
        if not text:
            self._add_loss(annotation, "a comment without text")
            return None
        if body.value and body.uri:
            self._add_loss(annotation, "the address that a comment has besides its text")
        return {"type": "comment", "text": text}

    def _tag(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        word = rule.tag or _tag_of_body(body)
        if not word:
            self._add_loss(annotation, "a tag without text")
            return None
        raw: Raw = {"type": "tag", "tag": word}
        if body.uri and body.uri != word:
            if address_problem(body.uri):
                self._add_loss(annotation, "an address that is not valid")
            else:
                raw["uri"] = body.uri
        return raw

    def _mention(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        if not words_of(anchors):
            self._add_loss(annotation, "a mention on no words of the text")
            return None
        id = self.entity_of(body, anchors, rule)
        if id is None:
            self._add_loss(annotation, "a mention whose name several entities have, kept as a tag")
            return self._tag(annotation, body, anchors, rule)
        return {"type": "mention", "refers_to": id, "basis": rule.basis or _default_basis(body)}

    def entity_of(self, body: Body, anchors: Sequence[Raw], rule: Rule) -> str | None:
        """Return the id of the entity that a body refers to, or a placeholder for a new one.

        Return `None` if several entities match. The rule decides which name a new entity has.
        """
        words = words_of(anchors)
        name = (_on_one_line(body.value) if rule.name == "value" else "") or words
        is_printed = name == words
        return self._entity(rule, name, _identifier(body.uri), anchors, is_printed=is_printed)

    def type_of_entity(self, id: str) -> str:
        """Return the type of an entity of the record, or of a new one."""
        if id in self.new:
            return str(self.new[id].raw["type"])
        return str(getattr(self._onto.index.by_id[id], "type", ""))

    def _entity(
        self,
        rule: Rule,
        name: str,
        identifier: tuple[str, str] | None,
        anchors: Sequence[Raw],
        *,
        is_printed: bool,
    ) -> str | None:
        """Return the id of an entity, or a placeholder for a new one; `None` if several match.

        A new inferred entity is anchored at the words that mention it.
        """
        type = rule.entity or "person"
        if identifier and identifier in self._by_identifier:
            return self._by_identifier[identifier]
        named = self._by_name.get((type, name), [])
        if len(named) > 1:
            return None
        if named and not (identifier and self._has_other(named[0], identifier)):
            return named[0]
        basis = rule.basis or ("external" if identifier else "inferred")
        grounds: Raw = {"rests_on": [dict(one) for one in anchors]} if basis == "inferred" else {}
        called = {"text": name, "basis": "printed" if is_printed else basis}
        raw: Raw = {"type": type, "names": [called], "basis": basis, **grounds}
        if identifier:
            raw["identifiers"] = [{"scheme": identifier[0], "value": identifier[1]}]
        return self._placeholder_for("entities", ("entity", type, *(identifier or (name,))), raw)

    def _has_other(self, id: str, identifier: tuple[str, str]) -> bool:
        """Whether an entity has another identifier in the same register."""
        entity = next((one for one in self._onto.entities if one.id == id), None)
        return entity is not None and any(
            one.scheme == identifier[0] and one.value != identifier[1] for one in entity.identifiers
        )

    def _placeholder_for(self, collection: str, key: tuple[str, ...], raw: Raw) -> str:
        """Return the placeholder for a new part, the same one for the same key."""
        if key not in self._placeholders:
            number = len(self._placeholders)
            while (id := f"new-part-{number}") in self._onto.index.by_id or id in self.new:
                number += 1
            self._placeholders[key] = id
            self.new[id] = NewPart(collection, raw)
        return self._placeholders[key]

    def _date(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        date = _on_one_line(body.value) or words_of(anchors)
        raw: Raw = {"type": "date", "date": date, "basis": rule.basis or "inferred"}
        checked = {**raw, "anchors": list(anchors)}
        if anchors and _problem(CLASSES["date"], checked):
            self._add_loss(annotation, f"a date that is not in EDTF ({date}), kept as a tag")
            return self._tag(annotation, body, anchors, rule)
        return raw

    def _correction(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        raw: Raw = {"type": "correction", "corrected": body.value or ""}
        return {**raw, "basis": rule.basis} if rule.basis else raw

    def _citation(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        address = body.uri or body.value
        if not address or address_problem(address):
            self._add_loss(annotation, "a citation of a work without an address, kept as a tag")
            return self._tag(annotation, body, anchors, rule)
        identifier = _identifier(address)
        id = self._by_address.get(address)
        if identifier and identifier[0] != "URI":
            id = id or self._by_identifier.get(identifier)
        if id is None:
            raw: Raw = {"type": "webpage", "address": address, "basis": rule.basis or "external"}
            if identifier and identifier[0] == "DOI":
                raw["type"] = "document"
                raw["identifiers"] = [{"scheme": "DOI", "value": identifier[1]}]
            id = self._placeholder_for("works", ("work", address), raw)
        return {"type": "citation", "cites": id, "basis": rule.basis or "external"}

    def _claim(
        self, annotation: ExternalAnnotation, body: Body, anchors: Sequence[Raw], rule: Rule
    ) -> Raw | None:
        is_label = body.layer is not None and body.purpose is None and rule.name == "words"
        restatement = (not is_label and _on_one_line(body.value)) or words_of(anchors)
        return {"restatement": restatement, "kind": rule.kind}


_BodyMapper = Callable[[StatementMapper, ExternalAnnotation, Body, Sequence[Raw], Rule], Raw | None]
_BODY_MAPPERS: dict[str, _BodyMapper] = {
    "comment": StatementMapper._comment,
    "tag": StatementMapper._tag,
    "mention": StatementMapper._mention,
    "date": StatementMapper._date,
    "correction": StatementMapper._correction,
    "citation": StatementMapper._citation,
    "claim": StatementMapper._claim,
}


def _default_kind(annotation: ExternalAnnotation, body: Body | None) -> str:
    """Return the kind of statement for a body without a rule: a tag for a label, else a comment."""
    if body is None or body.layer is not None:
        return "tag"
    purpose = body.purpose or annotation.motivation
    if purpose in ("tagging", "classifying", "identifying"):
        return "tag"
    return "comment"


def _tag_of_body(body: Body) -> str:
    """Return the word of the tag for a label, together with its layer."""
    value, layer = _on_one_line(body.value), _on_one_line(body.layer)
    return ": ".join(filter(None, (layer, value))) or _on_one_line(body.uri)


def _on_one_line(text: str | None) -> str:
    """Replace white space by single spaces."""
    return " ".join((text or "").split())


def words_of(anchors: Sequence[Raw]) -> str:
    """Return the words of anchors on one line."""
    return _on_one_line(" ".join(anchor["exact"] for anchor in anchors))


def _identifier(address: str | None) -> tuple[str, str] | None:
    """Return the identifier that an address contains: a register's, else the address itself."""
    if not address or re.search(r"\s", address):
        return None
    for scheme, form in _REGISTERS.items():
        if (match := form.fullmatch(address)) and not check_identifier(scheme, match[1]):
            return scheme, match[1]
    return None if address_problem(address) else ("URI", address)


def _default_basis(body: Body) -> str:
    return "external" if body.uri else "inferred"


def _body_in_words(body: Body | None) -> str:
    return "a highlight" if body is None else "a body"


def _problem(cls: type[Model], raw: Raw) -> str:
    """Return why raw fields are not valid for a class; empty if they are valid."""
    try:
        cls.model_validate({"id": "x", **raw})
    except InvalidPart as invalid:
        return "; ".join(found.message for found in invalid.findings[:2])
    return ""


def _is_placeholder(value: Any) -> bool:
    """Whether a value is the placeholder for a new part."""
    return isinstance(value, str) and value.startswith("new-part-")


def set_reference_ids(raw: Raw, ids: Mapping[str, str]) -> None:
    """Replace placeholders with the ids of the parts."""
    for name in ("refers_to", "cites", "on", "subject", "object"):
        if name in raw:
            raw[name] = ids.get(raw[name], raw[name])
    for step in raw.get("attribution", ()):
        if "claimant" in step:
            step["claimant"] = ids.get(step["claimant"], step["claimant"])


def placeholders_in(raw: Raw) -> Iterator[str]:
    """Yield the placeholders to which a raw statement refers."""
    claimants = (step.get("claimant") for step in raw.get("attribution", ()))
    yield from filter(_is_placeholder, (*raw.values(), *claimants))
