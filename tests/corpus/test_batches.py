"""Inputs are found as everywhere else, wherever they are, and each is in one batch."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from archive.corpus.batches import BATCH_INPUTS, Batch, Input, articles_at, batches, records_at
from archive.corpus.places import place_at
from archive.corpus.run_state import BatchDone, RunState, done_file
from archive.files.record_discovery import records_in

SIZES = st.lists(st.integers(0, 3_000), max_size=40)


@given(SIZES, st.integers(1, 4_000))
def test_each_input_is_in_one_batch_in_order(sizes: list[int], batch_bytes: int) -> None:
    inputs = [Input(f"r{n}", size) for n, size in enumerate(sizes)]
    made = list(batches(inputs, batch_bytes))
    assert [one for batch in made for one in batch.inputs] == inputs
    assert all(batch.inputs for batch in made)
    assert len({batch.name for batch in made}) == len(made)
    for batch in made:
        without_last = sum(one.size_bytes for one in batch.inputs[:-1])
        assert without_last < batch_bytes


def test_small_inputs_are_in_batches_of_a_certain_number() -> None:
    made = list(batches(Input(str(n), 1) for n in range(2 * BATCH_INPUTS + 1)))
    assert [len(batch.inputs) for batch in made] == [BATCH_INPUTS, BATCH_INPUTS, 1]


@given(st.integers(1, 40), st.sets(st.integers(0, 79)))
def test_what_is_left_of_a_batch_is_what_is_not_done(number: int, done: set[int]) -> None:
    """Halves of halves may be done, in any pattern."""
    whole = Batch("0000001", tuple(Input(str(n), 1) for n in range(number)))
    pieces = [whole]
    for piece in pieces:
        if len(piece.inputs) > 1 and len(pieces) < 80:
            pieces += piece.halves()
    finished = [piece for n, piece in enumerate(pieces) if n in done]
    state = RunState(place_at("nowhere"), {piece.name: BatchDone(piece.name) for piece in finished})
    left = [one.path for batch in state.left([whole]) for one in batch.inputs]
    names = {one.path for piece in finished for one in piece.inputs}
    assert left == [one.path for one in whole.inputs if one.path not in names]


NAMES = st.sampled_from(
    ("a", "b", ".git", "received", "document.json", "document.tei.xml", "x.json")
)
TREES = st.recursive(
    st.just(b"{}"),
    lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=4),
    max_leaves=12,
)


def _make(at: Path, tree: object) -> None:
    if isinstance(tree, dict):
        at.mkdir()
        for name, inner in tree.items():
            _make(at / name, inner)
    else:
        at.write_bytes(b"{}")


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_a_zip_file_has_the_records_of_the_folder_in_it(tree: dict[str, object]) -> None:
    with TemporaryDirectory() as temporary:
        folder, packed = Path(temporary) / "records", Path(temporary) / "records.zip"
        _make(folder, tree)
        with zipfile.ZipFile(packed, "w") as file:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    file.write(path, path.relative_to(folder))
        inner_here: list[Path] = []
        inner_there: list[Path] = []
        here = list(records_at(place_at(folder), inner_here, whole=True))
        there = list(records_at(place_at(packed), inner_there, whole=True))
        assert [one[:2] for one in here] == [one[:2] for one in there]
        assert {path.relative_to(folder) for path in inner_here} >= set(inner_there)
        assert [folder / one.path for one in here] == records_in([folder]).paths or not here
        for one in there:
            assert all(PurePosixPath(name).is_relative_to(one.path) for name in one.files)
        articles = [one.path for one in articles_at(place_at(folder))]
        assert articles == [one.path for one in articles_at(place_at(packed))]
        visible = {
            str(path.relative_to(folder))
            for path in folder.rglob("*")
            if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
        }
        assert set(articles) == visible


def test_the_state_of_a_run_reads_back_whatever_the_names(tmp_path: Path) -> None:
    name = os.fsdecode(b'caf\xe9 \xe2\x80\xa8 "x"\n')
    state = RunState(place_at(tmp_path / "results"))
    batch = Batch("0000001", (Input(name, 3, (f"{name}/document.json",)),))
    from archive.corpus.tasks import Task

    plan = state.begin(Task("tables", {"public": False}), place_at(tmp_path), 1, [batch])
    assert list(state.batches()) == [batch]
    assert state.plan() == plan
    done = BatchDone("0000001", inputs=1, lost=(name,), reasons=("why",), tables=("inputs",))
    state.place.write(done_file(done))
    state.read_done()
    assert state.done == {"0000001": done}
    (tmp_path / "results/run/done/0000002.json").write_text("{")
    state.read_done()
    assert set(state.done) == {"0000001"}
    assert json.loads((tmp_path / "results/run/run.json").read_text())["inputs"] == 1
