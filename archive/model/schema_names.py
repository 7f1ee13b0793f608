"""The names of our schemas: URNs, independent of any site (decision schema-names)."""

from __future__ import annotations

from archive.model.document import SCHEMA_VERSION


def public_identifier(file: str, version: str = SCHEMA_VERSION) -> str:
    """Return the formal public identifier of a schema (ISO 8879, 10.2) with an unregistered owner.

    >>> public_identifier("archive.rng", "1.0")
    '-//Annotated Archive//DOCUMENT archive.rng 1.0//EN'
    """
    kind = "NONSGML" if file.endswith(".json") else "DOCUMENT"
    return f"-//Annotated Archive//{kind} {file} {version}//EN"


def schema_name(file: str, version: str = SCHEMA_VERSION) -> str:
    """Return the name of a schema: its public identifier as a URN (RFC 3151).

    >>> schema_name("archive.rng", "1.0")
    'urn:publicid:-:Annotated+Archive:DOCUMENT+archive.rng+1.0:EN'
    """
    identifier = public_identifier(file, version)
    return f"urn:publicid:{identifier.replace('//', ':').replace(' ', '+')}"
