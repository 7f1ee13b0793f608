"""Makes the captures of a file: of the file, with the texts derived from it, and of its images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.articles.content import Given
from archive.articles.embedded_images import EmbeddedImage
from archive.files.fixity import fixity_of
from archive.model.captures import CaptureOrigin

if TYPE_CHECKING:
    from archive.model.blocks import Image
    from archive.model.captures import Origin

Raw = dict[str, Any]
"""A part of the record as JSON would have it, before it is checked."""
READER = "archive-reader"
"""The id of the agent that leaves parts of a file out on request."""


class CaptureAssembler:
    """Makes the capture: the file received, and the texts derived from it, in order."""

    def __init__(
        self, given: Given, article: content.Article, whole: CaptureOrigin | None = None
    ) -> None:
        self._given, self._article = given, article
        self.whole = whole
        """The origin of every text, if nothing more exact than the file is known."""
        self._lead = ""
        self._last: tuple[Raw, Origin] | None = None
        """The last text so far that can be derived again, and its origin."""

    def add(self, text: Raw, origin: Origin | content.Raw, marker: str) -> None:
        """Add a text, which follows the one added before it."""
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
        """Return the capture; no text follows."""
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
        """Record what follows the last text, or precedes the first; this text is then the last."""
        derived = self._article.derived
        if self._last is None:
            self._lead = gap if gap.isspace() else ""  # a caption may precede what it describes
        elif derived is not None:
            last, its_origin = self._last
            last["origin"] = derived.origin(its_origin, gap)
        self._last = text, origin


_OF_RECEIPT = ("received_at", "received_by", "taken_from")
"""Fields of the capture of a file that apply to its images, too."""


class ImageAssembler:
    """Makes a capture of each image whose bytes are in the received file."""

    def __init__(self, given: Given, new_id: Callable[[], str]) -> None:
        """Store what was given, and the maker of capture ids."""
        self._new_id = new_id
        self._receipt = {key: given.fields[key] for key in _OF_RECEIPT if key in given.fields}
        self.captures: list[Raw] = []
        self.files: dict[str, bytes] = {}
        """The bytes of the images, by the names of their files."""

    def kept(self, image: Image | EmbeddedImage | None) -> Image | None:
        """Return an image as a record has it; store its bytes, the same bytes once."""
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
