"""Generates a page too long to be stored: a live blog of thousands of posts, always the same."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

POSTS = 5200
"""With as many the page has a little more than 5 MB."""

_WHO = ("the mayor", "a ferryman", "the second clerk", "nobody in the tower", "Mrs. Ojukwu-Brandt")
_DID = ("has counted", "does not remember", "asked twice about", "has drawn", "is selling")
_WHAT = ("the missing lamps", "a crate of bells", "both ends of the rope", "the tide table", "“it”")
_WHERE = ("on the north mole", "under the bridge", "in the reading room", "between two trains")
_WHY = ("because it rained", "as one does", "for the third time today", "and will not say why")

_HEAD = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour lamps: as it happened | Evening Semaphore</title>
<link rel="canonical" href="https://semaphore.example/live/2024/nov/05/harbour-lamps"><meta property="og:site_name" content="Evening Semaphore"><meta property="article:published_time" content="2024-11-05T06:00:00Z"><meta property="article:modified_time" content="2024-11-07T22:31:00Z">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"Harbour lamps: as it happened","url":"https://semaphore.example/live/2024/nov/05/harbour-lamps","datePublished":"2024-11-05T06:00:00Z","dateModified":"2024-11-07T22:31:00Z","coverageStartTime":"2024-11-05T06:00:00Z","author":[{"@type":"Person","name":"Fenella Agyeman"},{"@type":"Person","name":"Piet Lohse"}],"publisher":{"@type":"Organization","name":"Semaphore Newspapers Ltd"}}</script>
<style>.consent{position:fixed;bottom:0;background:#fff}.gone{display:none}</style></head><body>
<header><a href="/">Evening Semaphore</a><nav><ul><li><a href="/weather">Weather and tides</a></li><li><a href="/births">Births and launches</a></li></ul></nav></header>
<main><article class="liveblog"><header><h1>Harbour lamps: as it happened</h1><p class="standfirst">Three days, one lamp, and everybody who was asked about it</p><address class="byline"><a rel="author" href="/by/agyeman">Fenella Agyeman</a> (now) and <a rel="author" href="/by/lohse">Piet Lohse</a> (earlier)</address></header>
<aside class="key-events"><h2>Key events so far</h2><ul><li><a href="#post-1">The first lamp goes out</a></li></ul></aside>
<div class="toolbar"><label>Show key updates only</label><button>Newest of all first</button></div>
<div class="blocks">
"""

_EXPECTED = """# title: Harbour lamps: as it happened
# subtitle: Three days, one lamp, and everybody who was asked about it
# author: Fenella Agyeman
# author: Piet Lohse
# published: 2024-11-05
# updated: 2024-11-07
# site: Evening Semaphore
# publisher: Semaphore Newspapers Ltd || none
# language: en-GB
# licence: none
# address: https://semaphore.example/live/2024/nov/05/harbour-lamps

heading 1: Harbour lamps: as it happened
may: Three days, one lamp, and everybody who was asked about it
may: Fenella Agyeman (now) and Piet Lohse (earlier)
not: Weather and tides
not: Births and launches
not: Key events so far
not: The first lamp goes out
not: Show key updates only
not: Newest of all first
not: Send this update to a friend
not: Get the Semaphore by pigeon
not: Advertisement, not news
not: What you said
not: reader number
not: We and our 61 partners would like to watch you read.
hidden: This update was withdrawn.
"""

_FOOT = """</div></article>
<section class="comments"><h2>What you said</h2>
{comments}</section></main>
<div class="consent" role="dialog"><p>We and our 61 partners would like to watch you read.</p><button>Let them</button></div>
</body></html>
"""


