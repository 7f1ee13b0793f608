"""What archive.rng says of elements where they stand, as rules for archive.odd.

TEI's language gives an element one content wherever it stands; archive.rng tells a `note` under a claim
from one at the foot of a page. What it knows of each, apart from the order and number of its children
and the form of its values, fits into one XPath: its parent, its attributes, its closed words, the names
of what stands in it, and whether that may be text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.judges import ARCHIVE_RNG
from tests.odd.forms import SCH, TEXT, WORDS, Attribute, Forgotten, Node, Part

CODE = "context"


def context_rules(schema: Path = ARCHIVE_RNG) -> Iterator[tuple[str, Node]]:
    """Yield a rule for each name of which there are elements of several kinds."""
    forgotten = Forgotten(schema)
    for name, elements in forgotten.patterns.items():
        if len(elements) > 1:
            kinds = dict.fromkeys(_is_kind(forgotten, element) for element in elements)
            yield name, _rule(name, list(kinds))


def _rule(name: str, kinds: list[str]) -> Node:
    rule = etree.Element(f"{SCH}rule", context=f"tei:{name}")
    test = " or ".join(f"({kind})" for kind in kinds)
    check = etree.SubElement(rule, f"{SCH}assert", id=f"{CODE}.{name}", test=test)
    check.text = f"this {name} is none that may stand here: the type, another attribute or what "
    check.text += "it holds belongs elsewhere"
    return rule


def _is_kind(forgotten: Forgotten, element: Node) -> str:
    """XPath that tells whether an element is of the kind that a pattern describes."""
    return " and ".join(
        [
            _one_of([f"parent::tei:{name}" for name in sorted(forgotten.parents[element])]),
            *_attributes(forgotten.attributes_of(element)),
            *_content(forgotten.content(element)),
        ]
    )


def _attributes(attributes: dict[str, Attribute]) -> Iterator[str]:
    for name, attribute in attributes.items():
        words = attribute.type.words
        if words and not attribute.type.is_list:
            is_right = (
                f"@{name} = '{words[0]}'"
                if len(words) == 1
                else f"contains(' {' '.join(words)} ', concat(' ', @{name}, ' '))"
            )
            yield is_right if attribute.is_required else f"(not(@{name}) or {is_right})"
        elif attribute.is_required:
            yield f"@{name}"
    others = " or ".join(f"name() = '{name}'" for name in attributes)
    yield f"not(@*[not({others})])" if attributes else "not(@*)"


def _content(content: Part) -> Iterator[str]:
    names, needed = sorted(_names(content)), sorted(_needed(content))
    yield from (f"tei:{name}" for name in needed)
    if others := [name for name in names if name not in needed or len(names) > 1]:
        yield f"not(*[not({' or '.join(f'self::tei:{name}' for name in others)})])"
    elif not names:
        yield "not(*)"
    else:
        yield f"not(*[not(self::tei:{names[0]})])"
    if content == WORDS:
        yield "string-length(.) > 0"
    elif not _has_text(content):
        yield "not(text()[normalize-space()])"


def _names(part: Part) -> set[str]:
    """The names of the elements that may stand in a content."""
    return {part.name} if part.kind == "element" else set().union(*map(_names, part.parts))


def _needed(part: Part) -> set[str]:
    """Those that have to."""
    match part.kind:
        case "element":
            return {part.name}
        case "sequence" | "many":
            return set().union(*map(_needed, part.parts))
        case "choice":
            return set.intersection(*map(_needed, part.parts))
    return set()


def _has_text(part: Part) -> bool:
    return part in (TEXT, WORDS) or any(map(_has_text, part.parts))


def _one_of(tests: list[str]) -> str:
    return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"
