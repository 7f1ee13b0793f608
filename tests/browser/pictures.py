"""Pictures of pages, compared as a person would who steps back: block by block.

What differs between two versions of a browser are edges of letters; a block of some pixels hardly
changes for it. Where a column is missing or a line stands lower, whole blocks do.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, NamedTuple

SIDE_PIXELS = 12
"""The side of a block."""

MOST_OFF = 24
"""How far red, green or blue of a block may be off, of 255, before it counts as another."""

MOST_SHARE = 0.001
"""The share of blocks that may be others."""

QUALITY = 0.5
"""Of the WebP that is kept."""


class Difference(NamedTuple):
    """How far one picture is from another."""

    share: float
    """The share of blocks that are others; 1 where the pictures are not of one size."""
    worst: float
    """By how much the worst block is off, of 255."""


_COMPARE = """
async ([one, other, side, most]) => {
  const pixels = async (data) => {
    const blob = new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]);
    const image = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const shades = (image) => {
    const across = Math.ceil(image.width / side), down = Math.ceil(image.height / side);
    const sums = new Float64Array(3 * across * down), counts = new Uint32Array(across * down);
    for (let y = 0, at = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++, at += 4) {
        const block = Math.floor(y / side) * across + Math.floor(x / side);
        for (let shade = 0; shade < 3; shade++) sums[3 * block + shade] += image.data[at + shade];
        counts[block]++;
      }
    }
    return sums.map((sum, n) => sum / counts[Math.floor(n / 3)]);
  };
  const [first, second] = [await pixels(one), await pixels(other)];
  if (first.width !== second.width || first.height !== second.height) return [1, 255];
  const [before, after] = [shades(first), shades(second)];
  let others = 0, worst = 0;
  for (let n = 0; n < before.length; n += 3) {
    const off = Math.max(...[0, 1, 2].map((shade) => Math.abs(before[n + shade] - after[n + shade])));
    worst = Math.max(worst, off);
    if (off > most) others++;
  }
  return [others / (before.length / 3), worst];
}
"""

_AS_WEBP = """
async ([data, quality]) => {
  const blob = new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]);
  const image = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const made = await canvas.convertToBlob({ type: "image/webp", quality });
  const bytes = new Uint8Array(await made.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
"""


class Album:
    """Compares pictures and keeps them, with the means of a browser."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self._page = browser.new_context().new_page()
        self._folder = folder

    def compare(self, one: bytes, other: bytes) -> Difference:
        """Return how far a picture is from another; each is a PNG or WebP."""
        told = self._page.evaluate(_COMPARE, [_text(one), _text(other), SIDE_PIXELS, MOST_OFF])
        return Difference(*told)

    def kept(self, name: str) -> bytes | None:
        """Return the picture of this name that somebody has agreed to."""
        path = self._folder / f"{name}.webp"
        return path.read_bytes() if path.exists() else None

    def keep(self, name: str, picture: bytes) -> None:
        """Keep a PNG as a WebP."""
        self._folder.mkdir(parents=True, exist_ok=True)
        made = self._page.evaluate(_AS_WEBP, [_text(picture), QUALITY])
        (self._folder / f"{name}.webp").write_bytes(base64.b64decode(made))


def is_same(difference: Difference) -> bool:
    """Whether two pictures show the same, as far as a person cares."""
    return difference.share <= MOST_SHARE


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
