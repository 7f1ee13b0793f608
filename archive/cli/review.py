"""`archive review` lists the waiting statements of records, and records decisions about them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.cli import option_checks
from archive.cli.console import (
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    bytes_of,
    fail,
    load,
    say_findings,
    width_and_colours,
    write_out,
)
from archive.cli.many_records import JsonArray, Outcome, Tally, records_if_several
from archive.cli.paging import has_pager, paged, show_page

if TYPE_CHECKING:
    from archive.cli.interactive_review.screens import Screen
    from archive.files.record_discovery import Records
    from archive.reviews.waiting import Kind
    from archive.workflows.review import ReviewedRecord

_KINDS = (
    *("claim", "relation", "verdict", "doubt"),
    *("mention", "date", "correction", "citation", "tag", "comment"),
)


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@option_checks.by_option("Who decides: the name or id of an agent, created if new.")
@option_checks.at_option("2026-11-28T09:00:00Z")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    help="Only this kind of statement. Can be repeated.",
)
@click.option("--list", "listing", is_flag=True, help="List the waiting statements, and exit.")
@click.option(
    "--decide",
    "decisions",
    metavar="FILE",
    type=PATH,
    help="Apply the decisions in FILE (JSON or JSON Lines; - for standard input), all or none.",
)
@click.option(
    "-n", "--dry-run", is_flag=True, help="With --decide: check the decisions, write nothing."
)
@option_checks.text_or_json("With --list: a page to read, or JSON in which you fill in decisions.")
@click.option(
    "--plain", is_flag=True, help="Print line by line instead of using the whole terminal."
)
@click.option("--no-pager", is_flag=True, help="Print the list without a pager.")
@click.option("--no-color", is_flag=True, help="Print without colours.")
@click.option("--width", type=click.IntRange(min=20), help="Columns. [default: the terminal's]")
def review(
    paths: Sequence[Path],
    by: str | None,
    at: str | None,
    kinds: Sequence[Kind],
    listing: bool,
    decisions: Path | None,
    dry_run: bool,
    format: str,
    plain: bool,
    no_pager: bool,
    no_color: bool,
    width: int | None,
) -> None:
    """Decide about the statements of a record, or of many, that wait for a person.

    PATHS are files, folders of records, or folders that are searched for records at any depth.

    Proposals, statements that a change of the text has reopened, and doubts are shown one by one:
    the words in context, the statement, its maker, and what depends on it. You decide with a key,
    and the record is written at once, so you can stop at any moment. ? shows the keys.

    In a script: --list --format json prints the waiting statements. Fill in each `decision`, and
    apply them with --decide.

    Several records can be listed, and decided with --decide: each item then names its `record`.
    """
    from archive.model.dates import now

    if listing and decisions is not None:
        raise click.UsageError("--list and --decide cannot be combined; use one of them")
    if format == "json" and not listing:
        raise click.UsageError("--format is only for the list; add --list")
    if kinds and decisions is not None:
        raise click.UsageError("--kind cannot be combined with --decide: FILE names the statements")
    if dry_run and decisions is None:
        raise click.UsageError("--dry-run is only for --decide")
    found = records_if_several(paths)
    if found is not None:
        if listing:
            _list_several(found, kinds, format, width, no_color=no_color, no_pager=no_pager)
        if decisions is None:
            first = found.paths[0] if found.paths else paths[0]
            message = "several records: --list lists what waits; to decide with keys, name one"
            raise click.UsageError(f"{message}, such as {first}")
        _decide_several(found, decisions, by, at or now(), dry_run=dry_run)
    [record] = paths
    if listing:
        _list(record, kinds, format, width, no_color=no_color, no_pager=no_pager)
        return
    if record == STANDARD_INPUT:
        raise click.UsageError("the record is written in place: name its file or folder")
    if decisions is not None:
        _decide(record, decisions, by, at or now(), dry_run=dry_run)
        return
    _review(record, kinds, by, at, width, plain=plain, no_color=no_color)


def _list(
    record: Path,
    kinds: Sequence[Kind],
    format: str,
    width: int | None,
    *,
    no_color: bool,
    no_pager: bool,
) -> None:
    from archive.control_characters import safe_json
    from archive.reviews.decision_files import waiting_objects
    from archive.reviews.waiting import waiting
    from archive.view.review_pages import waiting_page

    result = load(record)
    say_findings(result.findings)
    ones = waiting(result.document, kinds=kinds)
    if kinds and not ones and (others := len(waiting(result.document))):
        click.echo(f"archive: waiting statements of other kinds: {others}", err=True)
    if format == "json":
        write_out(
            safe_json(waiting_objects(result.document, ones)).encode("utf-8", "surrogatepass"), None
        )
        return
    screen = width_and_colours(sys.stdout.isatty(), width, no_color)
    show_page(waiting_page(result.document, ones, **screen), no_pager=no_pager)


def _list_several(
    found: Records,
    kinds: Sequence[Kind],
    format: str,
    width: int | None,
    *,
    no_color: bool,
    no_pager: bool,
) -> NoReturn:
    """List the waiting statements of several records, each under its path."""
    from archive.report import line_of, safe
    from archive.reviews.decision_files import waiting_objects
    from archive.reviews.waiting import waiting
    from archive.view.review_pages import waiting_page

    as_json = format == "json"
    no_pager |= as_json
    array = JsonArray() if as_json else None
    kinds_of_record = ["with waiting statements", "without"]
    held = has_pager(no_pager=no_pager)
    tally = Tally(len(found.paths), kinds_of_record, "not listed", held=held)
    screen = width_and_colours(sys.stdout.isatty(), width, no_color)
    with paged(no_pager=no_pager) as show_next:

        def act(path: Path) -> Outcome:
            result = load(path)
            messages = [line_of(finding) for finding in result.findings]
            ones = waiting(result.document, kinds=kinds)
            if not ones:
                return Outcome("without", messages)
            if array is not None:
                for item in waiting_objects(result.document, ones, with_record=True):
                    array.add(item)
            else:
                page = waiting_page(result.document, ones, **screen)
                show_next(f"==> {safe(str(path))} <==\n\n{page.rstrip()}\n\n")
            return Outcome("with waiting statements", messages)

        tally.run(found.paths, act)
        if array is not None:
            array.end()
    tally.end(found)


def _decide_several(
    found: Records, file: Path, by: str | None, at: str, *, dry_run: bool
) -> NoReturn:
    """Apply the decisions of a file to several records: all, or none."""
    from archive.errors import NotDecided
    from archive.report import line_of, safe
    from archive.reviews.decision_files import read_decisions
    from archive.reviews.decisions import added_entities
    from archive.workflows.review_many import DecidedRecord, decide_in

    if by is None:
        raise click.UsageError("--by NAME is needed: the history records who decided")
    read = read_decisions(bytes_of(file), str(file))
    done = "would be decided" if dry_run else "decided"
    tally = Tally(len(found.paths), [done, "unchanged"], "failed")
    try:
        decided = decide_in(found.paths, read, by=by, at=at, unreadable=tally.failed)
    except NotDecided as problem:
        say_findings(problem.findings)
        fail(max(tally.code, ERRORS_FOUND), "nothing was written")
    unread = tally.number_failed
    by_path = {Path(one.record.where): one for one in decided}

    def act(path: Path) -> Outcome:
        one: DecidedRecord = by_path[path]
        before, findings = one.record.document, [*one.findings]
        if one.document == before:
            return Outcome("unchanged", [line_of(finding) for finding in findings])
        counts = _decision_counts([item.decision.decision for item in one.decisions])
        summary = "; ".join((counts, *added_entities(before, one.document)))
        if not dry_run:
            findings += one.record.write(one.document)
        what = f"{one.record.where}: {summary}" if dry_run else f"{summary}; wrote {path}"
        return Outcome(done, [*(line_of(finding) for finding in findings), safe(what)])

    tally.run(by_path, act)
    tally.count_more("unchanged", len(found.paths) - len(decided) - unread)
    tally.end(found)


def _decide(record: Path, file: Path, by: str | None, at: str, *, dry_run: bool) -> None:
    """Apply the decisions of a file, all or none."""
    from archive.control_characters import safe
    from archive.errors import NotDecided
    from archive.reviews.decision_files import of_other_records, read_decisions, with_locations
    from archive.reviews.decisions import added_entities
    from archive.reviews.decisions import review as reviewed_with
    from archive.workflows.review import ReviewedRecord

    if by is None:
        raise click.UsageError("--by NAME is needed: the history records who decided")
    read = read_decisions(bytes_of(file), str(file))
    reviewed = ReviewedRecord(record)
    say_findings(reviewed.findings)
    if others := [*of_other_records(read, reviewed.document.id)]:
        say_findings(others)
        fail(ERRORS_FOUND, "nothing was written")
    try:
        result = reviewed_with(reviewed.document, [one.decision for one in read], by=by, at=at)
    except NotDecided as problem:
        say_findings(with_locations(read, problem.findings))
        fail(ERRORS_FOUND, "nothing was written")
    after = result.document
    summary = "; ".join(
        (
            _decision_counts([one.decision.decision for one in read]),
            *added_entities(reviewed.document, after),
        )
    )
    say_findings(one.at(file=reviewed.where) for one in result.findings)
    if after == reviewed.document:
        click.echo("nothing was decided, and nothing was written", err=True)
    elif dry_run:
        click.echo(safe(f"{summary}; nothing was written"), err=True)
    else:
        say_findings(reviewed.write(after))
        click.echo(safe(f"{summary}; wrote {reviewed.where}"), err=True)


def _decision_counts(verbs: Sequence[str]) -> str:
    """Return how many decisions of each kind there are: `3 accepted, 1 rejected`."""
    done = {
        "accept": "accepted",
        "reject": "rejected",
        "mend": "corrected",
        "later": "left for later",
    }
    counts = ((verbs.count(verb), what) for verb, what in done.items())
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def _review(
    record: Path,
    kinds: Sequence[Kind],
    by: str | None,
    at: str | None,
    width: int | None,
    *,
    plain: bool,
    no_color: bool,
) -> None:
    """Review with keys, one statement after the other."""
    from archive.cli.interactive_review.loop import Loop
    from archive.control_characters import safe
    from archive.english import counted
    from archive.model.dates import now
    from archive.reviews.session import Session
    from archive.reviews.waiting import waiting
    from archive.workflows.review import ReviewedRecord

    reviewed = ReviewedRecord(record)
    say_findings(reviewed.findings)
    if not waiting(reviewed.document, kinds=kinds):
        others = len(waiting(reviewed.document))
        rest = f" of this kind; of other kinds: {others}" if others else ""
        click.echo(safe(f"{reviewed.where}: nothing waits{rest}"), err=True)
        return
    look = width_and_colours(sys.stdout.isatty(), width, no_color)
    by = by or _asked_name(reviewed)
    session = Session(reviewed.document, by=by, at=at or now(), kinds=kinds)
    clock = now if at is None else lambda: None
    try:
        with _screen(width, look, plain=plain) as screen:
            Loop(session, reviewed, screen, clock).run()
    finally:
        written = counted(session.decided, "decisions")
        click.echo(safe(f"{reviewed.where}: {written}; {len(session.waiting)} wait"), err=True)


def _asked_name(reviewed: ReviewedRecord) -> str:
    """Ask for the name of the person who decides, before anything else."""
    from archive.control_characters import safe

    if not sys.stdin.isatty():
        raise click.UsageError("--by NAME is needed: the history records who decided")
    people = [agent.name for agent in reviewed.document.agents if agent.type == "person"]
    known = f" ({', '.join(dict.fromkeys(people))})" if people else ""
    name = ""
    while not name:
        answer: str = click.prompt(safe(f"Who decides{known}?"), prompt_suffix=" ")
        name = " ".join(answer.split())
    return name


def _is_dumb() -> bool:
    """Return whether the terminal can only print lines, or its abilities are unknown."""
    return os.environ.get("TERM", "dumb") == "dumb"


@contextmanager
def _screen(width: int | None, look: Mapping[str, Any], *, plain: bool) -> Iterator[Screen]:
    """Yield the screen of the review: the whole terminal, or, without one, lines of output."""
    from archive.cli.interactive_review.screens import LineScreen

    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if plain or not is_terminal or sys.platform == "win32" or _is_dumb():
        yield LineScreen(look["width"], styled=look["styled"])
        return
    from archive.cli.interactive_review.terminal_screen import TerminalScreen

    with TerminalScreen(styled=look["styled"], width=width) as terminal:
        yield terminal
