"""`archive propose` writes statements that rules propose into a record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
from archive.english import counted, listed, spaced

if TYPE_CHECKING:
    from archive.model.annotations import Annotation
    from archive.model.claims import Claim
    from archive.model.entities import Entity
    from archive.model.relations import Relation
    from archive.model.works import Source, Work
    from archive.proposals import Proposals


@click.command()
@click.argument("record", type=PATH)
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
    record: Path,
    rules: Sequence[str],
    known: Sequence[Path],
    by: str | None,
    at: str | None,
    dry_run: bool,
    format: str,
) -> None:
    """Propose statements for a RECORD by rule, and write them into it.

    The rules propose claims that the article attributes to somebody, quotations, dates, names that
    the record knows or whose type the words show, and works cited by an identifier or address.
    The entities, works and sources that a proposal needs are added with it. Claims that the author
    makes in their own name are not proposed, nor claims in languages other than English.

    No proposal counts as accepted. Statements that the record already has, and statements that
    somebody rejected, are not proposed again.
    """
    from archive import io
    from archive.report import safe
    from archive.workflows.propose import propose_for

    if record == STANDARD_INPUT and not dry_run:
        raise click.UsageError("a record from standard input cannot be written back; use -n")
    if by is not None and not by.strip():
        raise click.BadParameter("a name has at least one letter", param_hint="--by")
    file = record_of(record)
    read = io.read_record(file)
    proposed = propose_for(file, read.document, rules=rules or None, known=known, by=by, at=at)
    result = proposed.result
    output = _as_json(result) if format == "json" else _as_lines(result)
    with allow_closed_pipe():
        say_findings((*read.findings, *result.findings))
        write_out(output.encode("utf-8", "surrogatepass"), None)
    if not result.document.claims and _CLAIMS.intersection(rules or _CLAIMS):
        click.echo(_NO_CLAIM, err=True)
    count = counted(len(result.proposed), "statements")
    new_parts = _new_parts(result)
    if not result.proposed:
        click.echo("nothing new is proposed, and nothing was written", err=True)
    elif dry_run:
        click.echo(f"{count} would be proposed{new_parts}; nothing was written", err=True)
    else:
        say_findings(proposed.write(read))
        click.echo(safe(f"{count} proposed{new_parts}; wrote {file.where}"), err=True)


_CLAIMS = frozenset(["quotations", "attributions"])
"""The rules that propose claims."""
_NO_CLAIM = (
    "no claim was found: the rules look for attributed claims in English, not for claims that the "
    "author makes in their own name"
)


def _as_json(result: Proposals) -> str:
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
    return (
        json.dumps({"proposed": statements, "made": new_parts}, ensure_ascii=False, indent=2) + "\n"
    )


def _as_lines(result: Proposals) -> str:
    """Return a line for each proposal: its certainty, id, words and content.

    The entities, works and sources that the proposals need come first, one line each.
    """
    from archive.report import safe

    lines = [
        f"{_certainty(part)} {part.id}: {_kind(name, part)} “{_short(part.label)}”"
        for name, parts in result.made.items()
        for part in parts
    ]
    for statement in result.proposed:
        lines.append(f"{_certainty(statement)} {statement.id}: {_proposal_in_words(statement)}")
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
