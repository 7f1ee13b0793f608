"""Reads images: the address, the size, the description."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.articles.embedded_images import EmbeddedImage, embedded_image, image_in_address
from archive.articles.html.addresses import as_address
from archive.derivations.mhtml import Resources
from archive.model.blocks import Image, InlineImage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.derivations.html_text_1 import Element

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-lazy", "data-url")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"^data:|^about:|(?:^|/)(?:blank|spacer|placeholder|transparent|lazy|1x1|pixel)[\w-]*\.", re.I
)
IMAGES = frozenset(("img", "amp-img"))
"""Elements that are images."""
_INVISIBLE_NAMES = re.compile(
    r"(?<![\w-])(?:[\w-]*[_-])?(?:avatar|gravatar|math|emoji|wp-smiley|icon|logo|author-image|author-profile-image|profile)(?:[_-][\w-]*)?(?![\w-])",
    re.I,
)
_PIXEL = 3
"""An image of at most this width or height is no content: it counts visitors or fills space."""


def address_of_image(element: Element) -> str | None:
    """Return the address of an image, as written; `None` if there is only a placeholder.

    A placeholder is an image that is shown until a script loads the real image.
    """
    addresses = [element.get("src"), *(element.get(name) for name in _LAZY)]
    addresses += [first_of_set(element.get(name)) for name in _SETS]
    picture = element.parent
    if picture is not None and picture.name == "picture":
        sources = islice(picture.children, _LOOKED_AT)
        addresses += [first_of_set(one.get("srcset")) for one in sources]
    found = next((one for one in addresses if one and not _PLACEHOLDER.search(one)), "")
    return as_address(found) if found else None


def attributes_of_image(element: Element) -> tuple[str, ...]:
    """Return the attributes from which the address or the bytes of an image are read."""
    is_placeholder = _PLACEHOLDER.search(element.get("src") or "about:") is not None
    return _SETS if is_placeholder and address_of_image(element) is not None else ("src",)


def first_of_set(srcset: str) -> str:
    """Return the first address in a `srcset` (`a.jpg 1x, b.jpg 2x`); empty if there is none."""
    return srcset.strip().split(None, 1)[0].rstrip(",") if srcset.strip() else ""


def is_visible(element: Element) -> bool:
    """Whether an image is content, and not a spacer, an icon, a portrait or the like."""
    sizes = (_pixels(element.get("width")), _pixels(element.get("height")))
    if any(size is not None and size <= _PIXEL for size in sizes):
        return False
    at, names = element, ""
    for _ in range(3):
        names = f"{names} {at.get('class')}"
        if at.parent is None or at.parent.name not in ("a", "span", "picture", "div"):
            break
        at = at.parent
    return not _INVISIBLE_NAMES.search(names)


def is_of_formula(element: Element) -> bool:
    """Whether an image shows a formula that the page also has as MathML, beside the image."""
    beside = islice(element.parent.within(), _LOOKED_AT) if element.parent is not None else ()
    return any(one.name == "math" and one.end > one.start for one in beside)


_LOOKED_AT = 12


def image_of(element: Element) -> Image | EmbeddedImage | None:
    """Return an image as in the record; `None` if the page has no address or bytes of it."""
    address = address_of_image(element)
    sizes: dict[str, Any] = {
        "width_pixels": _pixels(element.get("width")) or None,
        "height_pixels": _pixels(element.get("height")) or None,
    }
    if address is not None:
        return Image(address=address, **sizes)
    embedded = image_in_address(element.get("src"))
    if embedded is None or min(embedded.size or (_PIXEL + 1,)) <= _PIXEL:
        return None
    return replace(embedded, **sizes)


def key_of(image: Image | EmbeddedImage | None) -> str:
    """Return a key to recognise copies of an image: its address, or the name of its file."""
    return "" if image is None else image.address or image.file or ""


class PageImages:
    """The images of a page whose bytes are in the page, or in the same MHTML file."""

    def __init__(self, resources: Resources | None) -> None:
        self._resources = resources
        self._in_lines: dict[str, EmbeddedImage] = {}
        """The images within lines, by file name."""

    def embedded(self, image: Image | EmbeddedImage) -> Image | EmbeddedImage:
        """Return the image with its bytes, if the MHTML file contains them."""
        if isinstance(image, EmbeddedImage) or self._resources is None or not image.address:
            return image
        address = None if image.address[:4].lower() == "cid:" else image.address
        found = embedded_image(self._resources.get(image.address), address)
        if found is None:
            return image
        width, height = image.width_pixels, image.height_pixels
        return replace(found, width_pixels=width, height_pixels=height)

    def in_figures(self, blocks: Iterable[content.Block]) -> Iterator[content.Block]:
        """Yield the blocks; figures get the bytes of their images, if the file contains them."""
        for block in blocks:
            if isinstance(block, content.Figure) and block.image is not None:
                block = replace(block, image=self.embedded(block.image))
            yield block

    def target(self, image: Image | EmbeddedImage) -> str:
        """Return the target of a mark for an image: its file name, or without bytes its address."""
        image = self.embedded(image)
        if not isinstance(image, EmbeddedImage):
            return image.address or ""
        return self._in_lines.setdefault(image.file, image).file

    def of_marks(self, marks: Iterable[object]) -> tuple[EmbeddedImage, ...]:
        """Return the images to whose files these marks point."""
        targets = (mark.target for mark in marks if isinstance(mark, InlineImage))
        return tuple(self._in_lines[one] for one in targets if one in self._in_lines)


def description_of(element: Element) -> str | None:
    """Return the description of an image (`alt`); `None` if it is empty."""
    alt = " ".join(element.get("alt").split())
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", alt) or None


def _pixels(value: str) -> int | None:
    found = re.match(r"\s*([0-9]{1,6})\s*(?:px)?\s*$", value)
    return int(found[1]) if found else None
