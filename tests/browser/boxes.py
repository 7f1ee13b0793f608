"""Where texts are drawn on a page, and which of them are drawn over each other."""

from __future__ import annotations

from typing import Any

_TEXTS = """
(leftOut) => {
  const clips = new Map();
  const everything = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const within = (one, other) => ({
    left: Math.max(one.left, other.left), top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom),
  });
  // What an element shows of all that is in it.
  const clipOf = (element) => {
    if (!element || element === document.body) return everything;
    if (!clips.has(element)) {
      const around = clipOf(element.parentElement);
      const cuts = getComputedStyle(element).overflowY !== "visible";
      clips.set(element, cuts ? within(around, element.getBoundingClientRect()) : around);
    }
    return clips.get(element);
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest(leftOut)) continue;
    if (!holder.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) {
      const box = within(rect, clipOf(holder));
      if (box.right - box.left < 2 || box.bottom - box.top < 2) continue;
      found.push({ ...box, text, said: text.data.trim().slice(0, 40) });
    }
  }
  return found;
}
"""

_OVERLAPS = f"""
(leftOut) => {{
  const boxes = ({_TEXTS})(leftOut).sort((a, b) => a.top - b.top);
  const over = [];
  boxes.forEach((one, n) => {{
    for (let m = n + 1; m < boxes.length && boxes[m].top < one.bottom; m++) {{
      const other = boxes[m];
      // A line that is cut off has two boxes: with what stands for the rest, and without.
      if (one.text === other.text && one.top === other.top) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      const least = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (across > 1 && down > least / 4)
        over.push(`${{one.said}} / ${{other.said}} at ${{Math.round(other.top + scrollY)}}`);
    }}
  }});
  return [boxes.length, over];
}}
"""
"""Lines may touch: the box of a letter is higher than a line where lines are set close."""


def overlaps(page: Any, leaving_out: str = "none") -> list[str]:
    """Return which texts are drawn over each other, with what they say and where.

    Args:
        page: The page, as it stands.
        leaving_out: A selector of what lies over the page by design.
    """
    texts, over = page.evaluate(_OVERLAPS, leaving_out)
    assert texts > 5, "the page shows no texts"
    return list(over)
