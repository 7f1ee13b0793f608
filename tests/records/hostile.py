"""A record whose every text means harm: to a page, to a style sheet, to a script, to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from archive.model.document import Document
from archive.model.rights import Rights
from tests import strategies
from tests.strategies import RICHEST, Draw, T

LONG = "W" * 10_000
"""A word that no line holds."""

# fmt: off
HARM = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none!important}</style>",
    "</template></textarea></title><iframe src=javascript:alert(1)>",
    "<svg><style>*{fill:url(https://evil.example/a)}</style><use href=https://evil.example/b#c />",
    "<math><mtext><img src=https://evil.example/c.png></mtext></math>",
    "<link rel=stylesheet href=https://evil.example/d.css><base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "--!><!-- -->", "]]>", "<!--<script>", "&lt;script&gt;alert(1)", "&#60;img src=x&#62;", "&amp;",
    "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "`;alert(1);//", "\\u003cscript\\u003e",
    "';alert(1);//", '";alert(1);//', "\\';alert(1)//", "*/{}*{background:url(//evil.example)}/*",
    "\u202eevil\u202d", "\u2066\u202e<b>\u2069", "\u200f\u200e\u061c", "\u2028alert(1)\u2029", "\ufeff",
    "\u0301" * 40, "\U000e0001\U000e0041", "__proto__", "constructor", "%00", "../../etc/passwd",
    # Markdown: what a bare address takes along (GFM 0.29, 6.9), what pandoc adds.
    "https://evil.example/<script>alert(1)</script>", "www.evil<img/src=x/onerror=alert(1)>",
    "ftp://evil.example/\"<svg/onload=alert(1)>", "http://evil.example/`<b>`", "a@evil.example<script>alert(1)</script>",
    "https://evil.example/a_b?c=1&copy=2#d", "(https://evil.example/)*a*", "xmpp:a@evil.example/<b>", "www.", "https://",
    "[a](javascript:alert(1))", "[a]: javascript:alert(1) 'a'", "[a][b]", "![](x\"onerror=alert(1))", "[^1]: a", "^[a]",
    "<javascript:alert(1)>", "<a@evil.example>", "javascript:alert(1)", "`<script>alert(1)</script>`{=html}", "{=html}",
    "{.a #b onclick=alert(1)}", ":smile:", "@a", "[@a]", "~~~", "```{=html}", "|", "\\|", "\\", "a\\", "***", "===", "---",
    "#", "# #", "-", "1.", "a)", "(ii)", "(@)", "#.", "%", ":::", "Table:", ": a", "> [!NOTE]", "$a$", "\\begin{a}", "~a~",
    "&colon;", "&#58;", "&",
    "{\\rtf1}", "\\input{a}", "@import'//evil.example'", "=HYPERLINK(\"https://evil.example\")",
)
"""What each text is made of."""

BETWEEN = (" ", "", "\n", "\u00a0 ", "\n\n", "\n===\n", "\n---\n", "\n> ", "\n    ", "\n- ", "  \n", "\\\n", "\t", "\r")
"""What stands between its parts."""

HARMFUL_ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java script:alert(1)", "\u00a0javascript:alert(1)",
    "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file:///etc/passwd",
    "blob:https://evil.example/a", "https://evil.example/\"onmouseover=\"alert(1)", "//evil.example/a.png",
    "https://evil.example/a.png", "https://evil.example/?a='><script>alert(1)</script>", "#\"><script>",
    "https://evil.example/%0d%0aSet-Cookie:a=b", "mailto:a@b?subject=</a><script>alert(1)</script>",
    "javascript://evil.example/%0aalert(1)", "filesystem:https://evil.example/", "view-source:x", ":", "http://",
)
# fmt: on


class Hostile(Draw):
    """Draws every field that there is, and strings that mean harm."""

    def often(self, share: float = 1.0) -> bool:
        return self.random.random() < max(share, 0.9)

    def fragment(self) -> str:
        return LONG if self.random.random() < 0.004 else self.evenly(HARM)

    def text(self, least: int = 0, most: int = 14) -> str:
        parts = [self.fragment() for _ in range(self.random.randint(1, 3))]
        return self.evenly(BETWEEN).join(parts)

    def token(self) -> str:
        return self.fragment().replace(" ", "/")

    def address(self) -> str:
        return self.evenly(HARMFUL_ADDRESSES)

    def json(self, depth: int = 0) -> Any:
        return [self.fragment(), {self.evenly(HARM): self.fragment()}]

    def choice(self, pool: Sequence[T]) -> T:
        return self.evenly(pool)


def hostile_documents() -> st.SearchStrategy[Document]:
    """Records of some parts, each text of which means harm."""
    return strategies.documents(draw_with=Hostile)


def hostile() -> Document:
    """A record with some of every kind of part, each with all that can stand in it."""
    random = Random(26)
    sizes = {"blocks": 90, "annotations": 60, "claims": 40, "relations": 40, "entities": 20}
    sizes |= {"works": 12, "sources": 12, "assessments": 30, "agents": 5, "captures": 3}
    sizes |= {"revisions": 5, "extensions": 3, "metadata": 1, "rights": 1}
    # The richest half, so that nothing is left plain.
    outline = {
        name: [random.randint(RICHEST // 2, RICHEST) for _ in range(number)]
        for name, number in sizes.items()
    }
    document = strategies.document_of(outline, RICHEST, draw_with=Hostile)
    licence = Rights(notice=HARM[0], spdx=HARM[1].replace(" ", "/"), holders=HARM[:2])
    # Eight words in a row would be those of the text, whose words are the same.
    claims = tuple(claim.update(public_restatement=HARM[0]) for claim in document.claims)
    return document.update(claims=claims, rights=document.rights.update(text=licence))
