"""What a page holds: its words, and what stands in attributes that people are shown."""

from __future__ import annotations

from lxml import html

from archive.formats.format import WriteResult

NAME = "html"

_SHOWN = ("id", "title", "alt", "href", "lang")


def held(written: WriteResult) -> str:
    """Words, with and without those that are put into the text; addresses, and where links lead."""
    root = html.document_fromstring(written.data.decode())
    attributes = [element.get(name, "") for element in root.iter() for name in _SHOWN]
    words = root.text_content()
    for added in root.find_class("added"):
        added.drop_tree()
    return "\n".join((words, root.text_content(), *filter(None, attributes)))
