"""Chooses which of several alternatives (images, formulas) is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.articles.jats.tree import HREF, children, name_of, normalize_space

if TYPE_CHECKING:
    from archive.derivations.untrusted_xml import Element

IMAGES = ("graphic", "media")
"""Images, and films and sounds, which are read like them."""
RENDERINGS = ("mml:math", "tex-math", "textual-form", "chem-struct", "inline-graphic", "graphic")
"""Of several equivalent renderings of a formula, the first is read."""


_DISPLAYABLE = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
"""How the names of images end that browsers show; journals keep TIFF beside them."""


def displayable_image(element: Element) -> Element | None:
    """Return the first of several images that browsers show, or else the first."""
    images = [*children(element, *IMAGES)]
    shown = (one for one in images if normalize_space(one.get(HREF)).lower().endswith(_DISPLAYABLE))
    return next(shown, next(iter(images), None))


def rendering_of(element: Element) -> Element | None:
    """The rendering of a formula that is read, of several or the only one."""
    of_name = {name_of(child): child for child in reversed(element)}
    return next((of_name[name] for name in RENDERINGS if name in of_name), None)


def alternative_of(element: Element) -> Element | None:
    """The one of several alternatives that is read: a formula, a displayable image, the first."""
    read = rendering_of(element)
    if read is None or name_of(read) == "graphic":
        read = displayable_image(element)
    return element[0] if read is None and len(element) else read
