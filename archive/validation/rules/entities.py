"""Rules on entities, names and identifiers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from archive.findings import Finding, short, warning
from archive.model.anchors import Anchor
from archive.model.annotations import Citation, Mention
from archive.model.blocks import CodeBlock
from archive.model.document import Document
from archive.model.identifiers import SCHEMES
from archive.model.names import Identifier
from archive.model.rights import Rights
from archive.text.offsets import merged_spans
from archive.text.proper_names import NameSearch, bare_name
from archive.validation.rules.metadata import says_nothing
from archive.validation.usage import is_used


def entity_unmentioned(document: Document) -> Iterator[Finding]:
    """Nothing in the record refers to an entity.

    Its mentions may be missing, or the entity is no longer needed.
    """
    for number, entity in enumerate(document.entities):
        if not is_used(document, entity.id):
            message = f"nothing refers to {entity.id} ({short(entity.label)})"
            yield warning("entity-unmentioned", f"/entities/{number}", message)


def entity_without_name(document: Document) -> Iterator[Finding]:
    """An entity has neither a name nor a description.

    Readers cannot know who or what it is. Give unnamed people a description: "experts whom the
    article does not name".
    """
    for number, entity in enumerate(document.entities):
        if not entity.names and not entity.description:
            yield warning(
                "entity-without-name",
                f"/entities/{number}",
                f"{entity.id} has neither a name nor a description",
                'add "names", or, if it has no name, a "description"',
            )


def duplicate_entity_name(document: Document) -> Iterator[Finding]:
    """Two entities of one type have the same main name.

    They are probably the same entity. If not, distinguish them by their names or identifiers.
    Groups may share a name, because they have no proper names.
    """
    seen: dict[tuple[str, str], str] = {}
    for number, entity in enumerate(document.entities):
        if entity.names and entity.type != "group":
            key = entity.type, entity.names[0].text.casefold()
            if key in seen:
                message = f"{entity.id} has the same name as {seen[key]}, {short(entity.label)}"
                yield warning("duplicate-entity-name", f"/entities/{number}/names/0", message)
            seen.setdefault(key, entity.id)


def identifier_shared(document: Document) -> Iterator[Finding]:
    """Two entities, or two works, have the same identifier.

    An identifier belongs to one thing only: either both are the same, or one identifier is wrong.
    """
    for collection in ("entities", "works"):
        seen: dict[Identifier, str] = {}
        for number, part in enumerate(getattr(document, collection)):
            for position, identifier in enumerate(part.identifiers):
                if seen.setdefault(identifier, part.id) != part.id:
                    yield warning(
                        "identifier-shared",
                        f"/{collection}/{number}/identifiers/{position}",
                        f"{seen[identifier]} also has {identifier.scheme} {identifier.value}",
                    )


_SCHEMES = {scheme.casefold(): scheme for scheme in SCHEMES}


def scheme_misspelt(document: Document) -> Iterator[Finding]:
    """The scheme of an identifier is known, but its capitals are wrong.

    Programs do not recognise such a scheme, and the check digits are not checked.
    """
    for pointer, identifier in document.index.of_type(Identifier):
        known = _SCHEMES.get(identifier.scheme.casefold(), identifier.scheme)
        if known != identifier.scheme:
            message = f'the scheme "{identifier.scheme}" must be written "{known}"'
            yield warning("scheme-misspelt", f"{pointer}/scheme", message)


def name_unmarked_elsewhere(document: Document) -> Iterator[Finding]:
    """A name is marked as a mention in one place and not in another.

    A list of mentions would lack the unmarked place. Each name is reported once, at the first such
    place. Only names with at least three characters are checked; if their script has capitals, they
    must have one.
    """
    marked = _marked(document)
    made_by = {
        bare_name(anchor.exact): mention.refers_to
        for mention in document.annotations
        if isinstance(mention, Mention) and mention.status != "rejected"
        for anchor in mention.anchors
        if _is_name(bare_name(anchor.exact))
    }
    unmarked: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    names = NameSearch(made_by)
    for pointer, block in document.index.text_blocks:
        if block.id in document.index.furniture or isinstance(block, CodeBlock):
            continue
        reached = 0
        for start, end in names.find(block.text):
            if start >= reached:
                reached = end
                if not _touches(marked.get(block.id, ()), start, end):
                    place = (pointer, block.id, start, end)
                    unmarked[block.text[start:end]].append(place)
    for name, ((pointer, id, start, end), *others) in unmarked.items():
        more = f", the first of {len(others) + 1} places" if others else ""
        yield warning(
            "name-unmarked-elsewhere",
            f"{pointer}/text",
            f"{short(name)} is marked as a mention of {made_by[name]} elsewhere, "
            f"but not in {id} at {start} to {end}{more}",
        )


def _is_name(text: str) -> bool:
    return len(text) >= 3 and (text != text.lower() or text == text.upper())


def _marked(document: Document) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return the stretches of each block that are mentioned or cited; merge overlapping ones."""
    table: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for annotation in document.annotations:
        if isinstance(annotation, Mention | Citation):
            for anchor in annotation.anchors:
                if isinstance(anchor, Anchor):
                    table[anchor.block].append((anchor.start, anchor.end))
    return {block: merged_spans(spans) for block, spans in table.items()}


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch overlaps one of these spans, which do not overlap each other."""
    at = bisect_right(spans, start, key=lambda span: span[1])
    return at < len(spans) and spans[at][0] < end


def printed_not_in_text(document: Document) -> Iterator[Finding]:
    """A name, title, source or notice has the basis `printed`, but is not in the text.

    Use the basis `embedded` for a value that is only in the metadata of the received file, and
    `external` for a value that is known from elsewhere, so that the record does not claim what the
    article does not say. Capitals and blanks are ignored. A title may be elsewhere in a capture, if
    its `origin` states where; a notice may be spread over several blocks, if `rests_on` has words
    in each of them.
    """
    values = list(_printed(document))
    wanted = {bare_name(_folded(value)) for _, value in values} - {""}
    blocks = document.text_blocks()
    texts = (*(block.text for block in blocks), *_rested_on(document))
    standing = NameSearch(wanted).standing(map(_folded, texts))
    missing = wanted - standing if blocks else set[str]()
    for pointer, value in values:
        if bare_name(_folded(value)) in missing:
            yield warning(
                "printed-not-in-text",
                pointer,
                f'{short(value)} has the basis "printed", but is not in the text',
                'write "embedded" if it is in the metadata of the received file, "external" '
                "if it is known from elsewhere",
            )


def _rested_on(document: Document) -> Iterator[str]:
    """Yield the words in `rests_on` of each layer's notice, joined."""
    for _, rights in document.index.of_type(Rights):
        yield " ".join(stretch.exact for stretch in rights.rests_on)


def _printed(document: Document) -> Iterator[tuple[str, str]]:
    titles = document.metadata.titles
    for number, title in enumerate(titles if isinstance(titles, tuple) else ()):
        if title.basis == "printed" and title.origin is None:
            yield f"/metadata/titles/{number}/text", title.text
    for number, entity in enumerate(document.entities):
        for position, name in enumerate(entity.names):
            if name.basis == "printed":
                yield f"/entities/{number}/names/{position}/text", name.text
    for number, source in enumerate(document.sources):
        if source.basis == "printed":
            yield f"/sources/{number}/as_named", source.as_named
    for pointer, rights in document.index.of_type(Rights):
        if (
            isinstance(rights.notice, str)
            and rights.basis == "printed"
            and not says_nothing(rights.notice)  # reported as `absence-in-words`
        ):
            yield f"{pointer}/notice", rights.notice


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
