"""`IndexPages` lists many records, each with its page, and the claims of all of them.

The pages need no script. With many claims there are several pages, so that each loads quickly.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from archive.english import counted
from archive.model.document import Document
from archive.rights import Withheld
from archive.version import VERSION
from archive.view.html.markup import Content, Markup, balanced, bdi, element, joined
from archive.view.html.page.claim_entries import ClaimEntries, ClaimEntry
from archive.view.html.page.claims_table import assessment_in_brief
from archive.view.html.page.writer import byline
from archive.wording.claims import no_source

FIRST = "index.html"
"""The name of the page that lists all records."""

_MOST_CLAIMS = 2_000
"""The claims after which another page begins; a page with so many has about a megabyte."""

_STYLE = Markup(
    ":root{color-scheme:light dark;--soft:color-mix(in srgb,CanvasText 70%,Canvas);"
    "--rule:color-mix(in srgb,CanvasText 22%,Canvas)}"
    "body{font:1rem/1.45 system-ui,sans-serif;max-width:76rem;margin:0 auto;padding:1rem;"
    "overflow-wrap:anywhere}"
    "h1{font-size:1.6rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1.05rem;"
    "margin:1.6rem 0 .3rem}p{margin:.3rem 0}.soft{color:var(--soft)}"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:start;vertical-align:top;font-weight:400;padding:.25rem .8rem .25rem 0;"
    "border-block-end:1px solid var(--rule);overflow-wrap:break-word}thead th{color:var(--soft)}"
    "td:is(:first-child,:last-child){white-space:nowrap}"
    "nav a{margin-inline-end:1rem}"
)


class _Listed(NamedTuple):
    """A record on the list of records."""

    title: str
    href: str
    byline: tuple[str, ...]
    claims: int
    claims_href: str
    """The address of its claims; empty if it has none."""


class IndexPages:
    """Makes the pages: records are added one by one, and a page of claims is given when it is full.

    A record is shown as its own page shows it: what is withheld there is withheld here. Rejected
    claims, which a page shows only on request, are left out.
    """

    def __init__(self) -> None:
        self._records: list[_Listed] = []
        self._accepted_only = False
        self._claims = 0
        self._first: list[Markup] = []
        self._sections: list[Markup] = []
        self._on_page = 0
        self._page = 1

    def add(self, document: Document, withheld: Withheld, page: str) -> tuple[str, bytes] | None:
        """Add a record; return the name and bytes of the page of claims that is full now, if any.

        Args:
            document: The record, in its public form if the page is public.
            withheld: What is withheld of it.
            page: The path of its page, from the folder of the index.
        """
        entries = ClaimEntries(document, withheld)
        shown, href = entries.shown, quote(page)
        full = None
        if self._on_page and self._on_page + len(shown) > _MOST_CLAIMS:
            full = self._turn_page()
        name = f"r{len(self._records) + 1}"
        on = "" if self._page == 1 else _name(self._page)
        record = _Listed(
            document.metadata.title or document.id,
            href,
            tuple(byline(document)),
            len(shown),
            f"{on}#{name}" if shown else "",
        )
        if shown:
            self._sections.append(_section(record, name, shown, entries))
        self._records.append(record)
        self._accepted_only |= withheld.accepted_only
        self._on_page += len(shown)
        self._claims += len(shown)
        return full

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Yield the names and bytes of the remaining pages; the page with all records is last."""
        if self._page > 1:
            yield _name(self._page), self._claims_page(has_next=False)
        else:
            self._first = self._sections
        yield FIRST, self._first_page()

    def _turn_page(self) -> tuple[str, bytes] | None:
        """Begin the next page; return the full one, unless it is the first, which waits."""
        full = None
        if self._page == 1:
            self._first = self._sections
        else:
            full = _name(self._page), self._claims_page(has_next=True)
        self._page, self._sections, self._on_page = self._page + 1, [], 0
        return full

    def _claims_page(self, *, has_next: bool) -> bytes:
        title = f"Claims, page {self._page}"
        before = FIRST if self._page == 2 else _name(self._page - 1)
        links = [("All records", FIRST), ("Previous page", before)]
        if has_next:
            links.append(("Next page", _name(self._page + 1)))
        nav = _nav(links)
        return _page(
            title, (element("h1", title), nav, element("h2", "Claims"), self._sections, nav)
        )

    def _first_page(self) -> bytes:
        records = counted(len(self._records), "records")
        title = f"{records}, {counted(self._claims, 'claims')}"
        pages = [(f"Page {page}", _name(page)) for page in range(2, self._page + 1)]
        left_out = "Statements that nobody has accepted are left out." * self._accepted_only
        return _page(
            title,
            (
                element("h1", title),
                element("p", left_out, class_="soft") if left_out else None,
                element("h2", "Records", id="records"),
                _records_table(self._records),
                (element("h2", "Claims", id="claims"), self._first) if self._first else None,
                (element("h2", "Further claims"), _nav(pages)) if pages else None,
            ),
        )


