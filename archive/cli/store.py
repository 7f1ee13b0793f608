"""`archive store` keeps many records in a folder: adds, replaces, removes and verifies them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.console import (
    COULD_NOT_RUN,
    ERRORS_FOUND,
    PATH,
    ProgressOfMany,
    bytes_of,
    fail,
    say,
    say_findings,
    say_passed_over,
    write_out,
)
from archive.cli.option_checks import by_option
from archive.english import counted
from archive.files.layout import RECORD

if TYPE_CHECKING:
    from archive.store.events import Event
    from archive.store.index.refreshing import Refreshed
    from archive.store.store import Store


@click.group()
def store() -> None:
    """Keep many records in one folder.

    A store is a folder of records, in groups of any depth; the folder of a record has the name of
    its id. Each record has a manifest with the SHA-256 of every file.
    """


_STORE = click.argument("folder", metavar="STORE", type=PATH)
_ID = click.argument("id", metavar="ID")
_BY = by_option("Who decides: a person or an organisation. Kept in the events of the store.")
_REASON = click.option("--reason", metavar="WORDS", required=True, help="Why. Kept in the events.")


@store.command("add")
@_STORE
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option("--under", metavar="GROUP", default="", help="The group in the store: 2016/march")
def add(folder: Path, paths: Sequence[Path], under: str) -> None:
    """Add the records in folders, with all their files.

    PATHS are searched for records at any depth. A record that cannot be added is reported, and the
    others are added. Of a bag (BagIt: a folder, or a zip or tar file of one), which is checked
    completely, all records are added; of a bag that is not valid, none.
    """
    from archive.files.record_discovery import records_in
    from archive.preservation.bagit.opening import is_bag
    from archive.store.store import Store

    bags = [path for path in paths if is_bag(path)]
    target, records = Store(folder), records_in([path for path in paths if path not in bags])
    with ProgressOfMany() as shown:
        additions = target.add_many([*records.paths, *bags], under=under, progress=shown)
    for version in additions.added:
        click.echo(f"{version.sha256}  {version.folder}")
    for refused in additions.refused:
        say(str(refused))
    say_findings(records.without)
    say_passed_over(records)
    say(f"{additions} to {folder}")
    is_clean = not additions.refused and not records.without
    sys.exit(0 if is_clean else ERRORS_FOUND if additions.added else COULD_NOT_RUN)


@store.command("replace")
@_STORE
@click.argument("record", type=PATH)
@click.option(
    "--based-on",
    metavar="SHA256",
    required=True,
    help="The SHA-256 of the stored version from which this one was made.",
)
def replace(folder: Path, record: Path, based_on: str) -> None:
    """Replace a record by a new version of it, and add its new files.

    If the stored record is another version by now, nothing is written, and the difference is shown.
    RECORD is the folder or the file of the new version.
    """
    from archive.cli.console import record_of
    from archive.files.interface import kept_file_names
    from archive.io import read_record
    from archive.store.store import Store

    file = record_of(record)
    document = read_record(file).document
    names = kept_file_names(document)
    files = {name: data for name in names if (data := file.around.read(name)) is not None}
    version = Store(folder).replace(document, based_on=based_on, files=files)
    click.echo(f"{version.sha256}  {version.folder}")


@store.command("list")
@_STORE
def list_records(folder: Path) -> None:
    """List the records: the id, and the folder in the store."""
    target = _existing(folder)
    count = 0
    for path in target.folders():
        click.echo(f"{path.name}\t{path.relative_to(target.path).as_posix()}")
        count += 1
    say(f"{counted(count, 'records')} in {folder}")


@store.command("get")
@_STORE
@_ID
@click.option("-o", "--output", type=PATH, help="A new folder for the record and all its files.")
def get(folder: Path, id: str, output: Path | None) -> None:
    """Print the JSON of a record; with -o, copy the record with its files.

    The SHA-256 of the version, which `archive store replace --based-on` takes, goes to standard
    error.
    """
    target = _existing(folder)
    place = target.folder(id)
    result = target.read(id)
    if output is None:
        write_out(bytes_of(place / RECORD), None)
    else:
        from archive.files.folder import FilesInFolder
        from archive.files.manifest import listed_names

        files = {name: (place / name).read_bytes() for name in listed_names(place)}
        FilesInFolder(output).write(files, based_on="")
    say(f"{result.sha256}  {place}")


@store.command("remove")
@_STORE
@_ID
@_BY
@_REASON
def remove(folder: Path, id: str, by: str | None, reason: str) -> None:
    """Take a record out of the store, and leave a tombstone.

    The tombstone says when, who, why, and which records cite the article. The files are moved to
    `.removed` in the store.
    """
    _say_event(_existing(folder).remove(id, by=_named(by), reason=reason))


@store.command("purge")
@_STORE
@_ID
@_BY
@_REASON
def purge(folder: Path, id: str, by: str | None, reason: str) -> None:
    """Destroy the bytes of a record; its digests and the reason are kept.

    The record may have been removed before. The history of git, and copies, still have the bytes.
    """
    _say_event(_existing(folder).purge(id, by=_named(by), reason=reason))


def _say_event(event: Event) -> None:
    say(f"{event.record}: {event.outcome}")
    if event.cited_by:
        say(f"{event.record} is cited by {', '.join(event.cited_by)}")


@store.command("verify")
@_STORE
@_BY
@click.option("--from", "copy", metavar="COPY", type=PATH, help="Restore files from this copy.")
@click.option("--no-index", is_flag=True, help="Do not compare the index with the records.")
def verify(folder: Path, by: str | None, copy: Path | None, no_index: bool) -> None:
    """Verify the SHA-256 of every file, and note the check in the events of the store.

    Reports what is damaged, missing, added or half-written. With --from, damaged and missing files
    are restored from a copy of the store, if it has the right bytes.
    """
    result = _existing(folder).verify(by=by or "", copy=copy, index=not no_index)
    for path in result.restored:
        click.echo(f"restored {folder / path}")
    say_findings(result.findings)
    say(f"{folder}: {result}")
    sys.exit(0 if result.ok else ERRORS_FOUND)


@store.command("index")
@_STORE
@click.option(
    "--processes", type=click.IntRange(1), help="How many processes read.  [default: all]"
)
@click.option("--index", "file", metavar="FILE", type=PATH, help="The index, if it is elsewhere.")
def index(folder: Path, processes: int | None, file: Path | None) -> None:
    """Bring the index up to date, which `archive search` asks.

    Only new and changed records are read. To delete the index, in `.archive`, loses nothing.
    """
    refreshed = index_of(_existing(folder, file), processes)
    say(
        f"{folder}: {counted(refreshed.records, 'records')}, {refreshed.indexed} read anew, "
        f"{refreshed.removed} removed, {refreshed.problems} not readable"
    )


def index_of(target: Store, processes: int | None = None) -> Refreshed:
    """Bring the index of a store up to date, with progress on a terminal."""
    with ProgressOfMany() as shown:
        return target.index(shown, processes=processes or os.cpu_count())


def _existing(folder: Path, index: Path | None = None) -> Store:
    from archive.store.store import Store

    if not folder.is_dir():
        fail(COULD_NOT_RUN, f"{folder}: there is no such folder")
    return Store(folder, index=index)


def _named(by: str | None) -> str:
    if by is None:
        raise click.UsageError("say with --by who decides: a person or an organisation")
    return by
