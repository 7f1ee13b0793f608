"""The inventory of an OCFL object (OCFL 1.1, section 3.5): its versions and their files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha512

INVENTORY = "inventory.json"
ALGORITHM = "sha512"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"


@dataclass(frozen=True, slots=True)
class Version:
    """What a version of an object says about itself, beside its files."""

    created: str
    """When it was made (RFC 3339)."""
    message: str
    name: str
    """Who made it."""
    address: str
    """The address of whoever made it; empty if unknown."""


@dataclass(slots=True)
class Inventory:
    """The inventory of an object, to which versions are added one by one.

    Content is listed once: a file that did not change, or that was moved, is where it was written
    first (forward delta).
    """

    id: str
    """The id of the object, a URI."""
    _manifest: dict[str, str] = field(default_factory=dict)
    _versions: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The number of the last version: `v3`."""
        return f"v{len(self._versions)}"

    @property
    def next(self) -> str:
        """The number of the version that is added next."""
        return f"v{len(self._versions) + 1}"

    def holds(self, digest: str) -> bool:
        """Return whether a content is already in the object."""
        return digest in self._manifest

    def add_content(self, digest: str, name: str) -> None:
        """List a new content of the next version, by the first name of it."""
        self._manifest[digest] = f"{self.next}/content/{name}"

    def add_version(self, version: Version, files: Mapping[str, str]) -> None:
        """Add a version with the digest of each file, by name."""
        state: dict[str, list[str]] = {}
        for name, digest in sorted(files.items()):
            state.setdefault(digest, []).append(name)
        user = {"name": version.name}
        if version.address:
            user["address"] = version.address
        self._versions[self.next] = {
            "created": version.created,
            "message": version.message,
            "user": user,
            "state": state,
        }

    def data(self) -> bytes:
        """Return the bytes of `inventory.json`."""
        content = {
            "id": self.id,
            "type": _TYPE,
            "digestAlgorithm": ALGORITHM,
            "head": self.head,
            "manifest": {digest: [path] for digest, path in self._manifest.items()},
            "versions": self._versions,
        }
        return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def sidecar(inventory: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of the file with the digest of an inventory."""
    digest = sha512(inventory).hexdigest()
    return f"{INVENTORY}.{ALGORITHM}", f"{digest} {INVENTORY}\n".encode()
