"""Whatever is deleted of an article in JATS is missed, or says nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles.deletions.measure import measured
from tests.articles.jats.received import HEAD
from tests.conftest import MANY

SMALL = ("elife-07586-correction.xml", "elife-00270-editorial.xml", "elife-00240-insight.xml")

MADE = f"""{HEAD.replace(">", ' article-type="research-article">', 1)}
<processing-meta tagset-family="jats"><restricted-by>pmc</restricted-by></processing-meta>
<front><journal-meta>
<journal-id journal-id-type="nlm-ta">J Rain</journal-id>
<journal-title-group><journal-title>Rain</journal-title><journal-subtitle>Of water</journal-subtitle>
<abbrev-journal-title abbrev-type="pubmed">R</abbrev-journal-title></journal-title-group>
<issn pub-type="epub">1932-6203</issn>
<publisher><publisher-name>Press</publisher-name><publisher-loc>Ulm</publisher-loc></publisher>
</journal-meta><article-meta>
<article-id pub-id-type="doi">10.1000/1</article-id><article-id pub-id-type="other">7</article-id>
<article-categories><subj-group subj-group-type="heading"><subject>Water</subject>
<subj-group><subject>Rain</subject></subj-group></subj-group>
<series-title>Series</series-title></article-categories>
<title-group><article-title>On <italic>rain</italic></article-title><subtitle>A story</subtitle>
<trans-title-group xml:lang="de"><trans-title>Regen</trans-title></trans-title-group>
<alt-title alt-title-type="running-head">R</alt-title></title-group>
<contrib-group content-type="authors">
<contrib contrib-type="author" corresp="yes" id="c1" equal-contrib="yes" deceased="no">
<contrib-id contrib-id-type="orcid" authenticated="true">0000-0002-1825-0097</contrib-id>
<name name-style="eastern"><surname>Doe</surname><given-names>Jo</given-names><prefix>Dr</prefix>
<suffix>Jr</suffix></name><degrees>PhD</degrees><role vocab="credit">Writing</role>
<bio id="b"><p>Born.</p></bio><email>jo@example.org</email>
<xref ref-type="aff" rid="a1">1</xref></contrib>
<contrib><name-alternatives><name xml:lang="en"><surname>Li</surname></name>
<string-name>李</string-name></name-alternatives><anonymous/></contrib>
<contrib contrib-type="author"><collab>The Group<contrib-group><contrib><name><surname>M</surname></name>
</contrib></contrib-group></collab><on-behalf-of>others</on-behalf-of></contrib>
<aff id="a1"><label>1</label><institution-wrap><institution content-type="dept">Dept</institution>
<institution-id institution-id-type="ror">x</institution-id></institution-wrap>, <city>Ulm</city>
<country country="DE">Germany</country></aff></contrib-group>
<author-notes><corresp id="k">To <email>jo@example.org</email></corresp>
<fn fn-type="COI-statement"><label>a</label><p>None.</p></fn></author-notes>
<pub-date date-type="pub" publication-format="electronic" iso-8601-date="2020-03-04"><day>4</day>
<month>3</month><year>2020</year></pub-date><pub-date pub-type="collection"><year>2021</year></pub-date>
<volume>7</volume><issue>2</issue><issue-title>Wet</issue-title><fpage seq="1">3</fpage><lpage>9</lpage>
<elocation-id>e1</elocation-id><product><source>A Book</source><year>1999</year></product>
<history><date date-type="received" iso-8601-date="2019-01-02"><day>2</day><month>1</month>
<year>2019</year></date><date date-type="corrected"><year>2022</year></date></history>
<permissions><copyright-statement>© 2020 Doe</copyright-statement><copyright-year>2020</copyright-year>
<copyright-holder>Doe</copyright-holder><license license-type="open-access"
xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Under <ext-link
ext-link-type="uri" xlink:href="https://creativecommons.org/licenses/by/4.0/">this</ext-link>.</license-p>
</license></permissions>
<self-uri content-type="pdf" xlink:href="x.pdf"/><self-uri xlink:href="https://example.org/x"/>
<related-article related-article-type="companion" ext-link-type="doi" id="ra" vol="3" page="4"
xlink:href="10.1000/2"/>
<abstract><sec sec-type="aims"><title>Aims</title><p>Rain.</p></sec></abstract>
<abstract abstract-type="short"><p>Wet.</p></abstract>
<trans-abstract xml:lang="de"><p>Regen.</p></trans-abstract>
<kwd-group kwd-group-type="author"><title>Keywords</title><kwd>rain <sub>2</sub></kwd>
<compound-kwd><compound-kwd-part content-type="code">1</compound-kwd-part></compound-kwd>
<nested-kwd><kwd>snow</kwd></nested-kwd></kwd-group>
<funding-group><award-group id="w" award-type="grant"><funding-source country="DE">F</funding-source>
<award-id>1</award-id></award-group><funding-statement>Paid.</funding-statement></funding-group>
<conference><conf-name>C</conf-name><conf-date>2019</conf-date></conference>
<counts><page-count count="5"/></counts>
<custom-meta-group><custom-meta specific-use="x"><meta-name>a</meta-name><meta-value>b</meta-value>
</custom-meta></custom-meta-group></article-meta><notes notes-type="x"><p>Note.</p></notes></front>
<body><sec id="s1" sec-type="intro" specific-use="web"><label>1</label><title>One<xref ref-type="fn"
rid="f1">*</xref></title><p id="p1" content-type="first">It <italic toggle="yes">rained</italic>
[<xref ref-type="bibr" rid="r1">1</xref>-<xref ref-type="bibr" rid="r3">3</xref>], as
<named-content content-type="place" vocab="x">Ulm</named-content> <styled-content style="x">knows</styled-content>
<xref ref-type="scheme" rid="fig1">Fig</xref>, <abbrev xlink:title="Rain">R</abbrev>
<ext-link ext-link-type="pmc" xlink:href="PMC1" xlink:title="t" assigning-authority="x">PMC</ext-link>
<institution>Inst</institution> <inline-graphic xlink:href="i.png" id="ig"><alt-text>i</alt-text></inline-graphic>
<private-char description="d"/> <inline-formula id="if"><alternatives><tex-math id="t">x</tex-math><mml:math
display="inline"><mml:mrow><mml:mi mathvariant="bold">x</mml:mi></mml:mrow></mml:math></alternatives>
</inline-formula><foreign xml:lang="la">pluit</foreign> <bold/> <underline underline-style="wavy">u</underline>
<sup xml:lang="en">2</sup><index-term><term>rain</term></index-term> a<break/>b <target id="tg" target-type="x">t</target>
<fn id="f9"><label>9</label><p>In line.</p></fn><fig position="anchor"><label>A</label></fig></p>
<p><list list-type="order" id="l1" prefix-word="No" continued-from="x"><title>L</title><list-item id="li">
<label>1</label><p>a</p><p>b</p></list-item><list-item><p>c</p></list-item></list> after</p><p/>
<list list-type="bullet"><list-item><p>x</p></list-item></list>
<def-list id="dl"><term-head>T</term-head><def-head>D</def-head><def-item id="di"><term>a</term>
<def><p>b</p></def></def-item></def-list>
<disp-quote id="q" specific-use="x"><p>Quoted.</p><attrib>A. Uthor</attrib></disp-quote>
<verse-group id="v"><verse-line>One</verse-line><verse-line>two</verse-line></verse-group>
<speech><speaker>S</speaker><p>says</p></speech><statement id="st" content-type="theorem"><label>T</label>
<title>Of</title><p>x</p></statement><preformat preformat-type="x" id="pf"> a
 b</preformat><code code-type="python" language="py" code-version="3">x = 1</code>
