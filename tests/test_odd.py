"""archive.odd says what archive.rng and archive.sch say, and TEI's own compiler finds the same in it.

What the TEI Stylesheets made of archive.odd is kept in tests/data/compiled, so that it can be held
beside our schemas where the Stylesheets are not at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lxml import etree, isoschematron

from tests.compile_odd import (
    COMPILED_RNG,
    COMPILED_RULES,
    COMPILED_SCH,
    HOW,
    digest_of_odd,
    digest_of_rules,
    kept_digest,
)
from tests.conftest import MANY, ROOT
from tests.jing import Jing
from tests.judges import ARCHIVE_RNG, SVRL, compiled, schematron
from tests.odd import ARCHIVE_ODD, RNG, SCH, TEI, forgotten_rng, made_odd
from tests.odd.contexts import CODE
from tests.odd.language import OWN_ATTRIBUTES
from tests.tei_mutations import Mutation, mutate

MUTATIONS = 2000 if MANY else 100
SEED = 20261126
FILES = [
    Path(__file__).parent / "data" / "every-construct.tei.xml",
    *sorted((ROOT / "documents").glob("*/document.tei.xml")),
]


# --- the ODD ---


def test_archive_odd_is_what_is_made_of_archive_rng_and_archive_sch() -> None:
    assert ARCHIVE_ODD.read_bytes() == made_odd(), "make it anew: make schemas"


def test_archive_odd_includes_its_elements_from_their_modules() -> None:
    tree = etree.parse(ARCHIVE_ODD)
    included = {
        (module.get("key"), name)
        for module in tree.iter(f"{TEI}moduleRef")
        for name in module.get("include", "").split()
    }
    specified = {(spec.get("module"), spec.get("ident")) for spec in tree.iter(f"{TEI}elementSpec")}
    assert included == specified


def test_archive_odd_refers_to_all_its_parts() -> None:
    tree = etree.parse(ARCHIVE_ODD)
    groups = [
        group.get("{http://www.w3.org/XML/1998/namespace}id")
        for group in tree.iter(f"{TEI}specGrp")
    ]
    assert [ref.get("target") for ref in tree.iter(f"{TEI}specGrpRef")] == [
        f"#{id}" for id in groups
    ]


def test_archive_odd_explains_the_codes_of_archive_sch() -> None:
    tree = etree.parse(ARCHIVE_ODD)
    [explained] = tree.iterfind(f".//{TEI}list[@type='gloss']")
    codes = {
        str(check.get("id")).partition(".")[0]
        for check in tree.iter(f"{SCH}assert", f"{SCH}report")
    }
    assert [str(label[0].text) for label in explained.findall(f"{TEI}label")] == sorted(codes)


def test_a_check_of_archive_odd_has_an_id_of_its_own() -> None:
    ids = Counter(
        check.get("id") for check in etree.parse(ARCHIVE_ODD).iter(f"{SCH}assert", f"{SCH}report")
    )
    assert [id for id, times in ids.items() if id is None or times > 1] == []


def test_what_tei_declares_on_an_element_itself_is_known(tei_all: Path) -> None:
    """In tei_all the attributes of classes are referred to, those of an element stand in it."""
    found: dict[str, set[str]] = {}
    for element in etree.parse(tei_all).iter(f"{RNG}element"):
        own = {str(attribute.get("name")) for attribute in element.iter(f"{RNG}attribute")}
        found.setdefault(str(element.get("name")), set()).update(own)
    names = {str(spec.get("ident")) for spec in etree.parse(ARCHIVE_ODD).iter(f"{TEI}elementSpec")}
    assert {name: set(own.split()) for name, own in OWN_ATTRIBUTES.items()} == {
        name: own for name, own in found.items() if own and name in names
    }


# --- what TEI's compiler makes of it ---


@pytest.mark.parametrize("kept", [COMPILED_RNG, COMPILED_SCH], ids=lambda path: str(path.name))
def test_what_is_kept_was_compiled_from_archive_odd_as_it_is(kept: Path) -> None:
    assert kept_digest(kept) == digest_of_odd(), HOW


def test_what_is_kept_was_compiled_from_archive_sch_as_it_is() -> None:
    assert kept_digest(COMPILED_RULES) == digest_of_rules(), HOW


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """archive.rng with its contexts forgotten: what TEI's language can say of it."""
    path = tmp_path_factory.mktemp("odd") / "forgotten.rng"
    path.write_bytes(forgotten_rng())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_record_is_valid_to_what_was_compiled(path: Path, jing: Jing, forgotten: Path) -> None:
    assert jing.validate(COMPILED_RNG, [path]) == [[]]
    assert jing.validate(forgotten, [path]) == [[]]
    assert compiled(COMPILED_RNG).validate(etree.parse(path)), compiled(COMPILED_RNG).error_log
    assert compiled_findings(etree.parse(path).getroot()) == Counter()


