"""What axe-core has against a page as it stands, for those who hear it or cannot use a mouse."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import node_module

_RUN = 'async () => (await axe.run(document, { resultTypes: ["violations"] })).violations'
"""All rules; what passes is not written down element by element, which nobody reads."""


@cache
def _axe() -> str:
    return Path(node_module("axe-core") / "axe.min.js").read_text("utf-8")


def faults(page: Any) -> list[str]:
    """Return what is wrong, each fault with the first elements that have it.

    The page's policy forbids scripts of others; playwright's `evaluate` is not held to it.
    """
    page.evaluate(_axe())
    found = page.evaluate(_RUN)
    return [
        f"{fault['id']}: {fault['help']}: "
        + "; ".join(
            f"{' '.join(node['target'])} {node['html'][:120]}" for node in fault["nodes"][:4]
        )
        for fault in found
    ]
