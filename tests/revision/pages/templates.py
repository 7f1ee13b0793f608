"""Renders a drawn page as HTML: the same values in the markup of several kinds of sites."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import escape

from tests.revision.pages.drawn import Furniture, Page, Part, Sentence, Version


def rendered(version: Version) -> bytes:
    """Return the bytes of a page."""
    return TEMPLATES[version.template](version.page).encode()


def in_words(instant: str) -> str:
    """Return the day of an instant as it is printed.

    >>> in_words("2024-03-05T10:00:00Z")
    '5 March 2024'
    """
    at = date.fromisoformat(instant[:10])
    return f"{at.day} {at:%B %Y}"


# --- the article ---


def _sentence(one: Sentence) -> str:
    linked = escape(one.linked)
    if one.link:
        linked = f'<a href="{one.link}">{linked}</a>'
    if one.label:
        linked += f'<sup><a id="ref{one.label}" href="#fn{one.label}">{one.label}</a></sup>'
    return f"{one.words[0]} {linked} {' '.join(one.words[3:])}{one.end}"


def _part(part: Part) -> str:
    lines = [*map(_sentence, part.lines)]
    match part.kind:
        case "heading":
            return f"<h2>{lines[0]}</h2>"
        case "list":
            return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
        case "quotation":
            return f"<blockquote><p>{' '.join(lines)}</p></blockquote>"
        case "table":
            cells = [f"<td>{line}</td>" for line in lines]
            rows = (f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2))
            return f"<table>{''.join(rows)}</table>"
        case "figure":
            alt = f' alt="{escape(part.alt)}"' if part.alt else ""
            caption = f"<figcaption>{lines[0]}</figcaption>" if lines else ""
            return f'<figure><img src="{part.image}"{alt}>{caption}</figure>'
        case _:
            return f"<p>{' '.join(lines)}</p>"


def _body(page: Page) -> str:
    return "\n".join([*map(_part, page.body), *_notes(page)])


def _notes(page: Page) -> Iterator[str]:
    noted = [one for part in page.body for one in part.lines if one.note]
    if noted:
        items = (
            f'<li id="fn{one.label}" value="{one.label}">{escape(one.note)}</li>' for one in noted
        )
        yield f'<section class="footnotes"><ol>{"".join(items)}</ol></section>'


# --- what stands round it ---


def _lines(one: Furniture, tag: str) -> str:
    return "".join(
        f'<{tag}><a href="{address}">{text}</a></{tag}>' if address else f"<{tag}>{text}</{tag}>"
        for text, address in one.lines
    )


def _furniture(page: Page, kind: str, frame: str, tag: str = "li") -> str:
    """What a page has of a kind of furniture, in a frame."""
    made = (_lines(one, tag) for one in page.furniture if one.kind == kind)
    return "\n".join(frame.format(lines) for lines in made)


def _footer(page: Page) -> str:
    lines = _furniture(page, "footer", "{}", "p")
    notice = f'<p class="copyright">{escape(page.notice)}</p>' if page.notice else ""
    licence = (
        f'<p><a rel="license" href="{page.licence}">{page.licence}</a></p>' if page.licence else ""
    )
    return lines + notice + licence


# --- the head ---


def _meta(names: Mapping[str, str], attribute: str = "name") -> str:
    return "\n".join(
        f'<meta {attribute}="{name}" content="{escape(value)}">'
        for name, value in names.items()
        if value
    )


def _links(page: Page) -> str:
    return f'<link rel="canonical" href="{page.address}">' if page.address else ""


def _html(page: Page, head: str, body: str) -> str:
    lang = f' lang="{page.language}"' if page.language else ""
    site = f" | {page.site}" if page.site else ""
    return (
        f"<!doctype html>\n<html{lang}>\n<head>\n<meta charset=utf-8>\n"
        f"<title>{escape(page.title)}{escape(site)}</title>\n{head}\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def printed_names(page: Page) -> str:
    """Return the line that names the authors, which each template prints."""
    return f"By {' and '.join(page.authors)}" if page.authors else ""


def _times(page: Page, tag: str = "span") -> str:
    return " ".join(
        f'<{tag} class="{name}"><time datetime="{day}">{in_words(day)}</time></{tag}>'
        for name, day in (("published", page.published), ("updated", page.modified))
        if day
    )


# --- the templates ---


def _news(page: Page) -> str:
    """A newspaper: structured data, and all within `article`."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "alternativeHeadline": page.subtitle,
        "author": [{"@type": "Person", "name": name} for name in page.authors],
        "datePublished": page.published,
        "dateModified": page.modified,
        "publisher": {"@type": "Organization", "name": page.site} if page.site else None,
        "license": page.licence,
        "inLanguage": page.language,
        "description": page.description,
        "keywords": [*page.keywords],
        "mainEntityOfPage": page.address,
        "image": page.lead,
    }
    known = {name: value for name, value in data.items() if value}
    head = f'<script type="application/ld+json">{json.dumps(known)}</script>\n{_links(page)}'
    subtitle = f'<p class="subtitle">{escape(page.subtitle)}</p>' if page.subtitle else ""
    byline = f'<p class="byline">{escape(printed_names(page))}</p>' if page.authors else ""
    return _html(
        page,
        head,
        f"""{_furniture(page, "navigation", "<header><nav><ul>{}</ul></nav></header>")}
<main><article>
<header><h1>{escape(page.title)}</h1>{subtitle}{byline}{_times(page, "p")}</header>
{_furniture(page, "share", '<ul class="share-bar">{}</ul>')}
<div class="article-body">{_body(page)}</div>
</article>
{_furniture(page, "related", '<aside class="related"><ul>{}</ul></aside>')}
</main>
{_furniture(page, "sidebar", '<aside class="sidebar">{}</aside>', "p")}
<footer>{_footer(page)}</footer>""",
    )


