"""Libraries that read for us write nothing into the logs of whoever calls us."""

from __future__ import annotations

import logging
from threading import Thread

import pytest

import archive
from archive.derivations.log_suppression import without_logs
from tests import samples
from tests.conftest import import_or_skip

PAGE = b"""<!DOCTYPE html><html lang=en><title>Trade fell</title><meta name=date content=2016-03-20>
<h1>Trade fell</h1><p>By Ada Reader, 20 March 2016</p><ul><li><a href=/a>One</a><li>Two</ul>
<p>Trade with China fell by a tenth in 2015, the office said. It may recover this year.</p></html>"""
MARKDOWN = b"# Trade fell\n\n> Trade *fell*.\n\n- One\n- Two\n"
BIBTEX = b"@book{knuth, title = {The {\\LaTeX} Art}}\n@book{"


def received(format: str) -> None:
    archive.receive({"html": PAGE, "markdown": MARKDOWN}[format], format, id="a")


def laid() -> None:
    archive.add(samples.small(), BIBTEX, "bibtex")


def state() -> dict[str, tuple[object, ...]]:
    """What is set of each logger, by its name; those that a library makes come to it."""
    return {
        name: (one.level, one.disabled, one.propagate, [*one.handlers], [*one.filters])
        for name, one in logging.Logger.manager.loggerDict.items()
        if isinstance(one, logging.Logger)
    }


@pytest.mark.parametrize("format", ["html", "markdown", "bibtex"])
def test_a_debug_log_of_the_caller_holds_nothing_of_the_libraries(
    format: str, caplog: pytest.LogCaptureFixture
) -> None:
    import_or_skip("bibtexparser")
    caplog.set_level(logging.DEBUG)  # of the root, as logging.basicConfig(level=logging.DEBUG)
    before = state()
    laid() if format == "bibtex" else received(format)
    assert caplog.records == []
    assert {name: one for name, one in state().items() if name in before} == before


def test_the_libraries_do_log_where_nobody_keeps_them_from_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    trafilatura = import_or_skip("trafilatura")
    markdown_it = import_or_skip("markdown_it")
    caplog.set_level(logging.DEBUG)
    received("html")
    trafilatura.bare_extraction(PAGE.decode())
    markdown_it.MarkdownIt().parse(MARKDOWN.decode())
    assert {record.name.partition(".")[0] for record in caplog.records} == {
        "trafilatura",
        "markdown_it",
    }


def test_other_threads_and_other_packages_log_as_before(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logger, child, alike = map(logging.getLogger, ("library", "library.part", "library_of_others"))

    def say_all(word: str) -> None:
        for one in (logger, child, alike):
            one.warning(word)

    with without_logs("library"):
        say_all("ours")
        other = Thread(target=say_all, args=("another thread",))
        other.start()
        other.join()
        with pytest.raises(ZeroDivisionError), without_logs("library"):
            raise ZeroDivisionError
        say_all("still ours")
    say_all("afterwards")
    told = [(record.name, record.getMessage()) for record in caplog.records]
    everything = ["library", "library.part", "library_of_others"]
    assert told == [
        ("library_of_others", "ours"),
        *((name, "another thread") for name in everything),
        ("library_of_others", "still ours"),
        *((name, "afterwards") for name in everything),
    ]
