"""The running text of a TEI file, found by XPath alone: what the reader must not lose.

It is every text node in `text`, in the order of the file, but for

- what a `choice` holds beside `sic`, `orig` or `abbr`, or else beside its first child;
- what an `app` holds beside its `lem`, or else beside its first `rdg`;
- `rt` and `figDesc`; in files of GROBID `figure/label` instead of `figDesc`.

White space counts for nothing here; where words part is another test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False, huge_tree=True
)


def is_of_grobid(root: etree._Element) -> bool:
    return bool(root.xpath("//*[local-name()='application'][@ident='GROBID']"))


def text_nodes(text: etree._Element) -> Iterator[etree._ElementUnicodeResult]:
    """The text nodes of the running text."""
    left_out = set(text.xpath(LEFT_OUT_OF_GROBID if is_of_grobid(text.getroottree()) else LEFT_OUT))
    for node in text.xpath(".//text()"):
        holder = node.getparent() if not node.is_tail else node.getparent().getparent()
        if not isinstance(holder.tag, str):
            continue
        chain = {holder, *holder.iterancestors()}
        if not chain & left_out:
            yield node


_CHOICE = """
.//*[local-name()='choice'][*[self::*[local-name()='sic' or local-name()='orig' or local-name()='abbr']]]
  /*[not(local-name()='sic' or local-name()='orig' or local-name()='abbr')]
| .//*[local-name()='choice'][not(*[local-name()='sic' or local-name()='orig' or local-name()='abbr'])]
  /*[position()>1]
| .//*[local-name()='app'][*[local-name()='lem']]/*[local-name()='rdg' or local-name()='rdgGrp']
| .//*[local-name()='app'][not(*[local-name()='lem'])]/*[local-name()='rdg'][position()>1]
| .//*[local-name()='rt']
"""
LEFT_OUT = f"{_CHOICE} | .//*[local-name()='figDesc']"
LEFT_OUT_OF_GROBID = f"{_CHOICE} | .//*[local-name()='figure']/*[local-name()='label']"


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", "", text)
