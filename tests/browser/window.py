"""A window in which a page is open, and all that it does that it should not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDE, MIDDLE, NARROW = (1440, 900), (900, 900), (390, 844)
"""Windows in which the page looks different, as width and height in pixels."""


class Window:
    """A page that was opened from its file.

    Whatever it asks for beside that file is refused and noted; so is each dialog, and what it says
    on the console: errors, warnings, what its policy has forbidden.
    """

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.said: list[str] = []
        page.route("**/*", self._asked)
        page.on("dialog", self._opened)
        page.on("console", self._printed)
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("popup", lambda popup: self.requests.append(f"popup {popup.url}"))

    def open(self, address: str = "") -> Window:
        """Open the page anew, at an address within it such as `#claim-1`."""
        if self.page.url != "about:blank":  # else only the fragment would change
            self.page.goto("about:blank")
        self.page.goto(self.path.as_uri() + address)
        return self

    @property
    def faults(self) -> list[str]:
        """All that it did and should not have done."""
        return [*self.requests, *self.dialogs, *self.said]

    def _asked(self, route: Any) -> None:
        url = route.request.url.partition("#")[0]
        if url in (self.path.as_uri(), "about:blank"):
            route.continue_()
            return
        self.requests.append(f"request {route.request.resource_type} {url}")
        route.abort()

    def _opened(self, dialog: Any) -> None:
        self.dialogs.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _printed(self, message: Any) -> None:
        if message.type in ("error", "warning", "assert"):
            self.said.append(f"{message.type}: {message.text}")


@contextmanager
def window(
    browser: Any,
    path: Path,
    size: tuple[int, int] = WIDE,
    *,
    address: str = "",
    **options: Any,
) -> Iterator[Window]:
    """Open a page from its file in a window of this size; at the end nothing is left of it.

    Args:
        browser: The browser.
        path: The file.
        size: Width and height in pixels.
        address: Where in the page it is opened, such as `#claim-1`.
        options: Those of playwright's context: `color_scheme`, `java_script_enabled` and others.
    """
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, **options)
    context.set_default_timeout(10_000)
    try:
        yield Window(context.new_page(), path).open(address)
    finally:
        context.close()
