"""Reads images: the address where the image lies, its size, its description."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.articles.html.addresses import as_address
from archive.model.blocks import Image

if TYPE_CHECKING:
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
"""Images with at most this many pixels only count readers or keep space."""


def address_of_image(element: Element) -> str | None:
    """Return the address of an image, as written.

    A placeholder, shown until the image is loaded, is passed over if the page has the address.
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
    """Return the attributes from which the address of an image comes."""
    source = element.get("src")
    return ("src",) if source and not _PLACEHOLDER.search(source) else _SETS


def first_of_set(srcset: str) -> str:
    """Return the first address of a set (`a.jpg 1x, b.jpg 2x`)."""
    return srcset.strip().split(None, 1)[0].rstrip(",") if srcset.strip() else ""


def is_visible(element: Element) -> bool:
    """Whether an image is there to be looked at."""
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
    """Whether an image shows a formula whose words stand beside it, as MathML."""
    beside = islice(element.parent.within(), _LOOKED_AT) if element.parent is not None else ()
    return any(one.name == "math" and one.end > one.start for one in beside)


_LOOKED_AT = 12


def image_of(element: Element) -> Image | None:
    """Return an image as a record has it; `None` if it has no address."""
    address = address_of_image(element)
    if address is None:
        return None
    sizes: dict[str, Any] = {
        "width_pixels": _pixels(element.get("width")) or None,
        "height_pixels": _pixels(element.get("height")) or None,
    }
    return Image(address=address, **sizes)


def description_of(element: Element) -> str | None:
    """Return the description of an image that the page gives (`alt`)."""
    alt = " ".join(element.get("alt").split())
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", alt) or None


def _pixels(value: str) -> int | None:
    found = re.match(r"\s*([0-9]{1,6})\s*(?:px)?\s*$", value)
    return int(found[1]) if found else None
