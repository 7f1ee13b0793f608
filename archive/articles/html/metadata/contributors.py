"""Chooses the authors of an article, and its other contributors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from archive.articles.html.metadata.author_names import (
    display_name,
    is_no_name,
    is_person,
    names_in,
)
from archive.articles.html.metadata.extracted_values import (
    MetadataSource,
    MetadataValue,
    comparison_key,
)
from archive.articles.html.metadata.field_candidates import MOST, FieldCandidates, Raw
from archive.articles.html.metadata.visible_metadata import PrintedLine
from archive.model.identifiers import check_identifier
from archive.model.metadata import Contributor


def authors(
    candidates: FieldCandidates,
    lines: Sequence[PrintedLine],
    near: Sequence[PrintedLine],
    site: str,
) -> list[Raw]:
    """Return the authors from the first source that has any, in its order.

    A later source is used instead if it has all these authors and others. If a name is printed in
    an element of its own, a byline, or a line near the title, that element is the origin.
    """
    by_source: dict[MetadataSource, dict[str, tuple[Raw, MetadataValue]]] = {}
    for value in candidates.of("author")[:MOST]:
        for raw in _names(candidates, value, site):
            by_source.setdefault(value.source, {}).setdefault(
                comparison_key(display_name(raw["name"])), (raw, value)
            )
    publishers = {comparison_key(value.text) for value in candidates.of("publisher")} | {site}
    # A source with no author other than the publisher goes last.
    ordered = sorted(by_source.values(), key=lambda people: people.keys() <= publishers)
    taken: dict[str, tuple[Raw, MetadataValue]] = {}
    for people in ordered:
        if not taken or (people.keys() > taken.keys()):
            taken = people
    printed: dict[str, MetadataValue] = {}
    for people in by_source.values():
        for name, (_, value) in people.items():
            if value.is_printed:
                printed.setdefault(name, value)
    found: list[Raw] = []
    for name, (raw, value) in taken.items():
        at = printed.get(name)
        node = at.node if at is not None else _line_with((*lines, *near), display_name(raw["name"]))
        if node is not None:
            raw = candidates.stated(raw, "printed", candidates.page.origin(node))
        else:
            raw = candidates.raw(value, **raw)
        raw.pop("identifiers", None)
        if ids := _identifiers_of(candidates, by_source.values(), name):
            raw["identifiers"] = ids
        if checked := candidates.checked(Contributor, raw, value):
            found.append(checked)
    for people in by_source.values():
        for name, (_, value) in people.items():
            if name not in taken and not any(name in one or one in name for one in taken):
                candidates.add_disagreement(
                    ", ".join(display_name(one["name"]) for one, _ in taken.values()), value
                )
    return found


def _names(candidates: FieldCandidates, value: MetadataValue, site: str) -> Iterator[Raw]:
    """Yield the names in a value; count text that is not a name as a loss."""
    more = value.more
    if "name" in more:
        names = [more["name"]]
    elif more.get("is_organisation"):
        names = [{"literal": value.text}]
    else:
        may = value.source in (MetadataSource.HIGHWIRE, MetadataSource.DUBLIN_CORE)
        names = [*names_in(value.text, may_be_inverted=may)]
    for name in names:
        text = display_name(name)
        is_site = comparison_key(text) == site and not (
            value.is_printed or more.get("is_organisation") or is_person(text)
        )
        if is_no_name(text) or is_site:
            if not value.is_printed:
                candidates.losses.add(f"{value.label}: {text[:40]}", value.node)
                candidates.account_for(value)
            continue
        raw: Raw = {"name": name}
        if more.get("identifiers") and len(names) == 1:
            raw["identifiers"] = more["identifiers"]
        yield raw


def _identifiers_of(
    candidates: FieldCandidates, sources: Iterable[dict[str, tuple[Raw, MetadataValue]]], name: str
) -> list[Raw]:
    """Return the identifiers of a person from all sources; report invalid identifiers."""
    found: dict[tuple[str, str], Raw] = {}
    for people in sources:
        raw, value = people.get(name, ({}, None))
        for one in raw.get("identifiers", ()):
            problem = check_identifier(one["scheme"], one["value"])
            if problem is None:
                found[one["scheme"], one["value"]] = one
            elif value is not None:
                candidates.add_unreadable(replace(value, text=one["value"]), problem)
    return [*found.values()]


def _line_with(lines: Sequence[PrintedLine], name: str) -> Any:
    """Return the element of the first line with this name; `None` if there is none."""
    wanted = name.casefold()
    return next((one.node for one in lines if wanted in one.words.casefold()), None)


def contributors(candidates: FieldCandidates) -> list[Raw]:
    """Return editors, translators and other contributors, each once for a role."""
    found: list[Raw] = []
    seen: set[tuple[str, str]] = set()
    for value in candidates.of("contributor")[:MOST]:
        role = value.more.get("role", "contributor")
        for raw in _names(candidates, value, ""):
            if (role, comparison_key(display_name(raw["name"]))) in seen:
                continue
            seen.add((role, comparison_key(display_name(raw["name"]))))
            made = candidates.checked(Contributor, candidates.raw(value, **raw, role=role), value)
            if made:
                found.append(made)
    return found