@pytest.mark.slow
def test_the_compiled_grammar_is_archive_rng_with_its_contexts_forgotten(
    jing: Jing, forgotten: Path
) -> None:
    """The one reason why it allows more: TEI's language has one content for an element's name.

    `tests/odd/forms.py` says what that adds. What archive.rng allows, it allows.
    """
    differ, refused, verdicts = [], [], Counter[tuple[bool, bool]]()
    for mutation in mutations(MUTATIONS):
        ours = jing.accepts(ARCHIVE_RNG, mutation.data)
        theirs = jing.accepts(COMPILED_RNG, mutation.data)
        verdicts[ours, theirs] += 1
        if jing.accepts(forgotten, mutation.data) != theirs:
            differ.append((mutation.kind, mutation.where))
        if ours and not theirs:
            refused.append((mutation.kind, mutation.where))
    assert differ == []
    assert refused == []
    assert verdicts[True, True] > MUTATIONS / 10
    assert verdicts[False, False] > MUTATIONS / 2
    assert verdicts[False, True] < MUTATIONS / 5


@pytest.mark.slow
def test_grammar_and_rules_that_were_compiled_judge_as_archive_rng_and_archive_sch(
    jing: Jing,
) -> None:
    """Without `context` the rules find what archive.sch finds. With it, they see what was forgotten.

    Not seen are order and number where archive.rng tells one type from another (a second
    restatement), and the form of a value that has another form elsewhere.
    """
    found, differ, wrongly, verdicts = 0, [], [], Counter[tuple[bool, bool]]()
    for mutation in mutations(MUTATIONS):
        tree = etree.fromstring(mutation.data, etree.XMLParser(collect_ids=False))
        ours, theirs = our_findings(tree), compiled_findings(tree)
        contexts = Counter({one: n for one, n in theirs.items() if one[0] == CODE})
        found += bool(ours)
        if ours != theirs - contexts:
            differ.append((mutation.kind, mutation.where, ours, theirs))
        is_allowed = jing.accepts(ARCHIVE_RNG, mutation.data)
        if is_allowed and contexts:
            wrongly.append((mutation.kind, mutation.where, contexts))
        verdicts[is_allowed, not contexts and jing.accepts(COMPILED_RNG, mutation.data)] += 1
    assert differ == []
    assert wrongly == []
    assert found > MUTATIONS / 10
    assert verdicts[False, True] < MUTATIONS / 15 + 3  # of few, chance makes some more


def mutations(count: int) -> Iterator[Mutation]:
    """Mutations of the example, and some of the documents, which take longer to judge."""
    random = Random(SEED)
    example, *large = [etree.parse(path).getroot() for path in FILES]
    for _ in range(count):
        yield mutate(random.choice(large) if random.random() < 0.02 else example, random)


def our_findings(tree: etree._Element) -> Counter[tuple[str, str]]:
    """What archive.sch has against a file: codes and places."""
    found = (entry.split(" at ", 1) for entry in schematron(tree))
    return Counter((id.partition(".")[0], rest.split(": ")[0]) for id, rest in found)


def compiled_findings(tree: etree._Element) -> Counter[tuple[str, str]]:
    """What the compiled rules have against a file: codes and places."""
    check = _compiled_rules()
    check.validate(tree)
    report: Any = check.validation_report
    return Counter(
        (str(failed.get("id")).partition(".")[0], str(failed.get("location")))
        for failed in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")
    )


@cache
def _compiled_rules() -> isoschematron.Schematron:
    """The compiled Schematron for libxslt: with the binding xslt, and without TEI's own rules.

    The rules that P5 itself has for some elements are written for the binding xslt2. Since each
    pattern takes a walk through the file, and no element is the matter of two of our rules, these
    become one pattern, and those on contexts another.
    """
    tree = etree.parse(COMPILED_SCH)
    root = tree.getroot()
    root.set("queryBinding", "xslt")
    merged: dict[bool, etree._Element] = {}
    for pattern in root.findall(f"{SCH}pattern"):
        ids = [c.get("id") for c in pattern.iter(f"{SCH}assert", f"{SCH}report")]
        if ids[0] is None:
            root.remove(pattern)
            continue
        first = merged.setdefault(str(ids[0]).startswith(f"{CODE}."), pattern)
        if first is not pattern:
            first.extend(list(pattern))
            root.remove(pattern)
    return isoschematron.Schematron(
        tree,
        store_report=True,
        error_finder=isoschematron.Schematron.ASSERTS_AND_REPORTS,
    )
