"""The files of a bag that say what is in it: their names, their lines, and the names in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

DECLARATION = "bagit.txt"
"""The file that makes a folder a bag, and says in which version and encoding."""
INFO = "bag-info.txt"
"""The file with the facts about the bag."""
FETCH = "fetch.txt"
"""The file with the addresses of payload files that are not in the bag."""
PAYLOAD = "data"
"""The folder of the payload."""

MANIFEST_NAME = re.compile(r"(tag)?manifest-([A-Za-z0-9_-]+)\.txt")
"""The name of a manifest: whether it is one of tag files, and the algorithm of its digests."""

LONGEST_LINE = 65_536
"""The most characters of a line of a tag file that is read; longer ones are not of a bag."""


def algorithm_named(name: str) -> str | None:
    """Return the name that Python has for the digest algorithm in the name of a manifest.

    The algorithms are those of which every Python has the digests. RFC 8493 writes their names in
    lower case, without punctuation.

    >>> algorithm_named("SHA256"), algorithm_named("sha3-512"), algorithm_named("tiger")
    ('sha256', 'sha3_512', None)
    """
    wanted = re.sub("[^a-z0-9]", "", name.lower())
    known = {re.sub("[^a-z0-9]", "", one): one for one in sorted(hashlib.algorithms_guaranteed)}
    return None if wanted.startswith("shake") else known.get(wanted)


# --- names ---


def encode_name(name: str) -> str:
    r"""Return a path as a manifest writes it: with line ends and `%` percent-encoded.

    >>> encode_name("data/100%\n.txt")
    'data/100%25%0A.txt'
    """
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


_ENCODED = re.compile("%(0A|0D|25)", re.IGNORECASE)


def decode_name(written: str, *, percent: bool = True) -> str:
    """Return the path that a manifest writes; the inverse of `encode_name`.

    Nothing else is decoded: `%2E` is a name with a percent sign.

    Args:
        written: The path in the manifest.
        percent: Whether `%25` is a percent sign; before version 1.0 it is not.
    """
    return _ENCODED.sub(
        lambda found: found[0] if found[1] == "25" and not percent else chr(int(found[1], 16)),
        written,
    )


def path_problem(name: str) -> str | None:
    """Return why a path of a manifest could lead out of the bag, or `None`.

    Paths of every system are refused, so that a bag is as safe there as here.

    >>> path_problem("data/a..b/~c.txt")
    >>> path_problem("data/../../etc/passwd")
    'it has the step ".."'
    """
    if name.startswith(("/", "\\")):
        return "it is absolute"
    if re.match("[A-Za-z]:", name):
        return "it has a drive"
    if name.startswith("~"):
        return "it begins with ~, which stands for a home folder"
    if "\0" in name:
        return "it has U+0000"
    if ".." in re.split(r"[/\\]", name):
        return 'it has the step ".."'
    return None


# --- lines ---


def read_lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines of a tag file without their ends; LF, CR LF and CR end a line.

    Raises:
        UnicodeError: It is not in this encoding.
        ValueError: A line is too long.
    """
    with path.open(encoding=encoding, errors="strict", newline=None) as file:
        is_first = True
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise ValueError(f"a line has more than {LONGEST_LINE} characters")
            line = line.removesuffix("\n")
            yield line.removeprefix("\ufeff") if is_first else line
            is_first = False


def tag_lines(tags: Iterable[tuple[str, str]]) -> bytes:
    """Return the bytes of a tag file: a line `Label: value` for each tag."""
    return "".join(f"{label}: {value}\n" for label, value in tags).encode()


def manifest_lines(digests: Iterable[tuple[str, str]]) -> bytes:
    """Return the bytes of a manifest with the digest of each file, by name, in order of names."""
    return "".join(f"{digest}  {encode_name(name)}\n" for name, digest in sorted(digests)).encode(
        "utf-8", "surrogateescape"
    )
