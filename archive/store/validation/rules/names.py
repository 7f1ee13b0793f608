# ruff: noqa: S608 (only conditions of ours stand in the SQL; values are parameters)
"""Rules on works and entities that records name differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from sqlite3 import Connection
from typing import NamedTuple

from archive.findings import Severity, short
from archive.store.validation.compared_names import are_same_name, are_same_title, normal_form
from archive.store.validation.rules.places import PlacedFinding, placed


@dataclass(frozen=True, slots=True)
class _Named:
    """A work or entity of a record."""

    identity: str
    path: str
    id: str
    names: tuple[str, ...]
    """Its names, the main one first."""


def work_titled_otherwise(connection: Connection) -> Iterator[PlacedFinding]:
    """A work has another title than in most records that have the same work.

    Works are the same if they share an identifier or an address. A subtitle that is left out, case,
    diacritics and punctuation do not count, nor does a title in another script. Either the title or
    the identifier is wrong, or it is another title of the work, such as a translation: then add it
    to `variant_titles`. If the works share only an address, the finding is a note, because the page
    may have changed.
    """
    rows = connection.execute(
        f"{_SHARED} SELECT s.identity, r.path, w.id, w.title, f.value FROM shared"
        " JOIN same AS s ON s.kind = 'work' AND s.identity = shared.identity"
        " JOIN works AS w ON w.document = s.document AND w.id = s.part"
        " JOIN records AS r ON r.document = s.document"
        " LEFT JOIN work_fields AS f"
        "  ON f.document = w.document AND f.work = w.id AND f.name = 'variant_titles'"
        " WHERE w.title IS NOT NULL ORDER BY s.identity, r.path, w.id, f.position",
        ("work",),
    )
    for work, usual in _deviating(_named(rows), are_same_title):
        is_address = "//" in work.identity
        yield placed(
            work.path,
            "works",
            work.id,
            "work-titled-otherwise",
            f"{work.id} is {short(work.names[0])}, but {work.identity} is {short(usual.names[0])} "
            f"in {usual.path}",
            'correct the title or the identifier, or add the other title to "variant_titles"',
            Severity.NOTE if is_address else Severity.WARNING,
        )


def entity_named_otherwise(connection: Connection) -> Iterator[PlacedFinding]:
    """An entity has no name by which most records call the same entity.

    Entities are the same if they share an identifier. Names in other scripts, abbreviations to
    initials, and words that one name leaves out do not count. If the name is right, add the usual
    one to its names, so that both are found; otherwise correct the identifier.
    """
    rows = connection.execute(
        f"{_SHARED} SELECT s.identity, r.path, n.entity, n.text, NULL FROM shared"
        " JOIN same AS s ON s.kind = 'entity' AND s.identity = shared.identity"
        " JOIN entity_names AS n ON n.document = s.document AND n.entity = s.part"
        " JOIN records AS r ON r.document = s.document"
        " ORDER BY s.identity, r.path, n.entity, n.position",
        ("entity",),
    )
    for entity, usual in _deviating(_named(rows), are_same_name):
        yield placed(
            entity.path,
            "entities",
            entity.id,
            "entity-named-otherwise",
            f"{entity.id} is {short(entity.names[0])}, but {entity.identity} is "
            f"{short(usual.names[0])} in {usual.path}",
            "add that name to its names, or correct the identifier",
            Severity.NOTE,
        )


_SHARED = (
    "WITH shared AS (SELECT identity FROM same WHERE kind = ?"
    " GROUP BY identity HAVING count(DISTINCT document) > 1)"
)
"""The identities of works or entities in several records."""


def _named(rows: Iterator[Sequence[str | None]]) -> Iterator[_Named]:
    """Yield each part with all its names, from rows with a name or two."""
    for (identity, path, id), of_part in groupby(rows, key=itemgetter(0, 1, 2)):
        names = [name for _, _, _, *pair in of_part for name in pair if name is not None]
        yield _Named(str(identity), str(path), str(id), tuple(dict.fromkeys(names)))


def _deviating(
    parts: Iterator[_Named], are_same: Callable[[str, str], bool]
) -> Iterator[tuple[_Named, _Named]]:
    """Yield each part that has no usual name of its identity, with a part of another record.

    Usual is the main name in most records. If several are equally usual, the parts with each of
    them are compared with those of the next.
    """
    for _, of_identity in groupby(parts, key=attrgetter("identity")):
        groups: dict[str, list[_Named]] = {}
        for part in of_identity:
            groups.setdefault(normal_form(part.names[0]), []).append(part)
        records = {form: len({part.path for part in members}) for form, members in groups.items()}
        usual = [form for form, count in records.items() if count == max(records.values())]
        names = {form: {name for part in groups[form] for name in part.names} for form in usual}
        for form, members in groups.items():
            compared = usual[(usual.index(form) + 1) % len(usual)] if form in usual else usual[0]
            if compared == form:
                continue
            other = groups[compared][0]
            for part in members:
                has_usual = any(are_same(a, b) for a in part.names for b in names[compared])
                if part.path != other.path and not has_usual:
                    yield part, other


# --- works without identifiers ---


class _Described(NamedTuple):
    """A work by its title, first author and year."""

    title: str
    author: str
    year: str
    type: str
    path: str
    id: str
    identity: str
    scheme: str | None
    """The scheme of its first identifier; `None` if it has none."""
    value: str | None
    volume: str | None
    issue: str | None
    page: str | None
    edition: str | None

    @property
    def publication(self) -> tuple[str | None, ...]:
        """The values that distinguish works of the same title, author and year."""
        return self.volume, self.issue, self.page, self.edition


def work_identifier_elsewhere(connection: Connection) -> Iterator[PlacedFinding]:
    """A work has no identifier, and another record has what seems to be the same work with one.

    Title, first author, year and type are the same, and volume, issue, page and edition do not
    differ. Add the identifier, if it is the same work: questions over all records then know that
    the sources are one.
    """
    connection.create_function("normal_form", 1, _normal_form, deterministic=True)
    rows = connection.execute(
        "SELECT normal_form(w.title) AS form, normal_form(coalesce(n.family, n.name)) AS author,"
        " substr(w.issued, 1, 4) AS year, w.type, r.path, w.id, s.identity, i.scheme, i.value,"
        " w.volume, w.issue, w.page, w.edition"
        " FROM works AS w"
        " JOIN same AS s ON s.document = w.document AND s.part = w.id AND s.kind = 'work'"
        " JOIN records AS r ON r.document = w.document"
        " LEFT JOIN names AS n ON n.document = w.document"
        "  AND n.pointer = (SELECT min(pointer) FROM names WHERE document = w.document"
        "   AND part = w.id AND field = 'author' AND position = 0)"
        " LEFT JOIN identifiers AS i ON i.document = w.document"
        "  AND i.pointer = (SELECT min(pointer) FROM identifiers WHERE document = w.document"
        "   AND part = w.id)"
        " WHERE w.title IS NOT NULL AND w.issued IS NOT NULL"
        " ORDER BY form, author, year, w.type, r.path, w.id"
    )
    works = map(_Described._make, rows)
    for (title, author, *_), same in groupby(works, key=itemgetter(0, 1, 2, 3)):
        if not author and len(title) < _DISTINCTIVE_LENGTH:
            continue
        group = list(same)
        identified = [work for work in group if work.scheme]
        if len({work.identity for work in identified}) != 1:
            continue  # nobody has an identifier, or they have different ones
        [known, *_] = identified
        for work in group:
            if not work.scheme and work.path != known.path and _is_like(work, known):
                yield placed(
                    work.path,
                    "works",
                    work.id,
                    "work-identifier-elsewhere",
                    f"{work.id} has no identifier; {known.id} in {known.path} has the same title, "
                    f"author and year, and {known.scheme} {known.value}",
                    "add the identifier, if it is the same work",
                    Severity.NOTE,
                )


_DISTINCTIVE_LENGTH = 16
"""If a normal title is at least this long, it identifies, with the year, a work without an
author."""


def _is_like(one: _Described, other: _Described) -> bool:
    """Return whether no known value distinguishes two works, and the index has them as two."""
    pairs = zip(one.publication, other.publication, strict=True)
    return one.identity != other.identity and all(a == b for a, b in pairs if a and b)


def _normal_form(text: str | None) -> str:
    return normal_form(text or "")