<disp-formula id="e1" content-type="x"><label>(1)</label><tex-math>y</tex-math></disp-formula>
<fig id="fig1" fig-type="chart" orientation="landscape" position="float"><object-id pub-id-type="doi">d</object-id>
<label>F</label><caption id="cp"><title>Title</title><p>Words.</p></caption><alt-text>alt</alt-text>
<long-desc>long</long-desc><graphic xlink:href="a.tif" mimetype="image" mime-subtype="tiff" id="g1"/>
<attrib>By A</attrib><permissions><copyright-statement>© 2016 A</copyright-statement></permissions></fig>
<fig-group id="fg"><caption><p>Both</p></caption><fig><graphic xlink:href="b.png" content-type="x"/></fig></fig-group>
<fig><alternatives><graphic xlink:href="c.tif"/><graphic xlink:href="c.png" specific-use="web"/></alternatives></fig>
<table-wrap id="t1" orientation="portrait"><label>T</label><caption><p>Tab</p></caption><table frame="hsides" id="tt"
content-type="x"><colgroup span="2"><col width="5"/></colgroup><thead><tr><th scope="col" id="h" abbr="A">A</th>
<th>B</th></tr></thead><tbody valign="top"><tr><td colspan="2" align="left" headers="h" style="x"><p>c</p></td></tr></tbody>
<tbody><tr><td rowspan="1">d</td><td/></tr></tbody></table><table-wrap-foot><fn id="tf"><p>Foot</p></fn></table-wrap-foot></table-wrap>
<boxed-text id="bx" content-type="x"><label>B</label><caption><title>Box</title></caption><sec><title>In</title><p>box</p></sec></boxed-text>
<supplementary-material id="sm" xlink:href="s.csv" mimetype="text" mime-subtype="csv"><label>S</label><caption>
<p>Data</p></caption></supplementary-material><media id="m" xlink:href="v.mp4" mimetype="video"><label>V</label></media>
<array><tr><td>x</td></tr></array><chem-struct-wrap id="ch"><label>C</label><chem-struct>H2O</chem-struct></chem-struct-wrap>
<question><p>Why?</p></question><sec><p>Without a title.</p></sec></sec>
<sec id="s2" xml:lang="de"><title>Zwei</title><p>Es <italic xml:lang="en">rained</italic>.</p></sec><p>Rest.</p>
<sig-block><sig>Jo</sig></sig-block></body>
<back><ack id="ack"><title>Thanks</title><p>To all.</p></ack><app-group><app id="ap" content-type="x"><title>App</title>
<p>x</p></app></app-group><glossary><def-list><def-item><term>R</term><def><p>Rain</p></def></def-item></def-list></glossary>
<fn-group content-type="x"><title>Notes</title><fn id="f1" fn-type="other" symbol="*"><label>*</label><p>Called.</p></fn>
<fn id="f2"><p>Uncalled.</p></fn></fn-group>
<ref-list id="rl" content-type="x"><title>References</title><p>Read.</p>
<ref id="r1" specific-use="x"><label>1</label><mixed-citation publication-type="journal" publisher-type="x"
publication-format="print"><person-group person-group-type="author"><name name-style="western"><surname>Roe</surname>
<given-names>A</given-names></name><etal/></person-group>, <person-group person-group-type="editor"><string-name><surname>Ed</surname>
</string-name></person-group> <article-title xml:lang="en">Drops</article-title>. <source><italic>J Rain</italic></source> <year
iso-8601-date="2015">2015</year>;<volume>1</volume>(<issue>2</issue>):<fpage>1</fpage>-<lpage>9</lpage>.
<pub-id pub-id-type="doi" assigning-authority="x">10.1000/3</pub-id> <ext-link ext-link-type="uri" xlink:href="https://example.org/d">d</ext-link>
<comment>In press</comment><date-in-citation content-type="access-date" iso-8601-date="2020-01-02">2 Jan 2020</date-in-citation></mixed-citation></ref>
<ref id="r2"><element-citation publication-type="book"><name><surname>Poe</surname></name><person-group person-group-type="illustrator">
<name><surname>Ill</surname></name></person-group><chapter-title>Ch</chapter-title><source>Book</source><edition designator="2">2</edition>
<publisher-name>P</publisher-name><publisher-loc>Ulm</publisher-loc><year>n.d.</year><size units="pages">10</size><isbn>9780306406157</isbn>
<volume>1</volume><volume>2</volume><conf-name>C</conf-name></element-citation></ref>
<ref id="r3"><citation-alternatives><mixed-citation>Zoe Z. <italic>Snow</italic>.</mixed-citation><element-citation publication-type="report">
<person-group person-group-type="author"><collab>Z</collab></person-group><source>Snow</source><season>spring</season><year>2001</year>
<elocation-id>e9</elocation-id><weird>w</weird></element-citation></citation-alternatives><note><p>Seen.</p></note></ref></ref-list></back>
<floats-group><fig id="ff"><graphic xlink:href="f.png"/></fig></floats-group>
<sub-article article-type="reply" id="sa"><front-stub><title-group><article-title>Reply</article-title></title-group></front-stub>
<body><p>Thanks.</p></body></sub-article></article>"""


def silent(path: Path, each: int, most: int | None = None, seed: int = 0) -> list[str]:
    return [str(place) for place in measured(path, each, seed, most).silent]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    file = tmp_path / "made.nxml"
    file.write_text(MADE)
    return file


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_what_is_deleted_of_a_small_article_is_missed(
    name: str, shared: Callable[[str], Path]
) -> None:
    assert silent(shared("ingest/jats") / name, each=1, most=25) == []


@pytest.mark.slow
def test_what_is_deleted_of_an_article_with_everything_is_missed(made: Path) -> None:
    assert silent(made, each=1, most=60) == []


@pytest.mark.slow
def test_whatever_is_deleted_of_an_article_with_everything_is_missed(made: Path) -> None:
    assert silent(made, each=1, most=None if MANY else 150, seed=2) == []


@pytest.mark.slow
def test_what_is_deleted_of_all_articles_is_missed(shared: Callable[[str], Path]) -> None:
    for path in sorted(shared("ingest/jats").iterdir()):
        most = 40 if MANY else 10
        assert silent(path, each=1, most=most, seed=1) == [], path.name
