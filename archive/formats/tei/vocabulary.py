"""The closed words of a record as TEI taxonomies, and what the header says about the encoding."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from lxml import etree

from archive.formats.tei.xml import NAMESPACE, Element, add, add_holder, child
from archive.version import VERSION

SCHEMA_ADDRESS = "https://w3id.org/annotated-archive/schemas/document.schema.json"

TAXONOMIES: dict[str, dict[str, str]] = {
    "kind": {
        "descriptive": "says how things are or were",
        "causal": "says what brings about what",
        "predictive": "says what will be",
        "normative": "says what ought to be",
        "evaluative": "says how good or bad something is",
    },
    "commitment": {
        "boosted": "the words stress that it is so",
        "asserted": "the words say plainly that it is so",
        "hedged": "the words hold back from saying that it is so",
    },
    "stance": {
        "endorses": "the author takes on the claim of somebody else",
        "neutral": "the author passes on the claim of somebody else",
        "distances": "the author holds off the claim of somebody else",
    },
    "negated": {"yes": "the claim says that something is not so"},
    "checkable": {
        "yes": "the claim could be checked against evidence",
        "no": "the claim could not be checked against evidence",
    },
    "verdict": {
        "supported": "the evidence supports the claim",
        "contradicted": "the evidence contradicts the claim",
        "mixed": "the evidence does both",
        "unverifiable": "there is no evidence to be had",
        "doubt": "there is a reason to doubt the claim, and no evidence has been identified",
    },
    "basis": {
        "inferred": "it follows from words of the article",
        "external": "it was added from outside the article",
        "conjecture": "it is somebody's guess",
    },
    "absence": {
        "not-stated": "the article does not say",
        "none": "there is none",
    },
    "status": {
        "accepted": "somebody has accepted the statement",
        "rejected": "somebody has rejected the statement",
    },
    "edtf": {"calendar": "Extended Date/Time Format, levels 0 to 2 (ISO 8601-2:2019, annex A)"},
}
"""Every closed word that `@ana` and `@datingMethod` may point at, with its meaning."""

_EDITORIAL = f"""<editorialDecl xmlns="{NAMESPACE}">
  <correction status="unknown" method="silent">
    <p>None in the text; errors of the author or publisher are annotated.</p>
  </correction>
  <normalization>
    <p>None: code points and white space as received. Pointers count code points.</p>
  </normalization>
  <quotation marks="all"><p>Quotation marks are kept as characters.</p></quotation>
  <interpretation>
    <p>The text holds received formatting only; all that is said about it stands off.</p>
  </interpretation>
</editorialDecl>"""


def write_encoding(header: Element, schema_key: str) -> None:
    """`<encodingDesc>`: the editorial policy, the schema, the closed words, the program."""
    description = deepcopy(_constant())
    ref = child(description, "schemaRef")
    if ref is not None:
        ref.set("key", schema_key)
    header.append(description)


@cache
def _constant() -> Element:
    parser = etree.XMLParser(remove_blank_text=True)
    description = etree.Element(f"{{{NAMESPACE}}}encodingDesc", nsmap={None: NAMESPACE})
    description.text = description.tail = "\n"
    add(description, "schemaRef", {"type": "record", "key": "", "url": SCHEMA_ADDRESS})
    editorial = etree.fromstring(_EDITORIAL, parser)
    for element in editorial.iter():
        element.tail = "\n"
    description.append(editorial)
    declarations = add_holder(description, "classDecl")
    for name, categories in TAXONOMIES.items():
        taxonomy = add_holder(declarations, "taxonomy", {"xml:id": f"taxonomy.{name}"})
        for word, meaning in categories.items():
            category = add(taxonomy, "category", {"xml:id": f"{name}.{word}"})
            add(category, "catDesc", None, meaning)
    application = add(
        add(description, "appInfo"), "application", {"ident": "archive", "version": VERSION}
    )
    add(application, "label", None, "archive")
    return description
