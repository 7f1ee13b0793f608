"""Bags (BagIt) are not changed in place: a changed file makes the whole bag invalid."""

from __future__ import annotations

import os
from pathlib import Path

from archive.errors import WriteError


def bag_around(path: Path) -> Path | None:
    """Return the folder of the bag that a path is in: the bag itself, or a path in its `data`."""
    place = Path(os.path.realpath(path))
    if os.path.lexists(place / "bagit.txt"):
        return place
    inner = (place, *place.parents)
    payloads = (one for one in inner if one.name == "data")
    return next((one.parent for one in payloads if os.path.lexists(one.parent / "bagit.txt")), None)


def refuse_bag(path: Path) -> None:
    """Refuse to write into a bag.

    Raises:
        WriteError: The path is in a bag.
    """
    bag = bag_around(path)
    if bag is not None:
        raise WriteError(
            f"{path} is in a bag, whose files must stay as they are; take its records out with "
            f"`archive receive {bag}`"
        )