def _blog(page: Page) -> str:
    """A blog: `div`s with class names, and Open Graph."""
    open_graph = {
        "og:title": page.title,
        "og:site_name": page.site,
        "og:url": page.address,
        "og:description": page.description,
        "og:image": page.lead,
        "article:published_time": page.published,
        "article:modified_time": page.modified,
    }
    names = {"description": page.description, "keywords": ", ".join(page.keywords)}
    tags = "".join(_meta({"author": name}) for name in page.authors)
    head = "\n".join([_meta(open_graph, "property"), _meta(names), tags, _links(page)])
    subtitle = f'<h2 class="subtitle">{escape(page.subtitle)}</h2>' if page.subtitle else ""
    byline = f'<span class="author">{escape(printed_names(page))}</span>' if page.authors else ""
    return _html(
        page,
        head,
        f"""{_furniture(page, "navigation", '<div id="menu"><ul>{}</ul></div>')}
{_furniture(page, "sidebar", '<div id="sidebar" class="widget-area">{}</div>', "p")}
<div id="content"><div class="post hentry">
<h1 class="entry-title">{escape(page.title)}</h1>{subtitle}
<div class="post-meta">{byline}<br>{_times(page)}</div>
<div class="entry-content">{_body(page)}</div>
{_furniture(page, "share", '<div class="sharedaddy"><ul>{}</ul></div>')}
{_furniture(page, "related", '<div class="related-posts"><ul>{}</ul></div>')}
</div></div>
<div id="footer">{_footer(page)}</div>""",
    )


def _institute(page: Page) -> str:
    """An institute: Dublin Core, and the title in the header of the page."""
    core = {
        "DC.title": page.title,
        "DC.date.issued": page.published,
        "DC.date.modified": page.modified,
        "DC.language": page.language,
        "DC.publisher": page.site,
        "DC.rights": page.notice,
        "DC.description": page.description,
        "keywords": ", ".join(page.keywords),
    }
    creators = "".join(_meta({"DC.creator": name}) for name in page.authors)
    licence = f'<link rel="license" href="{page.licence}">' if page.licence else ""
    image = _meta({"og:image": page.lead}, "property")
    head = "\n".join([_meta(core), creators, licence, image, _links(page)])
    subtitle = f'<p class="subtitle">{escape(page.subtitle)}</p>' if page.subtitle else ""
    byline = f'<p class="byline">{escape(printed_names(page))}</p>' if page.authors else ""
    return _html(
        page,
        head,
        f"""<header class="page-header">
{_furniture(page, "navigation", "<nav><ul>{}</ul></nav>")}
<h1>{escape(page.title)}</h1>{subtitle}
</header>
<main>
{byline}{_times(page, "p")}
{_body(page)}
{_furniture(page, "share", '<div class="share"><ul>{}</ul></div>')}
</main>
{_furniture(page, "related", "<section><h2>Related articles</h2><ul>{}</ul></section>")}
{_furniture(page, "sidebar", "<aside>{}</aside>", "p")}
<footer>{_footer(page)}</footer>""",
    )


TEMPLATES: Mapping[str, Callable[[Page], str]] = {
    "news": _news,
    "blog": _blog,
    "institute": _institute,
}
"""The templates by their names."""
