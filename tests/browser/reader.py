"""What a reader does with a page, and what they see of it; asked of what is drawn, not of classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from archive.model.anchors import Anchor, Stretch
from archive.model.claims import Claim
from archive.model.document import Document
from tests.browser.window import WIDE, Window, window

CHOSEN, CUE = "--chosen", "--cue"
"""The washes of the design: behind the words of the chosen claim, and of its cue."""

_WASHED = """
(tokens) => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const wanted = tokens.map((token) => {
    probe.style.setProperty("background", `var(${token})`);
    return getComputedStyle(probe).backgroundColor;
  });
  probe.remove();
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const around = text.parentElement.closest("[data-c]");
    if (!around || !wanted.includes(getComputedStyle(around).backgroundColor)) continue;
    const block = around.closest(".body [id]");
    if (found.length && found.at(-1)[0] === block.id) found.at(-1)[1] += text.data;
    else found.push([block.id, text.data]);
  }
  return found;
}
"""


class Reader:
    """Somebody with a page before them."""

    def __init__(self, window: Window, *, has_script: bool = True) -> None:
        self.window, self.page = window, window.page
        self.has_script = has_script

    def open(self, address: str = "") -> Reader:
        """Open the page anew at an address in it, and let it settle."""
        self.window.open(address)
        self.settle()
        return self

    def go(self, address: str) -> Reader:
        """Go to another address in the page that is open."""
        self.page.evaluate("(address) => { location.hash = address; }", address)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the page has done what it was asked and has drawn it."""
        if not self.has_script:  # then no frame is ever announced
            self.page.wait_for_timeout(50)
            return
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))"
        )

    def press(self, *keys: str) -> Reader:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()
        return self

    def click(self, selector: str) -> Reader:
        """Click on the first of these that is there."""
        self.page.locator(selector).first.click()
        self.settle()
        return self

    def click_on(self, anchor: Anchor, at: int = 0) -> Reader:
        """Click on a character of the article, by where it stands in its block."""
        self._over(anchor.block, anchor.start + at, "click")
        return self

    def point_at(self, anchor: Anchor, at: int = 0) -> Reader:
        """Move the pointer over a character."""
        self._over(anchor.block, anchor.start + at, "move")
        return self

    def _over(self, block: str, offset: int, what: str) -> None:
        self._place(block, offset)
        self.settle()  # notes that come into view are placed, and rows become lower
        getattr(self.page.mouse, what)(*self._place(block, offset))
        self.settle()

    def _place(self, block: str, offset: int) -> tuple[float, float]:
        """Bring a character to the middle of the window, and return where it stands there."""
        x, y = self.page.evaluate(
            """
            ([id, offset]) => {
              const block = document.getElementById(id);
              const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
              for (let text; (text = texts.nextNode()); ) {
                const length = [...text.data].length;
                if (offset >= length) { offset -= length; continue; }
                const range = document.createRange();
                const before = [...text.data].slice(0, offset).join("").length;
                range.setStart(text, before);
                range.setEnd(text, before + 1);
                text.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
              }
              throw Error(`no such place in ${id}`);
            }
            """,
            [block, offset],
        )
        return x, y

    # --- what is seen ---

    @property
    def hash(self) -> str:
        """The address within the page, `#` left out."""
        found: str = self.page.evaluate("() => decodeURIComponent(location.hash.slice(1))")
        return found

    @property
    def card(self) -> Any:
        """What tells of the chosen claim, beside the article."""
        return self.page.locator("aside.panel")

    @property
    def said(self) -> str:
        """What the card says; nothing where there is none."""
        return str(self.card.inner_text()) if self.card.is_visible() else ""

    @property
    def status(self) -> str:
        """What the bar says of the state of the page."""
        return str(self.page.get_by_role("status").first.inner_text())

    def washed(self, *tokens: str) -> list[str]:
        """The words that stand on one of these washes, those of each block together."""
        return [words for _, words in self.page.evaluate(_WASHED, tokens or [CHOSEN])]

    def seen(self, selector: str) -> int:
        """How many of these can be seen."""
        found: int = self.page.evaluate(
            """
            (selector) => [...document.querySelectorAll(selector)].filter((e) =>
              e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height
            ).length
            """,
            selector,
        )
        return found

    @property
    def focused(self) -> str:
        """What has the focus, in short: its name, then its words."""
        found: str = self.page.evaluate(
            "() => { const e = document.activeElement; "
            "return `${e.localName} ${e.getAttribute('href') ?? ''} ${e.textContent.trim().slice(0, 80)}`; }"
        )
        return found


def words_of(claim: Claim) -> list[str]:
    """The words of a claim, each stretch by itself."""
    return [anchor.exact for anchor in claim.anchors if isinstance(anchor, Anchor)]


def words_at(document: Document, stretches: Iterable[Stretch]) -> list[str]:
    """The words that stand in any of these stretches, each once, in the order of the text."""
    inside: dict[str, set[int]] = {}
    for stretch in stretches:
        if isinstance(stretch, Anchor):
            inside.setdefault(stretch.block, set()).update(range(stretch.start, stretch.end))
    return [
        "".join(block.text[n] for n in sorted(inside[block.id]))
        for block in document.text_blocks()
        if block.id in inside
    ]


@contextmanager
def reading(
    browser: Any, path: Path, size: tuple[int, int] = WIDE, **options: Any
) -> Iterator[Reader]:
    """A reader with this page open; what the page must not do is told when they leave."""
    options = {"reduced_motion": "reduce", **options}
    with window(browser, path, size, **options) as found:
        reader = Reader(found, has_script=options.get("java_script_enabled", True))
        reader.settle()
        yield reader
        assert found.faults == []


def letters(texts: Sequence[str]) -> str:
    """Words without blanks, as they are compared where lines break."""
    return "".join("".join(texts).split())