def live_blog(posts: int = POSTS, seed: int = 14) -> tuple[bytes, str]:
    """Return a page with so many posts, and its `expected.md`."""
    draw = Random(seed)
    page, expected = [_HEAD], [_EXPECTED]
    for number in range(1, posts + 1):
        markup, lines = _post(number, draw)
        page.append(markup)
        expected.append(lines)
        page.append(_between(number))
    comments = "".join(
        f'<div class="comment"><b>reader number {number}</b><p>{escape(_sentence(draw))}</p></div>\n'
        for number in range(1, posts // 10 + 2)
    )
    page.append(_FOOT.format(comments=comments))
    return "".join(page).encode(), "\n".join(expected)


def _post(number: int, draw: Random) -> tuple[str, str]:
    """One post, and what a person reads in it."""
    minutes = 360 + number
    time = f"{minutes // 60 % 24:02}.{minutes % 60:02}"
    title = f"{draw.choice(_WHAT)} {draw.choice(_WHERE)} ({number})"
    markup = [
        (
            f'<div id="post-{number}" class="block block--content" itemprop="liveBlogUpdate" itemscope '
            f'itemtype="http://schema.org/BlogPosting"><h2 class="block-title" itemprop="headline">'
            f'<time datetime="2024-11-05T{time.replace(".", ":")}:00Z">{time}</time> {title}</h2>'
            '<div class="block-elements" itemprop="articleBody">\n'
        )
    ]
    lines = [f"heading 2: {time} {title}"]
    for make in draw.sample(_PARTS, draw.randint(1, 3)):
        element, line = make(number, draw)
        markup.append(element)
        lines.append(line)
    markup.append(
        '</div><div class="block-share"><a href="#">Send this update to a friend</a></div></div>\n'
    )
    return "".join(markup), "\n".join(lines)


def _between(number: int) -> str:
    """What the page puts between two posts."""
    if number % 40 == 0:
        return '<div class="ad-slot ad-slot--inline"><span>Advertisement, not news</span></div>\n'
    if number % 70 == 0:
        return (
            '<aside class="signup"><p>Get the Semaphore by pigeon</p><button>Yes</button></aside>\n'
        )
    if number % 90 == 0:
        return '<div class="block gone"><p>This update was withdrawn.</p></div>\n'
    return ""


def _sentence(draw: Random) -> str:
    return " ".join(draw.choice(words) for words in (_WHO, _DID, _WHAT, _WHERE, _WHY)) + "."


def _text(number: int, draw: Random) -> str:
    return f"{_sentence(draw)} {_sentence(draw)} At lamp {number}, {_sentence(draw)}"


def _paragraph(number: int, draw: Random) -> tuple[str, str]:
    words = _text(number, draw)
    return f"<p>{escape(words)}</p>\n", f"p: {words}"


def _linked(number: int, draw: Random) -> tuple[str, str]:
    words = _text(number, draw)
    return (
        f'<p>{words} <a href="https://lamps.example/{number}">Lamp {number}</a> is <em>lit</em>.</p>\n',
        (
            f"p: {words} Lamp {number} is lit.\n  mark link: Lamp {number} -> https://lamps.example/{number}"
            "\n  mark emphasis: lit"
        ),
    )


def _quotation(number: int, draw: Random) -> tuple[str, str]:
    words, credit = _text(number, draw), f"Witness {number}"
    return (
        f'<blockquote class="quoted"><p>{words}</p><footer>{credit}</footer></blockquote>\n',
        f"quote: {words}\nquote credit: {credit}",
    )


def _list(number: int, draw: Random) -> tuple[str, str]:
    items = [f"{_sentence(draw)} ({number}.{place})" for place in range(1, draw.randint(2, 4))]
    markup = "".join(f"<li>{item}</li>" for item in items)
    lines = [f"item.{place}: {item}" for place, item in enumerate(items, start=1)]
    return f"<ul>{markup}</ul>\n", "\n".join(["list: bulleted", *lines])


def _figure(number: int, draw: Random) -> tuple[str, str]:
    caption, address = _sentence(draw), f"https://img.semaphore.example/{number}.jpg"
    return (
        (
            f'<figure><img src="{address}" alt="Lamp {number}"><figcaption>Lamp {number}. {caption} '
            f'<span class="credit">Photograph: Ana Voss</span></figcaption></figure>\n'
        ),
        (
            f"figure: Lamp {number}. {caption}\nfigure credit: Photograph: Ana Voss\n"
            f"figure alt: Lamp {number}\nfigure image: {address}"
        ),
    )


_PARTS: tuple[Callable[[int, Random], tuple[str, str]], ...] = (
    _paragraph,
    _linked,
    _quotation,
    _list,
    _figure,
)
