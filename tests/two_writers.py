"""Several writers at once on one record: nothing is lost, and each loser is told.

`python -m tests.two_writers 200` runs 200 rounds of two writers, 200 of four, as many of several
`archive receive` on one folder, and of a writer that is killed at any moment; after the number comes a
seed, then kinds of rounds. Each writer is a process of its own, forked when everything is imported,
and waits for the others before it begins.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import BrokenBarrierError

import archive
from archive.files.manifest import MANIFEST, faults_in
from archive.files.one_writer import WAIT_SECONDS
from archive.files.zip_file import FilesInZip, pack
from archive.workflows.in_place import SAME_CONTENT
from tests.runner import run

AT = "2026-11-30T09:00:00Z"
TEXT = """\
The bridge at Halden

The bridge was reopened on 3 May 2019. Critics say the deck will crack again.

Salt did no harm. Nobody was hurt. The repair was late. The toll house was sold.
"""
WORDS = ("Salt did no harm", "Nobody was hurt", "The repair was late", "The toll house was sold")
"""The words of the claims of each writer."""
_SECONDS = 60
"""After so long a writer hangs."""

Place = Path
Act = Callable[[Place, Path, int], "Told"]


@dataclass(frozen=True)
class Told:
    """How a writer ended."""

    code: int
    stderr: str

    @property
    def kind(self) -> str:
        """`won`, `lost` to another and told so, or `idle`, since there was nothing to write."""
        if self.code == 0:
            is_written = "wrote " in self.stderr or "formatted " in self.stderr
            return "won" if is_written else "idle"
        if self.code == 2 and "\narchive: conflict: " in f"\n{self.stderr}":
            return "lost"
        return f"failed with {self.code}: {self.stderr}"


# --- the record, and what writers do to it ---


@cache
def base() -> tuple[archive.Document, Mapping[str, bytes]]:
    """A record with a proposed claim for each writer, and the files of its captures."""
    made = archive.receive(TEXT.encode(), file="bridge.txt", id="bridge", received_at=AT)
    document = made.document.add(archive.Agent(id="editor", name="Editor"))
    revision = archive.Revision(id="rev-1", at=AT, by="editor", summary="First reading")
    document = document.update(revisions=(revision,))
    for n, words in enumerate(WORDS):
        anchors = (document.anchor(words),)
        claim = archive.Claim(
            id=f"c-{n}",
            anchors=anchors,
            restatement=f"{words}.",
            kind="descriptive",
            status="proposed",
            revision="rev-1",
        )
        document = document.add(claim)
    return document, made.files


def put_record(place: Place) -> None:
    """Put the record at a place, not in its canonical form."""
    document, files = base()
    data = archive.write(document, "json").data + b"\n\n"
    if place.suffix == ".zip":
        place.write_bytes(pack({**files, "document.json": data}))
    elif place.suffix:
        place.write_bytes(data)
    else:
        archive.save(document, place, files=files)
        (place / "document.json").write_bytes(data)


def _called(*arguments: object) -> Told:
    result = run(*arguments)
    return Told(result.exit_code, result.stderr)


def _add(place: Place, own: Path, n: int) -> Told:
    sheet = own / "sheet.csv"
    sheet.write_text(f"words,restatement,kind\n{WORDS[n]},Said by {n}.,descriptive\n", "utf-8")
    before = sheet.read_bytes()
    told = _called("add", sheet, "--to", place, "--by", f"Writer {n}", "--at", AT)
    return told if sheet.read_bytes() == before else Told(99, "its input was changed")


def _propose(place: Place, own: Path, n: int) -> Told:
    return _called("propose", place, "--by", f"Writer {n}", "--at", AT)


def _review(place: Place, own: Path, n: int) -> Told:
    decisions = own / "decisions.json"
    decisions.write_text(f'[{{"id": "c-{n}", "decision": "accept"}}]', "utf-8")
    return _called("review", place, "--decide", decisions, "--by", f"Writer {n}", "--at", AT)


def _rebase(place: Place, own: Path, n: int) -> Told:
    text = own / "bridge.txt"
    text.write_text(_new_text(n), "utf-8")
    given = ("--received-at", AT, "--by", f"Writer {n}", "--write", "--no-pager")
    return _called("rebase", place, text, *given)


def _new_text(n: int) -> str:
    return f"{TEXT}\nA paragraph that only writer {n} has received.\n"


def _format(place: Place, own: Path, n: int) -> Told:
    return _called("format", place)


def _save(place: Place, own: Path, n: int) -> Told:
    read = archive.load_result(place)
    document = read.document.add(archive.Agent(id=f"agent-writer-{n}", name=f"Writer {n}"))
    try:
        archive.save(document, place, based_on=read.sha256)
    except archive.errors.Conflict as conflict:
        return Told(2, f"archive: {conflict}")
    return Told(0, "wrote it")


ACTS: Mapping[str, Act] = {
    "add": _add,
    "propose": _propose,
    "review": _review,
    "rebase": _rebase,
    "format": _format,
    "save": _save,
}


def effects(place: Place, document: archive.Document) -> set[tuple[str, int]]:
    """What writers have done to the record, as far as it can be seen there."""
    found: set[tuple[str, int]] = set()
    for n in range(len(WORDS)):
        if any(agent.name == f"Writer {n}" for agent in document.agents):
            found.add(("by", n))
        if any(claim.restatement == f"Said by {n}." for claim in document.claims):
            found.add(("add", n))
        if document.claim(f"c-{n}").status == "accepted":
            found.add(("review", n))
        if _new_text(n).encode() in received(place):
            found.add(("rebase", n))
    return found


def received(place: Place) -> Sequence[bytes]:
    """The bytes of all that was received, whether the record names it or not."""
    if place.suffix == ".zip":
        files = FilesInZip(place)
        return [files.demand(name) for name in files.names("received")]
    return [file.read_bytes() for file in sorted(place.rglob("received/*"))]


def expected(acts: Sequence[str], told: Sequence[Told]) -> set[tuple[str, int]]:
    """The changes of the winners."""
    won = [
        (act, n) for n, (act, one) in enumerate(zip(acts, told, strict=True)) if one.kind == "won"
    ]
    by = {("by", n) for act, n in won if act != "format"}
    return by | {(act, n) for act, n in won if act in ("add", "review", "rebase")}


# --- rounds ---


@dataclass
class Tally:
    """What happened in many rounds."""

    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


@contextmanager
def _fresh(name: str) -> Iterator[tuple[Path, Path]]:
    """A new folder with nothing in it, and the place of a record there."""
    with TemporaryDirectory(prefix="writers-") as folder:
        root = Path(folder)
        (root / "here").mkdir()
        yield root, root / "here" / name


FORK = get_context("fork")


def at_once(calls: Sequence[Callable[[], Told]]) -> list[Told]:
    """Call each in a process of its own, all at the same moment, and return how they ended."""
    barrier = FORK.Barrier(len(calls))
    pipes = [FORK.Pipe(duplex=False) for _ in calls]

    def begin(call: Callable[[], Told], end: Connection) -> None:
        try:
            barrier.wait(_SECONDS)
            end.send(call())
        except BrokenBarrierError:
            end.send(Told(98, "the others did not come"))
        except BaseException as problem:
            end.send(Told(97, repr(problem)))

    processes = [
        FORK.Process(target=begin, args=(call, end))
        for call, (_, end) in zip(calls, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    told = [start.recv() if start.poll(_SECONDS) else Told(96, "it hangs") for start, _ in pipes]
    for process in processes:
        process.kill() if process.is_alive() and told.count(Told(96, "it hangs")) else None
        process.join()
    return told


def _later(call: Callable[[], Told], seconds: float) -> Callable[[], Told]:
    def wait_and_call() -> Told:
        time.sleep(seconds)
        return call()

    return wait_and_call


def one_round(writers: int, chance: random.Random, tally: Tally) -> None:
    """Let writers write one record at once; they begin together, or one after the other."""
    name = chance.choice(("bridge", "bridge", "bridge.zip", "bridge.json"))
    acts = [
        chance.choice([act for act in ACTS if name != "bridge.json" or act != "rebase"])
        for _ in range(writers)
    ]
    spread = chance.choice((0, 0, 0.1, 0.4))
    with _fresh(name) as (root, place):
        put_record(place)
        calls = []
        for n, act in enumerate(acts):
            own = root / f"own-{n}"
            own.mkdir()
            call = _bound(ACTS[act], place, own, n)
            calls.append(_later(call, chance.uniform(0, spread)))
        told = at_once(calls)
        tally.kinds.update(one.kind for one in told)
        tally.problems += (f"{name} {acts}: {problem}" for problem in _judged(place, acts, told))


def _bound(act: Act, place: Place, own: Path, n: int) -> Callable[[], Told]:
    return lambda: act(place, own, n)


def _judged(place: Place, acts: Sequence[str], told: Sequence[Told]) -> Iterator[str]:
    for act, one in zip(acts, told, strict=True):
        if one.kind not in ("won", "lost", "idle"):
            yield f"{act} {one.kind}"
        if one.kind == "lost" and "what they changed:" not in one.stderr and act != "save":
            same = SAME_CONTENT in one.stderr
            if not same or "format" not in acts:
                yield f"{act} is not told what has changed: {one.stderr}"
    if not any(one.kind == "won" for one in told):
        yield "nobody has won"
    document = archive.load(place)
    if (found := effects(place, document)) != (wanted := expected(acts, told)):
        yield f"lost {sorted(wanted - found)}, too many {sorted(found - wanted)}"
    if place.suffix != ".json" and not (report := archive.validate(place)).ok:
        yield f"not valid: {list(report.errors)}"
    if place.suffix != ".json" and len(received(place)) != len(document.captures):
        yield f"{len(received(place))} files were received, {len(document.captures)} are named"
    yield from (f"{name} is left behind" for name in _litter(place))
    if place.is_dir():
        yield from (f"{name} is {state}" for name, state, *_ in faults_in(place))


def _litter(place: Place) -> list[str]:
    known = {"document.json", "received", MANIFEST, place.name}
    return [
        path.name
        for folder in {place.parent, place}
        if folder.is_dir()
        for path in folder.iterdir()
        if path.name not in known
    ]


def one_round_of_new(writers: int, chance: random.Random, tally: Tally) -> None:
    """Let several `archive receive` make one folder at once, each of another text."""
    with _fresh("bridge") as (root, place):
        calls = []
        for n in range(writers):
            text = root / f"text-{n}.txt"
            text.write_text(_new_text(n), "utf-8")
            calls.append(_bound_new(text, place))
        told = at_once(calls)
        kinds = ["won" if one.code == 0 else "lost" if one.code == 2 else "?" for one in told]
        tally.kinds.update(kinds)
        tally.kinds.update("named a conflict" for one in told if one.kind == "lost")
        made = [n for n, kind in enumerate(kinds) if kind == "won"]
        if len(made) != 1 or "?" in kinds:
            tally.problems.append(f"new: {told}")
        elif received(place) != [_new_text(made[0]).encode()]:
            tally.problems.append(f"new: {sorted(place.rglob('*'))}")
        if not archive.validate(place).ok or _litter(place):
            tally.problems.append(f"new: {list(archive.validate(place))} {_litter(place)}")


def _bound_new(text: Path, place: Place) -> Callable[[], Told]:
    return lambda: _called("receive", text, "-o", place)


def one_round_of_killing(_: int, chance: random.Random, tally: Tally) -> None:
    """Kill a writer at any moment; the next one is not kept waiting, and the record is whole."""
    act = chance.choice(sorted(ACTS))
    with _fresh("bridge") as (root, place):
        put_record(place)
        victim, other = root / "own-0", root / "own-1"
        victim.mkdir()
        other.mkdir()
        process = FORK.Process(target=_bound(ACTS[act], place, victim, 0))
        process.start()
        time.sleep(chance.uniform(0, 0.12))
        if process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        tally.kinds["killed" if process.exitcode == -signal.SIGKILL else "ended before"] += 1
        begun = time.monotonic()
        [told] = at_once([_bound(_review, place, other, 1)])
        if time.monotonic() - begun > WAIT_SECONDS / 2:
            tally.problems.append(f"killed {act}: the next writer waited")
        if told.kind != "won" or archive.load(place).claim("c-1").status != "accepted":
            tally.problems.append(f"killed {act}: {told.kind}")
        if not archive.validate(place).ok:
            tally.problems.append(f"killed {act}: {list(archive.validate(place))}")
        litter = [name for name in _litter(place) if not name.startswith(".archive-")]
        tally.problems += (f"killed {act}: {name} is left behind" for name in litter)


KINDS: Mapping[str, tuple[Callable[[int, random.Random, Tally], None], int]] = {
    "two writers": (one_round, 2),
    "four writers": (one_round, 4),
    "two new": (one_round_of_new, 2),
    "four new": (one_round_of_new, 4),
    "killed": (one_round_of_killing, 1),
}


def rounds(kind: str, number: int, seed: int) -> Tally:
    """Run so many rounds of a kind."""
    warm()
    tally, (call, writers) = Tally(), KINDS[kind]
    for n in range(number):
        call(writers, random.Random(f"{seed} {kind} {n}"), tally)
    return tally


@cache
def warm() -> None:
    """Import all that the writers need, so that their processes have it from the beginning."""
    with _fresh("bridge") as (root, place):
        put_record(place)
        for n, act in enumerate((_save, _add, _review, _propose)):
            own = root / f"own-{n}"
            own.mkdir()
            act(place, own, n)
        _rebase(place, own, 0)
        rmtree(place)
        _called("receive", own / "bridge.txt", "-o", place)
        archive.validate(place)
        _format(place, own, 0)


def main(number: int, seed: int, kinds: Sequence[str]) -> int:
    """Run kinds of rounds, print a line for each, and return whether anything went wrong."""
    failed = False
    for kind in kinds:
        begun = time.monotonic()
        tally = rounds(kind, number, seed)
        counts = ", ".join(f"{count} {what}" for what, count in sorted(tally.kinds.items()))
        seconds = time.monotonic() - begun
        print(f"{kind}, {number} rounds: {counts}; {len(tally.problems)} problems; {seconds:.0f} s")
        for problem in tally.problems[:20]:
            print(f"  {problem}")
        failed |= bool(tally.problems)
    return int(failed)


if __name__ == "__main__":
    number, seed, *kinds = (*sys.argv[1:], *("200", "1")[len(sys.argv) - 1 :])
    sys.exit(main(int(number), int(seed), kinds or list(KINDS)))
