"""Reads the images of a file: their bytes in the package, their addresses and descriptions."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import TypeAdapter, ValidationError

from archive.articles.embedded_images import EmbeddedImage, embedded_image
from archive.articles.office.marked_copy import DocumentImage
from archive.formats.losses import Losses
from archive.model.blocks import Image
from archive.model.identifiers import Address

_ADDRESS = TypeAdapter[str](Address)


def document_image(
    target: str,
    read: Callable[[str], bytes | None],
    description: str,
    losses: Losses[None],
    *,
    address: str = "",
) -> DocumentImage:
    """Return an image of the file; report an image whose bytes cannot be read.

    Args:
        target: The name of the package part with the image; empty if there is none.
        read: Returns the bytes of a package part.
        description: The description of the image in the file.
        losses: Counts what a record cannot hold.
        address: The address of the image on the web, if there is one.
    """
    words = " ".join(description.split()) or None
    data = read(target) if target else None
    held = _valid_address(address)
    embedded = embedded_image(data, held)
    image: Image | EmbeddedImage | None = embedded
    if embedded is None and held is not None:
        image = Image(address=held)
    if embedded is None and (target or image is None):
        why = "of an unknown type; left in the file" if data else "whose bytes cannot be read"
        losses.add(f"images {why}", example=target or address)
    return DocumentImage(image, words)


def _valid_address(address: str) -> str | None:
    """Return a web address; `None` for others, such as that of a file on the author's machine."""
    if not address.startswith(("http:", "https:")):
        return None
    try:
        return _ADDRESS.validate_python(address)
    except ValidationError:
        return None
