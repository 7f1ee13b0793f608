"""Pages of all that HTML has: one by hand, and any number drawn by lot."""

from __future__ import annotations

from random import Random

_WORDS = (
    "The harbour was dredged twice in that year, and the council paid for it from the tolls. "
    "Nobody had asked the pilots, who knew where the channel ran and said so afterwards. "
)
_HEAD = """<!DOCTYPE html><html lang=en dir=ltr prefix="og: https://ogp.me/ns#"><head>
<meta charset=utf-8><title>Of quays | The Paper</title><base href="https://paper.example/">
<meta name=viewport content="width=device-width"><meta name=author content="Jane Doe">
<meta name=description content="How a harbour works." lang=en><meta name=keywords content="quay">
<meta property=og:title content="Of quays"><meta property=og:image content=a.png>
<meta property=article:published_time content=2020-03-01><meta name=x-thing content=1>
<meta name=DC.relation content=b scheme=URI><meta http-equiv=refresh content=90>
<meta itemprop=wordCount content=900><link rel=canonical href=https://paper.example/quays>
<link rel=alternate hreflang=fr href=/fr type=text/html title=French><link rel=stylesheet href=a.css>
<link rel=license href=https://creativecommons.org/licenses/by/4.0/>
<script type=application/ld+json>{"@type":"Organization","name":"Paper"}</script>
<script type=application/json>{"a":1}</script><script>let a</script><style>p{}</style>
<noscript><link rel=next href=/2></noscript></head>"""
_EVERYTHING = """<p>A <a href=/b hreflang=fr rel=nofollow title=B type=text/html>link</a>, <abbr
title="European Union">EU</abbr>, <dfn>quay</dfn>, <mark>marked</mark>, <small>small</small>, <q cite=/q>q</q>,
<time datetime=2020-03-02>Monday</time>, <data value=7>seven</data>, <bdi>x</bdi>, <bdo dir=rtl>y</bdo>,
<sub>1</sub><sup>2</sup>, <u>u</u>, <s>s</s>, <ins cite=/i datetime=2020-01-01>in</ins>
<del cite=/d datetime=2020-01-02>out</del>, <code>c</code> <kbd>k</kbd> <samp>m</samp> <var>v</var>,
<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>, <span lang=fr>mot</span>, a<wbr>b, <cite>Book</cite>,
<i aria-label="a ship">*</i>, <span title=note>noted</span>, <img src=i.png alt=dot title=t usemap=#m>.</p>
<h2 id=two>Two</h2><p>See <a href=#two>above</a>.</p><hr>
<blockquote cite=/said><p>They said so.</p><footer>A pilot</footer></blockquote>
<ol start=3 reversed type=a><li value=9>nine<li>eight<ul><li>inner</ul></ol><ul>loose <li>item</ul>
<dl><div><dt>term<dd>definition</div><dt>other<dd>more</dl>
<table summary=s><caption>Tolls</caption><colgroup><col span=2></colgroup><thead><tr><th scope=col id=c1
abbr=y>Year<th>Toll</thead><tbody><tr><td headers=c1>1900<td rowspan=2>5<tr><td colspan=1>1901</tbody>
<tfoot><tr><td colspan=2>end</tfoot></table>
<figure><picture><source srcset="b.webp 2x" media="(min-width: 9em)" type=image/webp><img src=b.png
srcset="c.png 2x" alt="A quay" longdesc=/long></picture><figcaption>The quay</figcaption></figure>
<figure><video src=v.mp4 poster=p.png><track src=t.vtt kind=captions srclang=en label=English></video></figure>
<audio><source src=a.ogg type=audio/ogg></audio><iframe src=/frame title=Map></iframe>
<object data=o.pdf type=application/pdf><param name=a value=b></object><embed src=e.svg>
<svg viewBox="0 0 9 9"><title>Chart</title><g><path d=M0><text>five</text></g></svg>
<p>So <math display=block><mfrac><mi>a</mi><mn>2</mn></mfrac></math> holds.</p>
<pre><code class=language-go>x := 1</code></pre><canvas aria-label=plot></canvas>
<details open><summary>More</summary><p>The rest of it.</p></details>
<map name=m><area href=/area alt=Area shape=rect coords=0,0,1,1></map>
<form action=/f method=post><label for=q>Q</label><input id=q name=q value=1 type=text placeholder=word>
<select name=s><option value=1 selected>one</select><textarea name=t>words</textarea><button value=b>go</button>
<progress value=1 max=2>half</progress><meter value=2>two</meter><output for=q>out</output></form>
<section aria-label=part><h3>Three</h3><p hidden>Not shown.</p><dialog open>Asked</dialog></section>
<template><p>later</p></template><noscript><p>no scripts</p></noscript><address>Quay 1</address>
<div itemscope itemtype=https://schema.org/Person itemid=/j><span itemprop=name>Jane</span></div>
<p property=dc:subject content=tolls>Tolls<sup id=r1><a href=#n1>1</a></sup>.</p>
<x-card data-a=1 kind=big>custom</x-card><acronym title=A>AA</acronym><center><font color=red>old</font></center>
<ol><li id=n1>A note. <a href=#r1>back</a></ol>"""
_NAVIGATION = """<nav aria-label=main><ul><li><a href=/ title=Home>Home</a><li><a href=/x>News</a></ul>
<img src=logo.png alt=Logo></nav>"""
_FOOTER = (
    """<footer><p>© 2020 <a href=/us>Us</a></p><ul><li lang=fr><a href=/fr>Fr</a></ul></footer>"""
)