def _name(page: int) -> str:
    """Return the name of a page. No id begins with a digit, so it is not that of a record."""
    return FIRST if page == 1 else f"{page}.html"


def _nav(links: Sequence[tuple[str, str]]) -> Markup:
    return element("nav", [joined(element("a", label, href=to), " ") for label, to in links])


def _records_table(records: Sequence[_Listed]) -> Markup:
    head = [element("th", name, scope="col") for name in ("Record", "Published", "Claims")]
    rows = [
        element(
            "tr",
            element("th", element("a", bdi(record.title), href=record.href), scope="row"),
            element("td", _joined(record.byline)),
            element("td", _claims_link(record)),
        )
        for record in records
    ]
    return _table(head, rows, "All records")


def _claims_link(record: _Listed) -> Content:
    if not record.claims:
        return "none"
    return element("a", f"{record.claims:,}", href=record.claims_href)


def _joined(texts: Sequence[str]) -> Markup:
    return joined((" · " if n else "", bdi(text)) for n, text in enumerate(texts))


def _lines(texts: Iterable[str]) -> Markup:
    """Return each text on a line of its own."""
    return joined((element("br") if n else "", text) for n, text in enumerate(texts))


def _section(
    record: _Listed, name: str, shown: Sequence[ClaimEntry], entries: ClaimEntries
) -> Markup:
    """Return the claims of a record as a table under its title."""
    title = element("h3", element("a", bdi(record.title), href=record.href), id=name)
    columns = ("No.", "Claim", "Who says it", "Source", "Verdict")
    head = [element("th", column, scope="col") for column in columns]
    rows = [_row(entry, entries, record.href) for entry in shown]
    return joined(
        title,
        element("p", _joined(record.byline), class_="soft"),
        _table(head, rows, f"Claims of {balanced(record.title)}"),
    )


def _row(entry: ClaimEntry, entries: ClaimEntries, href: str) -> Markup:
    claim, document = entry.claim, entries.document
    status = "" if claim.status == "accepted" else f" ({claim.status})"
    sources = [document.source(id).label for id in entry.sources]
    return element(
        "tr",
        element("td", entry.number),
        element(
            "th",
            element("a", bdi(claim.restatement), href=f"{href}#{quote(claim.id)}"),
            status,
            scope="row",
        ),
        element("td", bdi(entries.name(entry.voice))),
        element("td", bdi("; ".join(sources) or no_source(entries.withheld))),
        element("td", _lines(map(assessment_in_brief, entry.standing))),
    )


def _table(head: Content, rows: Content, label: str) -> Markup:
    table = element("table", element("thead", element("tr", head)), element("tbody", rows))
    return element("div", table, class_="scroll", tabindex="0", role="group", aria_label=label)


def _page(title: str, content: Content) -> bytes:
    digest = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = joined(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name_="generator", content=f"archive {VERSION}"),
        element("meta", name_="referrer", content="no-referrer"),
        element("meta", name_="color-scheme", content="light dark"),
        element("title", title),
        element("style", _STYLE),
    )
    foot = element("footer", element("p", f"Made by archive {VERSION}; no network is used."))
    page = element(
        "html", element("head", head), element("body", element("main", content), foot), lang="en"
    )
    return f"<!DOCTYPE html>\n{page}\n".encode()
