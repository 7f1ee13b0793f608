"""The references of a file to its schemas: instructions above its root, and in its header.

They are names of ours first, which a catalog resolves (schemas/catalog.xml), then the address of
the schema of all TEI, for whoever has nothing else.
"""

from __future__ import annotations

import re

from archive.model.document import SCHEMA_VERSION
from archive.model.schema_names import schema_name

TEI_VERSION = "4.12.0"
"""The version of TEI P5 that the files follow."""
TEI_ALL = f"https://www.tei-c.org/Vault/P5/{TEI_VERSION}/xml/tei/custom/schema/relaxng/tei_all.rng"
"""The schema of all TEI, at an address that can be followed."""
CUSTOMISATION = schema_name("archive.odd")
"""The customisation of TEI that a record follows."""


def _model(href: str, language: str) -> str:
    """An instruction as W3C's "Associating Schemas with XML documents 1.0" has it."""
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
"""What stands above the root of a file that follows no schema but that of all TEI."""
MODELS_OF_A_RECORD = _models_of_a_record(SCHEMA_VERSION)
"""What stands above the root of a record."""

_FORMER_CUSTOMISATION = "https://w3id.org/annotated-archive/schemas/document.schema.json"
"""What stood in `schemaRef/@url` before the schemas had names."""


def _one_of(*texts: str) -> re.Pattern[str]:
    """A pattern for one of these texts, in which `ANY` stands for any version."""
    version = r"[1-9][0-9]*\.(?:0|[1-9][0-9]*)"
    return re.compile("|".join(map(re.escape, texts)).replace("ANY", version))


_MODEL = _one_of(*_models_of_a_record("ANY"))


def is_model(instruction: str) -> bool:
    """Whether a processing instruction is one that this library writes, or wrote in any version."""
    return _MODEL.fullmatch(instruction.replace("'", '"')) is not None


def is_customisation(url: str, version: str) -> bool:
    """Whether this is what stands in `schemaRef/@url` of a record of this version of the schema."""
    return url in (schema_name("archive.odd", version), _FORMER_CUSTOMISATION)
