"""`archive propose` writes statements that rules propose into records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.cli import option_checks
from archive.cli.console import (
    PATH,
    STANDARD_INPUT,
    allow_closed_pipe,
    record_of,
    say_findings,
    write_out,
)
from archive.cli.many_records import JsonArray, Outcome, Tally, records_if_several
from archive.english import counted, listed, spaced

if TYPE_CHECKING:
    from archive.files.record_discovery import Records
    from archive.formats.format import ReadResult
    from archive.model.annotations import Annotation
    from archive.model.claims import Claim
    from archive.model.entities import Entity
    from archive.model.relations import Relation
    from archive.model.works import Source, Work
    from archive.proposals import Proposals
    from archive.workflows.propose import ProposedRecord


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="NAME",
    help="A rule that proposes: quotations, attributions, dates, names, citations. [default: all]",
)
@click.option(
    "--known",
    type=PATH,
    multiple=True,
    metavar="RECORD",
    help="Another record whose names are recognised too.",
)
@option_checks.by_option("The name of the proposing program, for the history.")
@option_checks.at_option("2026-11-25T09:30:00Z")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; report what would be proposed.")
@option_checks.text_or_json("One line for each proposal, or all as data.")
def propose(
    paths: Sequence[Path],
    rules: Sequence[str],
    known: Sequence[Path],
    by: str | None,
    at: str | None,
    dry_run: bool,
    format: str,
) -> None:
    """Propose statements for a record, or many, by rule, and write them into it.

    PATHS are files, folders of records, or folders that are searched for records at any depth; -
    is standard input, with -n.

    The rules propose claims that the article attributes to somebody, quotations, dates, names that
    the record knows or whose type the words show, and works cited by an identifier or address.
    The entities, works and sources that a proposal needs are added with it. Claims that the author
    makes in their own name are not proposed, nor claims in languages other than English.

    No proposal counts as accepted. Statements that the record already has, and statements that
    somebody rejected, are not proposed again.
    """
    if by is not None and not by.strip():
        raise click.BadParameter("a name has at least one letter", param_hint="--by")
    found = records_if_several(paths)
    arguments = {"rules": rules or None, "known": known, "by": by, "at": at}
    if found is not None:
        _propose_several(found, arguments, dry_run=dry_run, as_json=format == "json")
    [record] = paths
    if record == STANDARD_INPUT and not dry_run:
        raise click.UsageError("a record from standard input cannot be written back; use -n")
    read, proposed = _proposed(record, arguments)
    result = proposed.result
    output = _as_json(_as_object(result)) if format == "json" else _as_lines(result)
    with allow_closed_pipe():
        say_findings((*read.findings, *result.findings))
        write_out(output.encode("utf-8", "surrogatepass"), None)
    if not result.document.claims and _CLAIMS.intersection(rules or _CLAIMS):
        click.echo(_NO_CLAIM, err=True)
    if not result.proposed:
        click.echo("nothing new is proposed, and nothing was written", err=True)
    elif dry_run:
        click.echo(f"{_would_be_proposed(result)}; nothing was written", err=True)
    else:
        say_findings(proposed.write(read))
        click.echo(_was_proposed(proposed), err=True)


def _proposed(record: Path, arguments: Mapping[str, Any]) -> tuple[ReadResult, ProposedRecord]:
    """Return a record as it was read, and with proposals."""
    from archive import io
    from archive.workflows.propose import propose_for

    file = record_of(record)
    read = io.read_record(file)
    return read, propose_for(file, read.document, **arguments)


def _would_be_proposed(result: Proposals) -> str:
    count = counted(len(result.proposed), "statements")
    return f"{count} would be proposed{_new_parts(result)}"


def _was_proposed(proposed: ProposedRecord) -> str:
    from archive.control_characters import safe

    result = proposed.result
    count = counted(len(result.proposed), "statements")
    return safe(f"{count} proposed{_new_parts(result)}; wrote {proposed.file.where}")


def _propose_several(
    found: Records, arguments: Mapping[str, Any], *, dry_run: bool, as_json: bool
) -> NoReturn:
    """Propose statements for several records, and write each that gets some."""
    from archive import io
    from archive.report import line_of, safe

    known = arguments["known"]
    arguments = {**arguments, "known": [io.load(path) for path in known]} if known else arguments
    done = "would get proposals" if dry_run else "got proposals"
    tally = Tally(len(found.paths), [done, "without new proposals"], "failed")
    array = JsonArray() if as_json else None

    def act(path: Path) -> Outcome:
        read, proposed = _proposed(path, arguments)
        result = proposed.result
        findings = [*read.findings, *(f.at(file=proposed.file.where) for f in result.findings)]
        with allow_closed_pipe():
            if array is not None:
                array.add(
                    {"record": result.document.id, "file": proposed.file.where} | _as_object(result)
                )
            else:
                lines = _as_lines(result, of=f"{result.document.id}#")
                write_out(lines.encode("utf-8", "surrogatepass"), None)
        if not result.proposed:
            return Outcome("without new proposals", [line_of(f) for f in findings])
        if dry_run:
            message = safe(f"{proposed.file.where}: {_would_be_proposed(result)}")
        else:
            findings += proposed.write(read)
            message = _was_proposed(proposed)
        return Outcome(done, [*(line_of(finding) for finding in findings), message])

    tally.run(found.paths, act)
    if array is not None:
        array.end()
    tally.end(found)


_CLAIMS = frozenset(["quotations", "attributions"])
"""The rules that propose claims."""
_NO_CLAIM = (
    "no claim was found: the rules look for attributed claims in English, not for claims that the "
    "author makes in their own name"
)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _as_object(result: Proposals) -> dict[str, Any]:
    """Return the proposals, and the parts that were added with them, as a JSON object."""
    statements = [
        statement.model_dump(mode="json", exclude_defaults=True) | {"id": statement.id}
        for statement in result.proposed
    ]
    new_parts = {
        name: [
            part.model_dump(mode="json", exclude_defaults=True) | {"id": part.id} for part in parts
        ]
        for name, parts in result.made.items()
    }
    return {"proposed": statements, "made": new_parts}


def _as_lines(result: Proposals, *, of: str = "") -> str:
    """Return a line for each proposal: its certainty, id, words and content.

    The entities, works and sources that the proposals need come first, one line each.

    Args:
        result: The proposals.
        of: What stands before each id.
    """
    from archive.control_characters import safe

    lines = [
        f"{_certainty(part)} {of}{part.id}: {_kind(name, part)} “{_short(part.label)}”"
        for name, parts in result.made.items()
        for part in parts
    ]
    for statement in result.proposed:
        lines.append(f"{_certainty(statement)} {of}{statement.id}: {_proposal_in_words(statement)}")
    return "".join(f"{safe(line)}\n" for line in lines)


def _certainty(part: Entity | Work | Source | Claim | Relation | Annotation) -> str:
    return "?" if part.certainty is None else str(part.certainty)


def _kind(name: str, part: Entity | Work | Source) -> str:
    """Return the type of an entity; for another part, `work` or `source`."""
    return str(getattr(part, "type", "")) if name == "entities" else name.removesuffix("s")


def _new_parts(result: Proposals) -> str:
    """Return how many entities, works and sources were added with the statements, if any."""
    counts = [counted(len(parts), name) for name, parts in result.made.items()]
    return f" (added with them: {listed(counts)})" if counts else ""


def _proposal_in_words(statement: Claim | Relation | Annotation) -> str:
    """Return the shortened words and content of a proposal; of a relation, the related parts."""
    from archive.model.relations import Relation

    if isinstance(statement, Relation):
        return f"{statement.subject} {spaced(statement.predicate)} -> {statement.object}"
    words = " … ".join(" ".join(anchor.exact.split()) for anchor in statement.anchors)
    return f"“{_short(words)}” {_value(statement)}"


def _value(statement: Claim | Annotation) -> str:
    for name in ("refers_to", "date", "cites", "tag", "restatement"):
        if (value := getattr(statement, name, None)) is not None:
            return f"-> {value}"
    return ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


_LONGEST = 60
