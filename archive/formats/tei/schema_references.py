"""The references of a file to its schemas, before the root and in the header.

The names of our own schemas come first; a catalog resolves them (schemas/catalog.xml). The address
of the schema of all TEI follows, for programs without that catalog.
"""

from __future__ import annotations

import re

from archive.model.document import SCHEMA_VERSION
from archive.model.schema_names import schema_name

TEI_VERSION = "4.12.0"
"""The version of TEI P5 that the files follow."""
TEI_ALL = f"https://www.tei-c.org/Vault/P5/{TEI_VERSION}/xml/tei/custom/schema/relaxng/tei_all.rng"
"""The address of the schema of all TEI, which can be downloaded."""
CUSTOMISATION = schema_name("archive.odd")
"""The name of the TEI customisation that a record follows."""


def _model(href: str, language: str) -> str:
    """Return an `xml-model` instruction (W3C, "Associating Schemas with XML documents 1.0")."""
    return f'xml-model href="{href}" type="application/xml" schematypens="{language}"'


_RELAX_NG = "http://relaxng.org/ns/structure/1.0"
_SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


def _models_of_a_record(version: str) -> tuple[str, ...]:
    return (
        _model(schema_name("archive.rng", version), _RELAX_NG),
        _model(schema_name("archive.sch", version), _SCHEMATRON),
        *MODELS_OF_TEI,
    )


MODELS_OF_TEI = (_model(TEI_ALL, _RELAX_NG),)
"""The processing instructions of a file that follows only the schema of all TEI."""
MODELS_OF_A_RECORD = _models_of_a_record(SCHEMA_VERSION)
"""The processing instructions of a record."""

_FORMER_CUSTOMISATION = "https://w3id.org/annotated-archive/schemas/document.schema.json"
"""An earlier value of `schemaRef/@url`, used before our schemas had names."""


def _one_of(*texts: str) -> re.Pattern[str]:
    """Return a pattern that matches any of these texts; `ANY` in a text matches any version."""
    version = r"[1-9][0-9]*\.(?:0|[1-9][0-9]*)"
    return re.compile("|".join(map(re.escape, texts)).replace("ANY", version))


_MODEL = _one_of(*_models_of_a_record("ANY"))


def is_model(instruction: str) -> bool:
    """Whether this processing instruction is one that some version of this library writes."""
    return _MODEL.fullmatch(instruction.replace("'", '"')) is not None


def is_customisation(url: str, version: str) -> bool:
    """Whether an address is the `schemaRef/@url` of a record with this schema version."""
    return url in (schema_name("archive.odd", version), _FORMER_CUSTOMISATION)
