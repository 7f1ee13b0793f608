# ruff: noqa: S608 (only conditions of ours stand in the SQL; values are parameters)
"""Searches the passages of all records for words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from sqlite3 import Connection

from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.store.search.conditions import Condition
from archive.store.search.filter_conditions import FilterConditions
from archive.store.search.filters import NO_FILTERS, Filters, PassageKind
from archive.store.search.query import Query, parse
from archive.store.search.snapshots import snapshot
from archive.store.search.snippets import Snippet, snippet
from archive.store.search.words import tokens

COUNTED = 10_000
"""The most matches that are counted. A query with more is wide."""
RANKED = 1_000
"""The number of matches of a wide query, or of one with filters, that are ranked: the first in the
order of the index. The others follow them in that order. A wide query with filters has this many
counted."""
_FEW = 50
"""If there are no more matches, they are ranked here even without filters: SQLite would go through
all matches of each word, and one of them may be in most passages."""
_LOOKED_UP = 2_000
"""The most passages of which each is looked up among the matches of a wide query, instead of going
through all matches: a look-up takes as long as about 30 matches."""

_K1, _B = 1.2, 0.75
"""The parameters of BM25, as in FTS5."""


@dataclass(frozen=True, repr=False)
class Hit(OneLineRepr):
    """A passage in which all words of a query occur."""

    record: str
    """The id of the record."""
    kind: PassageKind
    """What the passage is."""
    part: str
    """The id of the part of the record with the passage; for a title its JSON Pointer."""
    title: str | None
    """The title of the article."""
    status: str | None
    """The status of the statement: of the claim, of the comment, of the statement for which this is
    the reason. `None` for other passages. A proposed statement does not count as accepted."""
    text: str
    """The whole passage."""
    query: Query
    """What was asked."""

    @cached_property
    def snippet(self) -> Snippet:
        """The stretch of the passage that shows best where the query matches."""
        return snippet(self.text, self.query)

    def as_json(self) -> dict[str, object]:
        """Return the hit, with its snippet instead of the whole passage, as JSON values."""
        return {
            "record": self.record,
            "title": self.title,
            "kind": self.kind,
            "part": self.part,
            "status": self.status,
            "snippet": self.snippet.as_json(),
        }

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(f"{self.record}#{self.part}")
        yield "kind", self.kind
        yield None, self.snippet.text


@dataclass(frozen=True, repr=False)
class Results(OneLineRepr):
    """A page of the matches of a query."""

    query: Query
    """What was asked."""
    hits: tuple[Hit, ...]
    """The matches of this page, the best first."""
    total: int
    """The number of all matches, up to `COUNTED`, or up to `RANKED`."""
    is_wide: bool = False
    """Whether there are more than `total` matches."""
    ranked: int = 0
    """How many matches were ranked: all, or the first of a larger number in the order of the
    index."""
    after: int = 0
    """How many matches come before this page."""
    unknown: tuple[str, ...] = ()
    """The claimants, sources and entities of the filters that no record has."""
    next: int | None = field(default=None)
    """The `after` of the next page; `None` if this is the last."""

    @property
    def note(self) -> str | None:
        """What a user should know about the results, as a sentence; `None` if nothing."""
        if self.query.is_empty:
            return "the query has no words, so nothing can be found"
        if self.unknown:
            return f"no record has {', '.join(map(repr, self.unknown))}"
        if self.ranked < self.total or self.is_wide:
            more = "more than " if self.is_wide else ""
            return f"ranked among the first {self.ranked} of {more}{self.total} matches"
        return None

    def as_json(self) -> dict[str, object]:
        """Return the page as JSON values."""
        return {
            "query": self.query.text,
            "total": self.total,
            "isWide": self.is_wide,
            "ranked": self.ranked,
            "after": self.after,
            "next": self.next,
            "note": self.note,
            "hits": [hit.as_json() for hit in self.hits],
        }

    def _repr_items(self) -> ReprItems:
        yield None, self.query.text
        yield "total", Unquoted(f"{'more than ' if self.is_wide else ''}{self.total}")
        yield "hits", self.hits


def search(
    connection: Connection,
    query: str,
    filters: Filters = NO_FILTERS,
    *,
    first: int = 20,
    after: int = 0,
) -> Results:
    """Return a page of the passages in which all words of a query occur, the best first.

    Passages are ranked by BM25. Of a query with more than `COUNTED` matches, and of one with
    filters and more than `RANKED`, the first `RANKED` matches are ranked.

    Args:
        connection: The index.
        query: What a user typed: words, `"phrases"`, prefixes with `*`; never syntax.
        filters: What the passages must fulfil.
        first: The most hits of the page.
        after: How many hits to pass over: `Results.next` of the page before.
    """
    asked = parse(query)
    if asked.is_empty:
        return Results(asked, (), 0, after=after)
    with snapshot(connection):
        conditions = FilterConditions(connection, filters)
        every = conditions.of_passages()
        numbers, counted = _first_matches(connection, asked, COUNTED), COUNTED
        if every:
            if len(numbers) <= COUNTED:
                numbers = _filtered(connection, numbers, every)
            else:
                numbers, counted = _filtered_of_many(connection, asked, every, conditions), RANKED
        is_wide = len(numbers) > counted
        is_ranked_here = is_wide or every is not None or len(numbers) <= _FEW
        total = min(len(numbers), counted)
        ranked = min(total, RANKED) if is_ranked_here else total
        end = after + first
        if not is_ranked_here:
            page = _ranked_by_sqlite(connection, asked, first, after) if after < total else []
        elif end <= total or not is_wide:
            page = _page(connection, asked, numbers, ranked, after, end)
        else:
            page = _page(connection, asked, numbers[:total], ranked, after, end)
            page += _in_order(connection, asked, every, max(after, total), end)
        hits = tuple(_hit(connection, number, asked) for number in page)
    has_more = end < total or (is_wide and len(page) == first)
    unknown, following = tuple(conditions.unknown), end if has_more else None
    return Results(asked, hits, total, is_wide, ranked, after, unknown, following)


# --- the passages that match, by number ---


def _first_matches(connection: Connection, query: Query, counted: int) -> list[int]:
    """Return the first matches, one more than are counted."""
    return _numbers(
        connection,
        "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?",
        (query.match, counted + 1),
    )


def _filtered(connection: Connection, numbers: Sequence[int], every: Condition) -> list[int]:
    """Return those of some passages that fulfil a condition."""
    return _numbers(
        connection,
        "SELECT p.number FROM json_each(?) AS j CROSS JOIN passages AS p ON p.number = j.value"
        f" WHERE {every.sql}",
        (json.dumps(numbers), *every.values),
    )


def _filtered_of_many(
    connection: Connection, query: Query, every: Condition, conditions: FilterConditions
) -> list[int]:
    """Return the first matches of a wide query that fulfil a condition, one more than are ranked.

    If few passages fulfil it, each is looked up. If many do, the first matches are soon found.
    """
    if few := conditions.few_passages(_LOOKED_UP):
        passages = _numbers(connection, f"{few.sql} LIMIT ?", (*few.values, _LOOKED_UP + 1))
        if len(passages) <= _LOOKED_UP:
            return _numbers(
                connection,
                "SELECT rowid FROM words WHERE words MATCH ?"
                " AND rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid LIMIT ?",
                (query.match, json.dumps(passages), RANKED + 1),
            )
    return _in_order(connection, query, every, 0, RANKED + 1)


def _in_order(
    connection: Connection, query: Query, every: Condition | None, after: int, end: int
) -> list[int]:
    """Return matches that fulfil a condition, in the order of the index."""
    if every is None:
        return _numbers(
            connection,
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ? OFFSET ?",
            (query.match, end - after, after),
        )
    return _numbers(
        connection,
        "SELECT words.rowid FROM words CROSS JOIN passages AS p ON p.number = words.rowid"
        f" WHERE words MATCH ? AND {every.sql} ORDER BY words.rowid LIMIT ? OFFSET ?",
        (query.match, *every.values, end - after, after),
    )


def _numbers(connection: Connection, sql: str, values: Sequence[str | int]) -> list[int]:
    return [number for (number,) in connection.execute(sql, values)]


# --- their order ---


def _ranked_by_sqlite(connection: Connection, query: Query, first: int, after: int) -> list[int]:
    return _numbers(
        connection,
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ? OFFSET ?",
        (query.match, first, after),
    )


def _page(
    connection: Connection, query: Query, numbers: Sequence[int], ranked: int, after: int, end: int
) -> list[int]:
    """Return a page of the matches, the first ones ranked."""
    in_order = _ranked(connection, query, numbers[:ranked])[after:end] if after < ranked else []
    return in_order + list(numbers[max(after, ranked) : end])


def _ranked(connection: Connection, query: Query, numbers: Sequence[int]) -> list[int]:
    """Return passages in the order of BM25, computed here.

    SQLite would first go through all matches of every phrase, to count them. Here they are counted
    up to `RANKED`: what is more frequent weighs the same. The mean length is that of these
    passages.
    """
    weights = _weights(connection, query)
    counts, lengths = [], []
    for (text,) in connection.execute(
        "SELECT coalesce(p.text, b.text) FROM json_each(?) AS j"
        " CROSS JOIN passages AS p ON p.number = j.value LEFT JOIN blocks AS b"
        " ON p.kind = 'text' AND b.document = p.document AND b.id = p.part ORDER BY j.key",
        (json.dumps(numbers),),
    ):
        words = tokens(text or "")
        lengths.append(len(words))
        counts.append([sum(1 for _ in phrase.places_in(words)) for phrase in query.phrases])
    mean = sum(lengths) / len(lengths) if lengths else 1
    scored = []
    for number, length, of_phrases in zip(numbers, lengths, counts, strict=True):
        norm = _K1 * (1 - _B + _B * length / mean) if mean else _K1
        score = sum(
            weight * count * (_K1 + 1) / (count + norm)
            for weight, count in zip(weights, of_phrases, strict=True)
        )
        scored.append((-score, number))
    return [number for _, number in sorted(scored)]


def _weights(connection: Connection, query: Query) -> list[float]:
    """Return the weight of each phrase: the rarer, the more (inverse document frequency)."""
    if len(query.phrases) == 1:
        return [1.0]
    [(passages,)] = connection.execute("SELECT coalesce(max(number), 0) FROM passages")
    weights = []
    for phrase in query.phrases:
        [(count,)] = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
            (phrase.match, RANKED),
        )
        weights.append(log(1 + max(passages - count + 0.5, 0.5) / (count + 0.5)))
    return weights


# --- what is shown of them ---


_STATEMENTS = (
    *("claims", "assessments", "relations", "comments"),
    *("corrections", "mentions", "dates", "citations", "tags"),
)
_STATUSES = ", ".join(
    f"(SELECT t.status FROM {table} AS t WHERE t.document = p.document AND t.id = p.part)"
    for table in _STATEMENTS
)
"""The statuses that a statement has, by the tables in which it may be."""


def _hit(connection: Connection, number: int, query: Query) -> Hit:
    [(document, kind, part, title, status, text)] = connection.execute(
        "SELECT p.document, p.kind, p.part, d.title,"
        f" CASE WHEN p.kind IN ('claim', 'reason', 'comment') THEN coalesce({_STATUSES}) END,"
        " coalesce(p.text, b.text)"
        " FROM passages AS p LEFT JOIN documents AS d ON d.document = p.document"
        " LEFT JOIN blocks AS b ON p.kind = 'text' AND b.document = p.document AND b.id = p.part"
        " WHERE p.number = ?",
        (number,),
    )
    return Hit(document, kind, part, title, status, text or "", query)
