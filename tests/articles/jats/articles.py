"""Hypothesis strategies for JATS articles: any block in any other, any words, valid or not."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from archive.derivations import jats_vocabulary

WORDS = st.text(st.sampled_from("ab é—\u00a0漢  \n\t"), min_size=1, max_size=12)
INLINE = ("italic", "bold", "sup", "monospace", "named-content", "weird", "styled-content", "uri")
BLOCKS = (
    "p", "sec", "list", "disp-quote", "boxed-text", "fig", "table-wrap", "def-list", "verse-group",
    "fn-group", "preformat", "code", "disp-formula", "ack", "supplementary-material", "ref-list",
    "statement", "speech", "weird-block", "graphic", "glossary", "app", "alternatives", "fig-group", "caption", "fn", "title",
)  # fmt: skip
PARTS = (
    "list-item",
    "def-item",
    "term",
    "def",
    "tr",
    "td",
    "th",
    "caption",
    "label",
    "verse-line",
    "ref",
    "mixed-citation",
    "element-citation",
    "nlm-citation",
    "source",
    "year",
)
REFERENCES = ("bibr", "fn", "fig", "table", "")


@st.composite
def attributes(draw: Any, name: str) -> str:
    found = {}
    if draw(st.integers(0, 3)) == 0:
        found["id"] = f"i{draw(st.integers(0, 6))}"
    if draw(st.integers(0, 9)) == 0:
        found["xml:lang"] = draw(st.sampled_from(("en", "FR", "not a tag", "")))
    if draw(st.integers(0, 9)) == 0:
        found["position"] = draw(st.sampled_from(("anchor", "float")))
    if name == "xref":
        found["rid"] = draw(st.sampled_from(("i0", "i1 i2", "i5", "gone", "")))
        found["ref-type"] = draw(st.sampled_from(REFERENCES))
    if name in ("graphic", "uri", "ext-link", "inline-graphic"):
        found["href"] = draw(st.sampled_from(("", "a.png", "https://example.org/a  b")))
    if name in ("td", "th"):
        found["colspan"] = draw(st.sampled_from(("1", "0", "-2", "many", "99999999")))
    return "".join(
        f' {"xlink:href" if key == "href" else key}="{escape(value)}"'
        for key, value in found.items()
    )


@st.composite
def element(draw: Any, depth: int = 0) -> str:
    """An element with words and elements in it."""
    name = draw(
        st.sampled_from((*BLOCKS, *PARTS, *INLINE, "xref", "ext-link", "inline-graphic", "break"))
    )
    if name in ("alternatives", "disp-formula"):
        inner = draw(formula())
    elif name in ("graphic", "inline-graphic", "break"):
        inner = ""
    elif depth > 3:
        inner = escape(draw(WORDS))
    else:
        inner = draw(mixed(depth + 1))
    return f"<{name}{draw(attributes(name))}>{inner}</{name}>"


@st.composite
def formula(draw: Any) -> str:
    forms = ("<tex-math>x^2</tex-math>", "<textual-form>squared</textual-form>")
    return "".join(draw(st.lists(st.sampled_from(forms), min_size=1, max_size=2, unique=True)))


@st.composite
def mixed(draw: Any, depth: int = 0) -> str:
    """Words and elements."""
    inner = draw(st.lists(st.one_of(WORDS.map(escape), element(depth)), max_size=4))
    return "".join(inner)


@st.composite
def articles(draw: Any) -> bytes:
    """An article that says at least a word."""
    body, back, abstract, notes = (draw(mixed()) for _ in range(4))
    title = draw(mixed(3))
    return (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group>'
        f"<article-title>a {title}</article-title></title-group><author-notes>{notes}</author-notes>"
        f"<abstract>{abstract}</abstract></article-meta></front>"
        f"<body>{body}</body><back>{back}</back></article>"
    ).encode()


# --- any element anywhere ---

_GROUPS = (getattr(jats_vocabulary, name) for name in dir(jats_vocabulary) if name.isupper())
ANY = sorted(
    frozenset[str]().union(*_GROUPS) - {"front", "object-id"}
    | {"sub-article", "response", "tex-math", "textual-form", "thead", "tbody", "mml:mi", "weird"}
)
"""Every element that the derivation names, and one that nobody knows; of an `object-id` it depends
on its place whether it is text."""


@st.composite
def any_element(draw: Any, depth: int) -> str:
    name = draw(st.sampled_from(ANY))
    inner = escape(draw(WORDS)) if depth > 4 else draw(any_content(depth + 1))
    return f"<{name}{draw(attributes(name))}>{inner}</{name}>"


@st.composite
def any_content(draw: Any, depth: int = 0) -> str:
    parts = st.lists(st.one_of(WORDS.map(escape), any_element(depth)), max_size=4)
    return "".join(draw(parts))


@st.composite
def files(draw: Any) -> bytes:
    """A file with any element anywhere, of which the first text says at least a word."""
    title, notes, product, abstract, other, body, back, floats, closing = (
        draw(any_content()) for _ in range(9)
    )
    return (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta><title-group>'
        f"<article-title>a {title}</article-title><fn-group>{notes}</fn-group></title-group>"
        f"<author-notes>{closing}</author-notes><product>{product}</product>"
        f"<abstract>{abstract}</abstract></article-meta><notes>{other}</notes></front>"
        f"<body>{body}</body><back>{back}</back><floats-group>{floats}</floats-group></article>"
    ).encode()
