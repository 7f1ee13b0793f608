"""Pairs figures that have no words by which they could be recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any

from archive.model.blocks import Figure
from archive.revision.rebase.top_blocks import TopBlock


def paired_figures(
    old_tops: Sequence[TopBlock], new_tops: Sequence[TopBlock], matched: Mapping[str, str]
) -> dict[str, TopBlock]:
    """Return figures without words by the ids of the new figures that replace them.

    A pair has the same image, the same address, the same description, or the same place.
    """
    taken = {*matched.values()}
    old = [(top, before) for top, before in _figures(old_tops, taken, {id: id for id in taken})]
    new = [(top, before) for top, before in _figures(new_tops, {*matched}, matched)]
    pairs: dict[str, TopBlock] = {}
    for key in _FIGURE_KEYS:
        waiting: dict[Any, list[TopBlock]] = {}
        used = {top.block.id for top in pairs.values()}
        for top, before in old:
            if top.block.id not in used and (value := key(top.block, before)) is not None:
                waiting.setdefault(value, []).append(top)
        for top, before in new:
            rivals = waiting.get(key(top.block, before))
            if top.block.id not in pairs and rivals:
                pairs[top.block.id] = rivals.pop(0)
    return pairs


_FIGURE_KEYS: Sequence[Callable[[Any, str | None], Any]] = (
    lambda figure, _: figure.model_dump_json(exclude={"id"}),
    lambda figure, _: figure.image and figure.image.address,
    lambda figure, _: figure.description,
    lambda _, before: before,
)
"""The keys by which a figure without words is recognised, the most certain first."""


def _figures(
    tops: Sequence[TopBlock], matched: Set[str], names: Mapping[str, str]
) -> Iterator[tuple[TopBlock, str | None]]:
    """Yield each figure without words, with the old id of the text before it."""
    before: str | None = ""
    for top in tops:
        known = [text for text in top.texts if text in matched]
        if known:
            before = names[known[-1]]
        elif isinstance(top.block, Figure):
            yield top, before
