"""The storage root of OCFL 1.1 (section 4): where objects lie, by extension 0003."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

DECLARATION = "0=ocfl_1.1"
"""The file that makes a folder a storage root."""
OBJECT_DECLARATION = "0=ocfl_object_1.1"
"""The file that makes a folder an object."""

_LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
_CONFIG = {
    "extensionName": _LAYOUT,
    "digestAlgorithm": "sha256",
    "tupleSize": 3,
    "numberOfTuples": 3,
}
_LONGEST = 100


def write_root(folder: Path) -> None:
    """Write the files of an empty storage root into a folder: its version and its layout."""
    layout = {"extension": _LAYOUT, "description": _DESCRIPTION}
    config = folder / "extensions" / _LAYOUT / "config.json"
    config.parent.mkdir(parents=True)
    (folder / DECLARATION).write_bytes(b"ocfl_1.1\n")
    (folder / "ocfl_layout.json").write_bytes(_json(layout))
    config.write_bytes(_json(_CONFIG))


_DESCRIPTION = (
    "Objects are in folders with the name of their id, percent-encoded, in three folders named by "
    "the first nine digits of the SHA-256 of the id."
)


def _json(content: object) -> bytes:
    return f"{json.dumps(content, indent=2)}\n".encode()


def object_path(id: str) -> str:
    """Return the path of an object in the storage root (extension 0003).

    The folders of the digest spread the objects, so that no folder has very many.

    >>> object_path("..hor/rib:le-$id")
    '487/326/d8c/%2e%2ehor%2frib%3ale-%24id'
    """
    digest = sha256(id.encode()).hexdigest()
    name = re.sub(
        r"[^A-Za-z0-9_-]",
        lambda sign: "".join(f"%{byte:02x}" for byte in sign[0].encode()),
        id,
    )
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}-{digest}"
    return f"{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{name}"
