"""Images whose bytes are in the received file: each becomes a capture of its own.

A reader returns an `EmbeddedImage` for such an image; `assembly` puts the bytes into the record's
folder, equal bytes once. The file name is made from a digest of the bytes. The media type is
detected from the bytes: what the received file states about names and types is not used.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from struct import Struct
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from archive.files.layout import RECEIVED
from archive.model.blocks import Image

_DIGITS = 32
"""How many digits of the digest are in a file name."""


class ImageType(NamedTuple):
    """A type of images."""

    media_type: str
    suffix: str


_SIGNATURES: tuple[tuple[bytes, ImageType], ...] = (
    (rb"\x89PNG\r\n\x1a\n", ImageType("image/png", "png")),
    (rb"\xff\xd8\xff", ImageType("image/jpeg", "jpg")),
    (rb"GIF8[79]a", ImageType("image/gif", "gif")),
    (rb"RIFF....WEBP", ImageType("image/webp", "webp")),
    (rb"II\*\0|MM\0\*", ImageType("image/tiff", "tif")),
    (rb"BM.{4}\0{4}", ImageType("image/bmp", "bmp")),
    (rb"\0\0\0.ftyp(?:avif|avis)", ImageType("image/avif", "avif")),
    (rb"\0\0\0.ftyp(?:heic|heix|mif1)", ImageType("image/heic", "heic")),
    (rb"\0\0\x01\0", ImageType("image/x-icon", "ico")),
    (rb"\x01\0\0\0.{36} EMF", ImageType("image/emf", "emf")),
    (rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]", ImageType("image/wmf", "wmf")),
    (rb"VCLMTF", ImageType("image/x-svm", "svm")),
    (
        rb"(?:\xef\xbb\xbf)?(?:\s++|<!--.*?-->|<[?!](?:[^>\[]|\[[^\]]*\])*+>)*+<(?:svg:)?svg[\s>/]",
        ImageType("image/svg+xml", "svg"),
    ),
)
"""Regular expressions for the first bytes of each image type, from registries of media types."""
_LOOKED_AT = 4096
_GIF_SIZE, _PNG_SIZE = Struct("<6x2H"), Struct(">16x2I")


def image_type(data: bytes) -> ImageType | None:
    """Return the type of an image by its first bytes; `None` if it is not a known image.

    >>> image_type(b"GIF89a")
    ImageType(media_type='image/gif', suffix='gif')
    """
    beginning = data[:_LOOKED_AT]
    found = (type for how, type in _SIGNATURES if re.match(how, beginning, re.DOTALL))
    return next(found, None)


@dataclass(frozen=True)
class EmbeddedImage:
    """An image of a figure, or within a line, whose bytes are in the received file."""

    data: bytes
    """The bytes of the image."""
    type: ImageType
    """The image type, detected from the bytes."""
    address: str | None = None
    """The address of the image on the web as written, if the file also gives one."""
    width_pixels: int | None = None
    """The width, if the file states it."""
    height_pixels: int | None = None

    @cached_property
    def file(self) -> str:
        """The file name of the image in the record's folder; equal bytes have one name."""
        digest = sha256(self.data).hexdigest()[:_DIGITS]
        return f"{RECEIVED}/image-{digest}.{self.type.suffix}"

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels, from the bytes of a GIF or PNG; `None` for other types."""
        if self.type.suffix == "gif" and len(self.data) >= _GIF_SIZE.size:
            width, height = _GIF_SIZE.unpack_from(self.data)
        elif self.type.suffix == "png" and len(self.data) >= _PNG_SIZE.size:
            width, height = _PNG_SIZE.unpack_from(self.data)
        else:
            return None
        return width, height

    @property
    def in_record(self) -> Image:
        """The image as a value of the record, for a figure or mark."""
        return Image(
            file=self.file,
            address=self.address,
            media_type=self.type.media_type,
            width_pixels=self.width_pixels,
            height_pixels=self.height_pixels,
        )


def embedded_image(data: bytes | None, address: str | None = None) -> EmbeddedImage | None:
    """Return the image with these bytes; `None` without bytes, or if their type is not known."""
    type = image_type(data) if data else None
    return None if data is None or type is None else EmbeddedImage(data, type, address)


_DATA = re.compile(r"\s*data:([^,]{0,300}?)(;\s*base64\s*)?,", re.IGNORECASE)


def is_data_address(address: str) -> bool:
    """Whether this is a `data:` address, which contains the data (RFC 2397)."""
    return address[:8].lstrip().lower().startswith("data:")


def image_in_address(address: str) -> EmbeddedImage | None:
    """Return the image in a `data:` address; `None` if the data is not a known type of image.

    >>> image = image_in_address("data:;base64,R0lGODlh")
    >>> image.type.media_type if image else None
    'image/gif'
    """
    found = _DATA.match(address)
    if found is None:
        return None
    data = unquote_to_bytes(address[found.end() :])
    if found[2]:
        data = re.sub(rb"[^A-Za-z0-9+/]", b"", data.translate(_URL_SAFE))
        try:
            data = base64.b64decode(data + b"=" * (-len(data) % 4))
        except binascii.Error:  # one digit too many
            return None
    return embedded_image(data)


_URL_SAFE = bytes.maketrans(b"-_", b"+/")
