"""What is deleted of a TEI file is missed: a sample; all are tried by the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles.deletions.measure import measured
from tests.conftest import MANY

MADE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader><fileDesc><titleStmt>
<title level="a">T</title><author ref="#a"><persName key="x">A B</persName> (ed.)</author></titleStmt>
<publicationStmt><publisher ref="u">P</publisher><date when="2016-03-20T10:00:00" calendar="c">x</date>
<idno>102</idno></publicationStmt><sourceDesc><bibl xml:id="w1"><title type="alt">W</title>
<date when="1990" cert="low">1990</date></bibl></sourceDesc></fileDesc>
<encodingDesc><projectDesc><p n="1">a <ref target="x">b</ref></p></projectDesc></encodingDesc></teiHeader>
<standOff><interp type="x">a</interp></standOff><facsimile><surface n="1"><zone ulx="1"/></surface></facsimile>
<text><front><titlePage><docTitle><titlePart type="main">T</titlePart></docTitle></titlePage></front><body>
<div type="chapter" n="1"><head>H <date when="19900501">1 May</date></head>
<opener><salute>Dear</salute> <dateline>Bonn</dateline></opener>
<sp who="#k"><speaker>K</speaker><stage type="x">aside</stage><l n="1">arma<caesura/>virum</l></sp>
<p rend="i"><rs type="work" ref="#w1">the play</rs>, <title ref="#w1">W</title> Ge<lb type="hyphenated"/>biet,
<date from="1990" notAfter="1995" precision="low">x</date> <ruby><rb>a</rb><rt place="above">b</rt></ruby>
<app><lem wit="#A">a</lem><rdg wit="#B" cert="low">b <hi rend="x">c</hi></rdg></app> words<witDetail
wit="#A">The scribe</witDetail></p><closer><signed>X</signed></closer>
<list rend="bulleted odd"><head>LH</head><item n="1"><p>a</p></item></list>
<listPerson><person xml:id="k" sex="1"><persName type="x">K</persName><birth when="1990">b</birth>
<idno type="GND">1</idno></person></listPerson></div></body></text></TEI>"""
"""A file with what readers pass over most easily."""
SMALL = (
    "Ekdosis-TEI-Studio__Ch02_Sections_et_titres.xml",
    "schnitzler-kino-data__entry__1904-07-30.xml",
    "TEI__testtranscr.xml",
)
LARGE_BYTES = 100_000


def silent(path: Path, **options: int) -> list[str]:
    outcome = measured(path, **{"each": 1, **options})
    assert outcome.tried
    return [str(place) for place in outcome.silent]


@pytest.mark.slow
def test_each_deletion_of_a_made_file_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "made.xml"
    path.write_text(MADE, "utf-8")
    assert silent(path, each=3) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_a_sample_of_deletions_of_a_small_file_is_missed(
    name: str, shared: Callable[[str], Path]
) -> None:
    assert silent(shared("tei/foreign") / name, most=60) == []


@pytest.mark.slow
def test_a_sample_of_deletions_of_all_files_is_missed(shared: Callable[[str], Path]) -> None:
    paths = [one for one in sorted(shared("tei/foreign").glob("*")) if one.suffix != ".tsv"]
    most, of_large = (12, 4) if MANY else (4, 1)
    found = {
        path.name: measured(
            path, each=1, seed=3, most=most if size < LARGE_BYTES else of_large
        ).silent
        for path in paths
        if (size := path.stat().st_size)
    }
    assert {name: one for name, one in found.items() if one} == {}
