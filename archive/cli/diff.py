"""`archive diff` shows what changed from one record, text or capture to another."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.cli import option_checks
from archive.cli.article_options import options_given, refuse_options_of_file
from archive.cli.console import (
    COULD_NOT_RUN,
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    allow_closed_pipe,
    bytes_of,
    fail,
    record_of,
    say_findings,
    width_and_colours,
    write_out,
)
from archive.cli.many_records import JsonArray, Outcome, Tally, records_if_several, together
from archive.cli.paging import has_pager, page_options, paged, show_page

if TYPE_CHECKING:
    from archive.files.record_discovery import Records
    from archive.workflows.diff import Comparison, Side
    from archive.workflows.diff_folders import RecordPair


@click.command("diff")
@click.argument("paths", metavar="A B", nargs=-1, required=True, type=PATH)
@click.option(
    "--captures",
    nargs=2,
    metavar="OLD NEW",
    help="Compare two captures of the record A, by their ids.",
)
@option_checks.text_or_json("A page to read, or a patch that can be applied.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also list parts that only moved, and texts with changes only in formatting.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if the two differ, with 0 if not.")
@click.option("--git", is_flag=True, help="Read the arguments that git passes to a diff driver.")
@click.option("-o", "--output", metavar="FILE", type=PATH, help="File to write the diff to.")
@click.option("--encoding", metavar="NAME", help="Encoding of texts and web pages.")
@click.option(
    "--paragraphs",
    type=click.Choice(("blank-line", "line")),
    help="What separates the blocks of plain texts: a blank line, or each line end.",
)
@click.option("--plain", is_flag=True, help="Read texts as plain text, whatever they look like.")
@page_options
def diff_records(
    paths: Sequence[Path],
    captures: tuple[str, str] | None,
    format: str,
    everything: bool,
    exit_code: bool,
    git: bool,
    output: Path | None,
    width: int | None,
    no_color: bool,
    no_pager: bool,
    **options: Any,
) -> None:
    """Show what changed from A to B.

    Changes are described in the terms of the record and grouped: text corrected, claims restated,
    sources added. Parts that only moved, and texts with changes only in formatting, are counted and
    not listed. --format json writes a diff that can be stored, and applied later.

    A and B are files or folders of records in any readable format, or articles in any format that
    `archive receive` accepts; one of them can be -, for standard input. A record and a text are
    compared by their texts. With --captures, A is a record, and two of its captures are compared.

    Two folders of records, such as two states of a store, are compared record by record, by id;
    records that were added, removed or moved are named. --format json then writes an array with a
    diff for each record.
    """
    from archive.view.diff_page import changes_page, file_page
    from archive.workflows.output_check import check_output

    # Under git, standard output is the pager of git, which shows colours on the terminal.
    on_terminal = output is None and (
        sys.stdout.isatty() or bool(git and os.environ.get("GIT_PAGER_IN_USE"))
    )
    page_options_of = {**width_and_colours(on_terminal, width, no_color), "everything": everything}
    if git:
        if format != "text" or output or exit_code or captures:
            raise click.UsageError("--git excludes --format, -o, --exit-code and --captures")
        refuse_options_of_file("git compares records")
        page = file_page(*_from_git(paths), **page_options_of)
        with allow_closed_pipe():  # git stops unless its driver exits with 0
            click.echo(page, nl=False, color=page_options_of["styled"])
        return
    if captures is not None:
        comparison = _captures(paths, captures, output)
    elif len(paths) != 2:
        raise click.UsageError("name two records or texts, A and B")
    else:
        check_output(output, read=paths)
        sides = _folders(*paths)
        if sides is not None:
            refuse_options_of_file("records are compared")
            folders = _FolderDiff(
                page_options_of, as_json=format == "json", output=output, exit_code=exit_code
            )
            folders.run(paths, *sides, no_pager=no_pager)
        old, new = paths
        comparison = _two(old, new, options_given(options))
    say_findings(comparison.findings)
    changes, page_options_of = comparison.changes, {**page_options_of, "names": comparison.names}
    if format == "json":
        write_out(changes.to_json().encode(), output)
    elif output:
        write_out(
            changes_page(changes, **page_options_of).encode("utf-8", "backslashreplace"), output
        )
    else:
        show_page(changes_page(changes, **page_options_of), no_pager=no_pager)
    sys.exit(ERRORS_FOUND if exit_code and changes else 0)


def _folders(old: Path, new: Path) -> tuple[Records, Records] | None:
    """Return the records of two folders; `None` if neither path is a folder of several records."""
    sides = [records_if_several([path]) for path in (old, new)]
    if sides == [None, None]:
        return None
    for path, other, side in zip((old, new), (new, old), sides, strict=True):
        if side is None:
            message = f"{other} is a folder of records, and {path} is not; name two of a kind"
            fail(COULD_NOT_RUN, message)
    return sides[0], sides[1]  # type: ignore[return-value]


class _FolderDiff:
    """The comparison of two folders of records."""

    def __init__(
        self, page_options: dict[str, Any], *, as_json: bool, output: Path | None, exit_code: bool
    ) -> None:
        self._page_options, self._output, self._exit_code = page_options, output, exit_code
        self._kept = bytearray()
        sink = self._kept.extend if output is not None else None
        self._array = JsonArray(sink) if as_json else None
        self._show: Callable[[str], None] = self._keep

    def _keep(self, page: str) -> None:
        self._kept.extend(page.encode("utf-8", "backslashreplace"))

    def run(
        self, paths: Sequence[Path], before: Records, after: Records, *, no_pager: bool
    ) -> NoReturn:
        """Compare record by record, print the differences, and exit with a summary line."""
        from archive.workflows.diff_folders import record_pairs

        old, new = paths
        pairs = record_pairs(old, before.paths, new, after.paths)
        no_pager |= self._output is not None or self._array is not None
        kinds = ["changed", "added", "removed", "moved", "unchanged"]
        held = has_pager(no_pager=no_pager)
        tally = Tally(len(pairs), kinds, "not compared", held=held)
        by_path = {pair.new or pair.old: pair for pair in pairs}
        with paged(no_pager=no_pager) as show_next:
            if self._output is None:
                self._show = show_next
            tally.run([path for path in by_path if path], lambda path: self._compare(by_path[path]))
            if self._array is not None:
                self._array.end()
        if self._output is not None:
            write_out(bytes(self._kept), self._output)
        if self._exit_code and tally.has_other_than("unchanged"):
            tally.code = max(tally.code, ERRORS_FOUND)
        tally.end(together(before, after))

    def _compare(self, pair: RecordPair) -> Outcome:
        from archive.report import line_of
        from archive.workflows.diff import compare, side_at

        if pair.old is None or pair.new is None:
            return self._named(pair, "added" if pair.old is None else "removed")
        if pair.has_same_bytes():
            return self._named(pair, "moved") if pair.is_moved else Outcome("unchanged")
        comparison = compare(side_at(pair.old), side_at(pair.new))
        if not comparison.changes:
            return self._named(pair, "moved") if pair.is_moved else Outcome("unchanged")
        self._print(pair, comparison)
        return Outcome("changed", [line_of(finding) for finding in comparison.findings])

    def _named(self, pair: RecordPair, change: str) -> Outcome:
        """Name a record that was added, removed or moved."""
        from archive.control_characters import safe

        if self._array is not None:
            self._array.add(_as_object(pair, change))
        else:
            where = " -> ".join(str(path) for path in (pair.old, pair.new) if path is not None)
            self._show(safe(f"{change}: {where}") + "\n\n")
        return Outcome(change)

    def _print(self, pair: RecordPair, comparison: Comparison) -> None:
        from archive.control_characters import safe
        from archive.view.diff_page import changes_page

        changes = comparison.changes
        if self._array is not None:
            diff = json.loads(changes.to_json())
            self._array.add({**_as_object(pair, "changed"), "diff": diff})
            return
        page = changes_page(changes, **self._page_options, names=comparison.names)
        self._show(f"==> {safe(str(pair.new))} <==\n\n{page.rstrip()}\n\n")


def _as_object(pair: RecordPair, change: str) -> dict[str, Any]:
    paths = {"old": pair.old, "new": pair.new}
    named = {name: str(path) for name, path in paths.items() if path is not None}
    return {"record": pair.id, "change": change, **named}


def _two(old: Path, new: Path, options: dict[str, Any]) -> Comparison:
    """Compare the records or texts at two paths."""
    from archive.workflows.diff import compare

    if old == new == STANDARD_INPUT:
        raise click.UsageError("only one of the two can be standard input")
    sides = _side(old), _side(new)
    if all(side.record is not None for side in sides):
        refuse_options_of_file("two records are compared")
    return compare(*sides, **{name: value for name, value in options.items() if value is not None})


def _side(path: Path) -> Side:
    """Return what a path or standard input has as one side of the comparison."""
    from archive.workflows.diff import side_at, side_of

    return side_of(bytes_of(path), str(path)) if path == STANDARD_INPUT else side_at(path)


def _captures(paths: Sequence[Path], ids: tuple[str, str], output: Path | None) -> Comparison:
    """Compare two captures of a record."""
    from archive.workflows.diff import compare_captures
    from archive.workflows.output_check import check_output

    if len(paths) != 1 or paths[0] == STANDARD_INPUT:
        raise click.UsageError("--captures needs one record; name its folder")
    refuse_options_of_file("captures are read as they were received")
    check_output(output, read=paths)
    return compare_captures(record_of(paths[0]), *ids)


def _from_git(arguments: Sequence[Path]) -> tuple[str, bytes | None, bytes | None]:
    """Return the name of a file and its two versions, from what git passes to a diff driver.

    The arguments are path, old file, its hash and mode, new file, its hash and mode, and two more
    for a renamed file. A missing version is /dev/null. See "Defining a custom diff driver" in
    gitattributes(5), and GIT_EXTERNAL_DIFF in git(1).
    """
    from archive.files.regular_files import read_bytes

    if len(arguments) not in (7, 9):
        raise click.UsageError("--git needs the seven arguments that git passes to a diff driver")
    old, new = (
        None if path == Path("/dev/null") else read_bytes(path)
        for path in (arguments[1], arguments[4])
    )
    name = str(arguments[0])
    return f"{name} → {arguments[7]}" if len(arguments) == 9 else name, old, new
