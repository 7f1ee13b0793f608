"""The rules that compare records of a store, by subject.

A rule is a public generator; its name is its code, and its docstring the manual page. It gets the
index, and yields findings with the place in a record. Only records that can be read have rows in
the index, so that nothing is said of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from sqlite3 import Connection

from archive.store.events import Event
from archive.store.validation.rules import names, records, source_checks, withdrawals
from archive.store.validation.rules.places import PlacedFinding

Rule = Callable[[Connection], Iterator[PlacedFinding]]

RULES: tuple[Rule, ...] = (
    records.record_id_twice,
    records.record_iri_twice,
    records.record_part_unknown,
    records.work_differs_from_record,
    names.work_titled_otherwise,
    names.entity_named_otherwise,
    names.work_identifier_elsewhere,
    withdrawals.work_withdrawn_elsewhere,
    withdrawals.work_changed_elsewhere,
)
"""The rules, in the order in which they run."""

EventRule = Callable[[Connection, Mapping[str, Event]], Iterator[PlacedFinding]]

EVENT_RULES: tuple[EventRule, ...] = (source_checks.quoted_words_drifted,)
"""The rules that also get the last check of the sources of each record, by its id. They run after
the others."""
