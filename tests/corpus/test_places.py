"""Records from a zip file and from a server like S3 give what those in a folder give."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.corpus import run
from archive.corpus.places import place_at
from archive.errors import ReadError, WriteError
from tests.conftest import import_or_skip
from tests.corpus.archives import all_rows, break_record, make_records
from tests.corpus.engine_promises import BATCH_BYTES


@pytest.mark.slow
@pytest.mark.parametrize("task", ["tables", "validate"])
def test_a_zip_file_gives_what_the_folder_gives(task: str, tmp_path: Path) -> None:
    source = tmp_path / "records"
    paths = make_records(source, 9)
    break_record(source, paths[4])
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", source)
    run(task, source, tmp_path / "a", batch_bytes=BATCH_BYTES)
    run(task, packed, tmp_path / "b", batch_bytes=BATCH_BYTES)
    assert all_rows(tmp_path / "a") == all_rows(tmp_path / "b")


def test_a_zip_file_with_paths_out_of_it_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "records.zip", "w") as file:
        file.writestr("../../etc/document.json", "{}")
    with pytest.raises(
        ReadError, match=r"it has a file with the path '\.\./\.\./etc/document\.json'"
    ):
        run("tables", tmp_path / "records.zip", tmp_path / "results")
    assert not (tmp_path / "results").exists()


def test_results_are_not_written_into_a_zip_file(tmp_path: Path) -> None:
    make_records(tmp_path / "records", 1)
    shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "records")
    with pytest.raises(WriteError):
        run("tables", tmp_path / "records", tmp_path / "packed.zip")


def test_a_package_that_a_protocol_needs_is_named() -> None:
    with pytest.raises(ReadError, match="Protocol not known: nosuch"):
        place_at("nosuch://x/y").exists()


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    """A bucket on a server of this machine that speaks the protocol of S3."""
    server_of, s3fs = import_or_skip("moto.server"), import_or_skip("s3fs")
    server = server_of.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        host, port = server.get_host_and_port()
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        files = s3fs.S3FileSystem(skip_instance_cache=True)
        files.mkdir("bucket")
        yield files
    server.stop()


@pytest.mark.judged
def test_a_server_gives_what_the_folder_gives_and_takes_results(
    bucket: Any, tmp_path: Path
) -> None:
    source = tmp_path / "records"
    paths = make_records(source, 9)
    break_record(source, paths[4])
    bucket.put(str(source), "bucket/records", recursive=True)
    for task in ("tables", "validate"):
        here = tmp_path / f"here-{task}"
        run(task, source, here, batch_bytes=BATCH_BYTES)
        there = tmp_path / f"there-{task}"
        run(task, "s3://bucket/records", there, batch_bytes=BATCH_BYTES)
        assert all_rows(here) == all_rows(there)
        first = run(task, "s3://bucket/records", f"s3://bucket/{task}", batch_bytes=BATCH_BYTES)
        again = run(task, "s3://bucket/records", f"s3://bucket/{task}", batch_bytes=BATCH_BYTES)
        assert (first.done, first.refused, first.done_before) == (again.done, again.refused, 0)
        assert again.done_before == 9
        bucket.get(f"bucket/{task}", str(tmp_path / f"got-{task}"), recursive=True)
        assert all_rows(tmp_path / f"got-{task}") == all_rows(here)


@pytest.mark.judged
def test_a_bucket_that_is_not_there_is_named(bucket: Any, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nothing is there"):
        run("tables", "s3://nosuch/records", tmp_path / "results")
