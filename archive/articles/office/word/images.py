"""Replaces the images of a Word document by signs (ECMA-376 part 1, 20.2 and 14.1)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from lxml.etree import _Element as Element

from archive.articles.office.images import document_image
from archive.articles.office.marked_copy import MarkedCopy
from archive.articles.office.word.elements import run, take_out
from archive.derivations.package import Package
from archive.derivations.word_names import w

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
IMAGES = (f"{A}blip", f"{V}imagedata")
"""Elements that show an image."""
SHAPES = (w("drawing"), w("pict"), w("object"))
"""Elements of a run that contain a drawing."""


class Relation(NamedTuple):
    """Another part or an address that a part of the file refers to by an id."""

    target: str
    """The name of a part, or an address."""
    is_external: bool


class Relations:
    """The relations of a part, by their ids (ECMA-376 part 2, 9.3)."""

    def __init__(self, package: Package, part: str) -> None:
        self.package = package
        folder, name = posixpath.split(part)
        root = package.xml_if_there(f"{folder}/_rels/{name}.rels".lstrip("/"))
        self._relations: dict[str, Relation] = {}
        for one in () if root is None else root:
            target = one.get("Target") or ""
            is_external = one.get("TargetMode") == "External"
            if not is_external:
                target = target[1:] if target.startswith("/") else f"{folder}/{target}"
                target = posixpath.normpath(target)
            self._relations[one.get("Id") or ""] = Relation(target, is_external)

    def get(self, id: str | None) -> Relation | None:
        """Return the relation with an id; `None` if there is none."""
        return self._relations.get(id or "")


def mark_images(root: Element, relations: Relations, marked: MarkedCopy) -> None:
    """Put a sign for each image before the run with the image, and remove the drawings."""
    for one in list(root.iter(*IMAGES)):
        if one.tag == f"{A}blip" and next(one.iterancestors(PIC + "pic", *SHAPES), None) is None:
            continue
        _mark_image(one, relations, marked)
    for shape in list(root.iter(*SHAPES)):
        take_out(shape)


def _mark_image(one: Element, relations: Relations, marked: MarkedCopy) -> None:
    ids = (one.get(f"{R}{name}") for name in ("embed", "id", "pict", "link", "href"))
    found = [relation for id in ids if (relation := relations.get(id)) is not None]
    shape = next(one.iterancestors(*SHAPES), None)
    holder = next(one.iterancestors(w("r")), shape)
    if not found and one.tag != f"{A}blip":
        return  # an outline without an image
    internal = next((one.target for one in found if not one.is_external), "")
    external = next((one.target for one in found if one.is_external), "")
    description = _description(one, shape)
    image = document_image(
        internal, relations.package.image, description, marked.losses, address=external
    )
    if next(one.iter(_SVG), None) is not None:
        marked.losses.add("SVG forms of images; kept only in the file", example=description)
    if holder is None or next(holder.iterancestors(w("p")), None) is None:
        marked.losses.add(
            "images outside of paragraphs; left in the file", example=internal or external
        )
        return
    holder.addprevious(run(marked.image(image), beside=holder))


def _description(one: Element, shape: Element | None) -> str:
    """Return the alternative text of an image: its title and description."""
    for around in one.iterancestors():
        if around.tag == f"{PIC}pic":
            said = [around.find(f"{PIC}nvPicPr/{PIC}cNvPr")]
        elif around.tag in (f"{WP}inline", f"{WP}anchor"):
            said = [around.find(f"{WP}docPr")]
        elif str(around.tag).startswith(V):
            said = [around]
        else:
            said = []
        for properties in said:
            if properties is not None and (words := _title_and_description(properties)):
                return words
        if around is shape:
            break
    return one.get(f"{_O}title") or ""


def _title_and_description(properties: Element) -> str:
    words = (" ".join((properties.get(name) or "").split()) for name in ("title", "descr", "alt"))
    return ": ".join(dict.fromkeys(filter(None, words)))
