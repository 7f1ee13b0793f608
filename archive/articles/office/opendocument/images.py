"""Replaces the images of an OpenDocument text by signs (ODF 1.3 part 3, 10.4)."""

from __future__ import annotations

import base64
import binascii
import posixpath

from lxml import etree
from lxml.etree import _Element as Element

from archive.articles.office.images import document_image
from archive.articles.office.marked_copy import DocumentImage, MarkedCopy
from archive.articles.office.opendocument.elements import XLINK, insert_text, take_out
from archive.derivations.odt_text_1 import TextWalk
from archive.derivations.opendocument_names import PARAGRAPHS, draw, office
from archive.derivations.package import Package

SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def mark_images(root: Element, walk: TextWalk, package: Package, marked: MarkedCopy) -> None:
    """Put a sign in the place of each image; of alternative forms of an image, use the first."""
    for one in list(root.iter(draw("image"))):
        frame = next(one.iterancestors(draw("frame")), one)
        if one.getprevious() is not None and one.getprevious().tag == one.tag:  # type: ignore[union-attr]
            marked.losses.add(
                "alternative forms of images; kept only in the file", example=_target(one)
            )
        else:
            _put_sign(frame, marked.image(_image(one, frame, package, marked)), walk)
        take_out(one)


def _put_sign(frame: Element, sign: str, walk: TextWalk) -> None:
    """Put a sign before a drawing; if the drawing is between blocks, make a paragraph for it."""
    outer = frame
    for around in frame.iterancestors():
        if around.tag in PARAGRAPHS:
            insert_text(outer, sign)
            return
        if not str(around.tag).startswith(draw("")):
            break
        outer = around
    made = etree.Element(PARAGRAPHS[0])
    made.text = sign
    walk.of[made] = walk.of[outer]
    outer.addprevious(made)


def _target(one: Element) -> str:
    return one.get(f"{XLINK}href") or ""


def _image(one: Element, frame: Element, package: Package, marked: MarkedCopy) -> DocumentImage:
    said = (frame.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    description = ": ".join(dict.fromkeys(filter(None, (" ".join(one.split()) for one in said))))
    target = _target(one)
    held = one.find(office("binary-data"))
    if held is not None:
        data = _decoded("".join(map(str, held.itertext())))
        return document_image("the image", lambda _: data, description, marked.losses)
    is_external = ":" in target
    part = "" if is_external or not target else posixpath.normpath(target)
    return document_image(part, package.image, description, marked.losses, address=target)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()))
    except binascii.Error:
        return None
