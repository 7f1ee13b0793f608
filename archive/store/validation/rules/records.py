"""Rules on records that name each other, or have the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import NamedTuple

from archive.english import counted
from archive.findings import Severity, short
from archive.model.identifiers import SCHEMES
from archive.model.names import Identifier
from archive.store.search.identifiers import keys_of, keys_of_entity
from archive.store.validation.compared_names import are_same_title
from archive.store.validation.rules.places import PlacedFinding, placed
from archive.tabular.table_schemas import TABLES


def record_id_twice(connection: Connection) -> Iterator[PlacedFinding]:
    """Two records of a store have the same id.

    Records are found by the names of their folders, which are their ids. Rename all but one: the
    folder, and `id` in the record.
    """
    paths: dict[str, list[str]] = {}
    for path, id in connection.execute(
        "SELECT path, coalesce(document, taken_id) FROM records ORDER BY path"
    ):
        for name in {path.rpartition("/")[2], id} - {None}:
            paths.setdefault(name, []).append(path)
    for name, twice in paths.items():
        if len(twice) > 1:
            for number, path in enumerate(twice):
                first = twice[1] if number == 0 else twice[0]
                more = f" and {counted(len(twice) - 2, 'others')}" if len(twice) > 2 else ""
                yield placed(
                    path,
                    "id",
                    "",
                    "record-id-twice",
                    f'"{name}" is also the id of {first}{more}',
                    "rename all but one, in the name of the folder and in the record",
                    Severity.ERROR,
                )


def record_iri_twice(connection: Connection) -> Iterator[PlacedFinding]:
    """Two records of a store have the same `base_iri`.

    It is the address under which the ids of a record are published: `BASE#claim-1` is then a claim
    in two records. Give each record an address of its own.
    """
    paths: dict[str, list[str]] = {}
    for path, base in connection.execute(
        "SELECT r.path, d.base_iri FROM documents AS d JOIN records AS r ON r.document = d.document"
        " WHERE d.base_iri IS NOT NULL ORDER BY r.path"
    ):
        paths.setdefault(_address_key(base), []).append(path)
    for base, twice in paths.items():
        if len(twice) > 1:
            for number, path in enumerate(twice):
                first = twice[1] if number == 0 else twice[0]
                yield placed(
                    path,
                    "base_iri",
                    "",
                    "record-iri-twice",
                    f"{base} is also the address of {first}",
                    "give each record an address of its own",
                )


def record_part_unknown(connection: Connection) -> Iterator[PlacedFinding]:
    """A work has the address of a part of another record, and that record has no such part.

    The address is the `base_iri` of a record in the store, with an id behind `#`. The part may have
    been removed, or the id may be misspelt.
    """
    bases = {
        _address_key(base): document
        for document, base in connection.execute(
            "SELECT document, base_iri FROM documents WHERE base_iri IS NOT NULL"
        )
    }
    for path, own, work, address in connection.execute(
        "SELECT r.path, w.document, w.id, w.address FROM works AS w"
        " JOIN records AS r ON r.document = w.document WHERE w.address LIKE '%#_%'"
        " ORDER BY r.path, w.id"
    ):
        document = bases.get(_address_key(address))
        part = address.partition("#")[2]
        if document not in (None, own) and not _has_part(connection, document, part):
            yield placed(
                path,
                "works",
                work,
                "record-part-unknown",
                f'{work} has the address of "{part}" in {document}, which has no such part',
                "correct the id behind the # in its address",
            )


_WITH_IDS = tuple(table.name for table in TABLES if "id" in table.row._fields)


def _has_part(connection: Connection, document: str, part: str) -> bool:
    return any(
        connection.execute(
            f'SELECT 1 FROM "{table}" WHERE document = ? AND id = ?',  # noqa: S608 (names of ours)
            (document, part),
        ).fetchone()
        for table in _WITH_IDS
    )


def _address_key(address: str) -> str:
    """Return an address without its fragment, in the form that is compared."""
    base = address.partition("#")[0]
    return next(reversed(keys_of(base)), base)


class _CitedRecord(NamedTuple):
    """A work that is an article of which the store has the record."""

    path: str
    work: str
    title: str | None
    issued: str | None
    earliest: str | None
    latest: str | None


def work_differs_from_record(connection: Connection) -> Iterator[PlacedFinding]:
    """A work is the article of another record, but has another title or date.

    The two share an identifier or an address. Either it is that of something else, or one of the
    two is described wrongly. A subtitle that is left out, case, diacritics and punctuation do not
    count, nor does a title in another script.
    """
    for document, path, earliest, latest in connection.execute(
        "SELECT d.document, r.path, d.published_earliest, d.published_latest FROM documents AS d"
        " JOIN records AS r ON r.document = d.document ORDER BY r.path"
    ):
        cited = list(_works_that_are(connection, document))
        if not cited:
            continue
        titles = list(_titles_of(connection, document))
        for work in cited:
            differences = []
            if work.title and titles and not any(are_same_title(work.title, t) for t in titles):
                differences.append(f"the title {short(titles[0])}, not {short(work.title)}")
            if _are_apart((earliest, latest), (work.earliest, work.latest)):
                differences.append(f"the date {_days(earliest, latest)}, not {work.issued}")
            if differences:
                yield placed(
                    work.path,
                    "works",
                    work.work,
                    "work-differs-from-record",
                    f"{work.work} is the article of {path}, which has {' and '.join(differences)}",
                    "correct the work or the record, or the identifier that they share",
                )


def _works_that_are(connection: Connection, document: str) -> Iterator[_CitedRecord]:
    """Yield the works in other records with an identifier or address of a record's article."""
    found: dict[tuple[str, str], _CitedRecord] = {}
    for value, scheme in connection.execute(
        "SELECT value, scheme FROM metadata WHERE document = ? AND value IS NOT NULL"
        " AND field IN ('addresses', 'identifiers') ORDER BY pointer",
        (document,),
    ):
        for key in _keys(value, scheme):
            for row in connection.execute(
                "SELECT r.path, w.id, w.title, w.issued, w.issued_earliest, w.issued_latest"
                " FROM identity_keys AS k"
                " JOIN works AS w ON w.document = k.document AND w.id = k.part"
                " JOIN records AS r ON r.document = k.document"
                " WHERE k.kind = 'work' AND k.key = ? AND k.document <> ?",
                (key, document),
            ):
                work = _CitedRecord._make(row)
                found.setdefault((work.path, work.work), work)
    yield from found.values()


def _keys(value: str, scheme: str | None) -> Iterable[str]:
    if scheme is None:
        return keys_of(value)
    if scheme in SCHEMES:
        return keys_of_entity([Identifier(scheme=scheme, value=value)])
    return ()


def _titles_of(connection: Connection, document: str) -> Iterator[str]:
    """Yield the titles of a record, and all of them as one."""
    titles = [
        title
        for (title,) in connection.execute(
            "SELECT value FROM metadata WHERE document = ? AND field = 'titles'"
            " AND value IS NOT NULL ORDER BY pointer",
            (document,),
        )
    ]
    yield from titles
    if len(titles) > 1:
        yield " ".join(titles)


_Period = tuple[str | None, str | None]


def _are_apart(one: _Period, other: _Period) -> bool:
    """Return whether two periods have no day in common; an open end is any day."""
    (start, end), (other_start, other_end) = one, other
    if not (start or end) or not (other_start or other_end):
        return False
    return bool(
        (end and other_start and end < other_start) or (other_end and start and other_end < start)
    )


def _days(earliest: str | None, latest: str | None) -> str:
    return str(earliest or latest) if earliest == latest else f"{earliest or '..'}/{latest or '..'}"
