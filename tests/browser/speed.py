"""How long a page lets a reader wait in Chromium; printed by `make bench`, never asserted."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.browser.window import window

SLOW_FRAME = 50
"""Milliseconds between two frames above which scrolling is felt to stutter."""


class Waiting(NamedTuple):
    """What a reader waits for, in milliseconds."""

    load: float
    """From opening the file until the page answers."""
    click: float
    """From a click on words until the next frame is drawn, in the middle of several."""
    worst_click: float
    slow_frames: int
    """Frames that took longer than `SLOW_FRAME` while the whole page was scrolled through."""
    frames: int
    worst_frame: float
    nodes: int
    """Elements of the page."""


_CLICKS = """
async (times) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();  // its task comes after the frame
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const all = [...document.querySelectorAll("article [data-c]")].filter((e) => e.dataset.c);
  const found = [];
  for (let n = 0; n < times; n++) {
    const words = all[Math.floor((n + 0.5) * all.length / times)];
    words.scrollIntoView({ block: "center", behavior: "instant" });
    await drawn();
    await drawn();
    const began = performance.now();
    words.click();
    await drawn();
    found.push(performance.now() - began);
  }
  return found;
}
"""

_SCROLL = """
async (step) => {
  const frame = () => new Promise(requestAnimationFrame);
  scrollTo({ top: 0, behavior: "instant" });
  const found = [];
  let last = await frame();
  for (let y = 0; y < document.documentElement.scrollHeight; y += step) {
    scrollTo({ top: y, behavior: "instant" });
    const now = await frame();
    found.push(now - last);
    last = now;
  }
  return found;
}
"""


def waiting(browser: Any, path: Path, clicks: int = 15) -> Waiting:
    """Measure a page that is opened from its file in a wide window."""
    with window(browser, path) as found:
        page = found.page
        load = page.evaluate(
            "() => { const [n] = performance.getEntriesByType('navigation'); return n.loadEventEnd; }"
        )
        nodes = page.evaluate("() => document.querySelectorAll('*').length")
        frames = page.evaluate(_SCROLL, 300)
        times = page.evaluate(_CLICKS, clicks)
    slow = sum(frame > SLOW_FRAME for frame in frames)
    return Waiting(load, median(times), max(times), slow, len(frames), max(frames), nodes)