def page_of_everything() -> str:
    """Return a page with each element and attribute that says something."""
    text = "".join(f"<p>{_WORDS}</p>" for _ in range(6))
    return (
        f"{_HEAD}<body>{_NAVIGATION}<main><article itemscope itemtype=https://schema.org/Article>"
        f"<h1 itemprop=headline>Of quays</h1>{text}{_EVERYTHING}{text}</article></main>{_FOOTER}"
    )


_NAMES_INLINE = (
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark meter output progress q s "
    "samp small span strong sub sup time tt u var acronym big x-word button ruby nobr"
)
_INLINE = _NAMES_INLINE.split()
_NAMES_BLOCKS = (
    "p div section blockquote ul ol dl table figure h2 h3 h4 pre details aside header footer "
    "address fieldset center main article nav form hgroup menu dialog x-block noscript object"
)
_BLOCKS = _NAMES_BLOCKS.split()
_WITHIN = {
    **dict.fromkeys(("ul", "ol", "menu"), ("li",)), "dl": ("dt", "dd"), "table": ("tr", "caption"),
    "tr": ("td", "th"), "details": ("summary", "p"), "figure": ("figcaption", "p", "picture"),
    "picture": ("img",), "ruby": ("rt", "rp"),
}  # fmt: skip
_NAMES_EMPTY = "img br wbr hr iframe video audio embed canvas svg input picture area source track"
_EMPTY = _NAMES_EMPTY.split()
_ATTRIBUTES = {
    "a": "href name rel title hreflang type", "img": "src alt srcset title longdesc usemap",
    "ol": "start reversed type", "li": "value", "td": "colspan rowspan headers abbr",
    "th": "scope colspan id abbr", "blockquote": "cite", "q": "cite", "ins": "cite datetime",
    "del": "cite datetime", "time": "datetime", "abbr": "title", "data": "value",
    "iframe": "src title name", "video": "src poster", "audio": "src", "input": "name value type",
    "source": "src srcset media type", "table": "summary", "details": "open", "form": "action",
}  # fmt: skip
_NAMES_ANYWHERE = (
    "id lang dir title class aria-label role itemprop hidden data-x style onclick xml:lang"
)
_ANYWHERE = _NAMES_ANYWHERE.split()
_VALUES = (
    "x1",
    "x2",
    "#x1",
    "#x2",
    "fr",
    "en",
    "2020-01-02",
    "/b.png",
    "https://e.example/",
    "2",
    "",
)


def drawn_page(random: Random) -> str:
    """Return a page whose article is drawn by lot."""
    text = f"<p>{_WORDS * 2}</p>"
    body = "".join(_block(random, 0) + (text if not n % 3 else "") for n in range(12))
    return (
        f"<html lang=en><title>Of quays</title><body>{_NAVIGATION}<article><h1>Of quays</h1>"
        f"{text}{body}{text}</article>{_FOOTER}"
    )


def _block(random: Random, depth: int) -> str:
    name = random.choice(_BLOCKS)
    return _element(random, name, depth)


def _element(random: Random, name: str, depth: int) -> str:
    content = ""
    for _ in range(random.randint(1, 3)):
        if name in _WITHIN:
            content += _element(random, random.choice(_WITHIN[name]), depth + 1)
        elif depth < 3 and random.random() < 0.4 and name not in (*_INLINE, "p", "h2", "h3", "h4"):
            content += _block(random, depth + 1)
        elif depth < 6 and random.random() < 0.5:
            content += _element(random, random.choice(_INLINE), depth + 1)
        elif random.random() < 0.3:
            empty = random.choice(_EMPTY)
            content += f"<{empty}{_attributes(random, empty)}>" + _end(empty)
        content += random.choice((" some words ", " of the quay", "", f" {_WORDS}"))
    if name in ("img", "picture"):
        content = ""
    return f"<{name}{_attributes(random, name)}>{content}" + _end(name)


def _end(name: str) -> str:
    void = ("img", "br", "wbr", "hr", "embed", "input", "area", "source", "track")
    return "" if name in void else f"</{name}>"


def _attributes(random: Random, name: str) -> str:
    own = [one for one in _ATTRIBUTES.get(name, "").split() if random.random() < 0.6]
    anywhere = [one for one in _ANYWHERE if random.random() < 0.06]
    names = dict.fromkeys((*own, *anywhere))
    return "".join(f' {one}="{random.choice(_VALUES)}"' for one in names)
