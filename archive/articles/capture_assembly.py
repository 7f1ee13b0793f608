"""Makes the captures of a record: of the received file, and of each image that it contains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archive.articles import content
from archive.articles.content import Given
from archive.articles.embedded_images import EmbeddedImage
from archive.files.fixity import fixity_of
from archive.model.blocks import Image
from archive.model.captures import CaptureOrigin, Origin

Raw = dict[str, Any]
"""A part of the record as a JSON object, before validation."""
READER = "archive-reader"
"""The id of the agent that is recorded with parts of the file that were left out on request."""


class CaptureAssembler:
    """Makes the capture of the received file, and completes the origins of its texts."""

    def __init__(
        self, given: Given, article: content.Article, whole: CaptureOrigin | None = None
    ) -> None:
        self._given, self._article = given, article
        self.whole = whole
        """The origin of every text, if only the file is known, and not the place in it."""
        self._lead = ""
        self._last: tuple[Raw, Origin] | None = None
        """The previous text that can be derived again from the file, and its origin."""

    def add(self, text: Raw, origin: Origin | content.Raw, marker: str) -> None:
        """Add a text; texts are added in reading order."""
        derived = self._article.derived
        if (
            derived is None
            or isinstance(origin, Mapping)
            or not derived.derivation.supports(origin)
        ):
            return
        before = None if self._last is None else self._last[1]
        self._settle(text, origin, derived.gap(before, origin, len(marker)).text)

    def end(self) -> Raw:
        """Return the capture, after the last text was added."""
        derived, derivation = self._article.derived, None
        if derived is not None and self._last is not None:
            self._settle(*self._last, derived.gap(self._last[1], None).text)
            derivation = derived.derivation.name
        return {
            "id": self._given.capture,
            "file": self._given.file,
            "media_type": self._article.media_type,
            **fixity_of(self._given.data)._asdict(),
            "derivation": derivation,
            "lead": self._lead,
            "omitted": [
                {"origin": one.origin, "reason": one.reason, "by": READER}
                for one in self._article.omitted
            ],
            **self._given.fields,
        }

    def _settle(self, text: Raw, origin: Origin, gap: str) -> None:
        """Record the gap before this text: after the previous text, or at the start of the file."""
        derived = self._article.derived
        if self._last is None:
            self._lead = gap if gap.isspace() else ""  # words here belong to a later text
        elif derived is not None:
            last, its_origin = self._last
            last["origin"] = derived.origin(its_origin, gap)
        self._last = text, origin


_OF_RECEIPT = ("received_at", "received_by", "taken_from")
"""Fields of the file's capture that are copied to the captures of its images."""


class ImageAssembler:
    """Makes a capture of each image whose bytes are in the received file."""

    def __init__(self, given: Given, new_id: Callable[[], str]) -> None:
        """Accept the received file, and a function that returns new capture ids."""
        self._new_id = new_id
        self._receipt = {key: given.fields[key] for key in _OF_RECEIPT if key in given.fields}
        self.captures: list[Raw] = []
        self.files: dict[str, bytes] = {}
        """The bytes of the images, by file name in the record."""

    def kept(self, image: Image | EmbeddedImage | None) -> Image | None:
        """Return the image as in a record. Store embedded bytes; equal bytes are stored once."""
        if not isinstance(image, EmbeddedImage):
            return image
        if image.file not in self.files:
            self.files[image.file] = image.data
            self.captures.append(
                {
                    "id": self._new_id(),
                    "file": image.file,
                    "media_type": image.type.media_type,
                    **fixity_of(image.data)._asdict(),
                    **self._receipt,
                }
            )
        return image.in_record
