"""The page in a WACZ file is received if all files agree with its list."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ReadError
from tests.articles.web_archives.containers import (
    PAGE,
    WHEN,
    WHERE,
    gzipped,
    http,
    packed,
    record,
    wacz,
    zipped,
)
from tests.growth import MOST, grows
from tests.tools.cases import each_case

OTHER = "https://example.org/other"
LATER = "2018-01-01T00:00:00Z"
PAGES = [
    {"url": WHERE, "ts": WHEN, "title": "The ferry"},
    {"url": OTHER, "ts": WHEN, "title": "Another\npage"},
    {"url": WHERE, "ts": LATER},
]
WARC = (
    record(http(b"<p>one"))
    + record(http(b"<p>frame"), "https://ads.example/")
    + record(http(b"<p>two"), OTHER)
)
AGAIN = record(http(b"<p>three"), WARC_Date=LATER)


def problem(data: bytes, **options: Any) -> str:
    """Why nothing was taken out of a file, in a line for each finding."""
    with pytest.raises(ReadError) as raised:
        wacz(data, **options)
    return "\n".join(map(str, raised.value.findings))


def codes(data: bytes, **options: Any) -> list[str]:
    """The findings on a page that was taken out."""
    return [found.code for found in wacz(data, **options).findings]


# --- which page ---


@pytest.mark.parametrize("way", [0, ZIP_DEFLATED])
def test_the_list_of_pages_says_what_is_a_page(way: int) -> None:
    data = packed({"a.warc": WARC}, PAGES[:1], way=way)
    enclosed = wacz(data)
    assert (enclosed.data, [*enclosed.findings]) == (b"<p>one", [])
    assert (enclosed.fields["address"], enclosed.fields["received_at"]) == (WHERE, WHEN)
    assert enclosed.fields["taken_from"] == {
        "file": "ferry.wacz",
        "media_type": "application/wacz",
        "size_bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "record_id": "urn:uuid:38f87378-08e3-11eb-9da5-542696d5febd",
    }


def test_of_several_pages_one_has_to_be_chosen() -> None:
    data = packed({"a.warc": WARC, "b.warc.gz": gzipped(AGAIN)}, PAGES)
    assert problem(data).splitlines() == [
        "error[several-pages]: the web archive contains 3 pages (choose one by its number: --text N, or use --address)",
        'note[several-pages]: 1: https://example.org/ferry (2016-03-20T09:30:00Z) "The ferry"',
        'note[several-pages]: 2: https://example.org/other (2016-03-20T09:30:00Z) "Another page"',
        "note[several-pages]: 3: https://example.org/ferry (2018-01-01T00:00:00Z)",
    ]  # fmt: skip
    assert [wacz(data, text=n).data for n in (1, 2, 3)] == [b"<p>one", b"<p>two", b"<p>three"]
    assert wacz(data, address=OTHER).data == b"<p>two"
    assert "contains 2 pages with this address" in problem(data, address=WHERE)
    assert wacz(data, address=WHERE, text=3).data == b"<p>three"
    assert "there is no page number 4" in problem(data, text=4)


def test_an_address_need_not_be_in_the_list() -> None:
    data = packed({"a.warc": WARC}, PAGES[:1])
    assert wacz(data, address="https://ads.example/").data == b"<p>frame"
    assert "no page with the address" in problem(data, address="https://no.example/")


def test_of_a_page_that_was_received_several_times_the_nearest_is_taken() -> None:
    times = ("2016-03-20T09:29:00Z", "2016-03-20T10:29:58+01:00", "2016-03-21T09:30:00Z")
    for order in (times, times[::-1]):
        several = b"".join(record(http(at.encode()), WARC_Date=at) for at in order)
        enclosed = wacz(packed({"a.warc": several}, PAGES[:1]))
        assert enclosed.fields["received_at"] == "2016-03-20T10:29:58+01:00"
    same = record(http(b"<p>first")) + record(http(b"<p>again"))
    assert wacz(packed({"a.warc": same}, PAGES[:1])).data == b"<p>first"
    assert codes(packed({"a.warc": same}, PAGES[:1])) == []
    without_time = packed({"a.warc": same}, [{"url": WHERE}])
    assert (wacz(without_time).data, codes(without_time)) == (b"<p>first", ["several-pages"])


def test_a_page_in_the_list_may_have_been_redirected() -> None:
    moved = record(http(b"", "302 Found", Location="/other"))
    assert wacz(packed({"a.warc": moved + WARC[len(record(http(b"<p>one"))) :]}, PAGES[:1])).data == b"<p>two"  # fmt: skip


def test_without_a_list_of_pages_they_are_those_of_the_records() -> None:
    for pages in (None, []):
        data = packed({"b.warc": AGAIN, "a.warc": WARC}, pages)
        assert "contains 4 pages" in problem(data)
        assert wacz(data, text=4).data == b"<p>three"


def test_a_page_that_is_in_the_list_alone_is_reported() -> None:
    data = packed({"a.warc": record(http(b"", "404 Not Found"))}, PAGES[:1])
    assert problem(data) == (
        "error[no-page]: the web archive lists the page 1: https://example.org/ferry "
        '(2016-03-20T09:30:00Z) "The ferry", but has no response for it, '
        "except status 404 (text/html)"
    )


def test_lines_that_name_no_page_are_reported() -> None:
    lines = b'{"format": "x"}\n\n{"url": "https://example.org/ferry"}\n[1]\n{"url": 5}\nno\n'
    data = packed({"a.warc": record()}, others={"pages/pages.jsonl": lines})
    enclosed = wacz(data)
    assert enclosed.data == PAGE
    assert [str(found) for found in enclosed.findings] == [
        "warning[web-archive-damaged]: 3 lines of pages/pages.jsonl cannot be read as pages"
    ]


# --- its list of files ---


def test_whatever_byte_was_changed_nothing_is_received_that_is_not_in_the_list() -> None:
    data = packed({"a.warc": WARC}, PAGES[:1])

    @given(st.integers(0, len(data) - 1), st.integers(1, 255))
    def holds(at: int, change: int) -> None:
        changed = data[:at] + bytes([data[at] ^ change]) + data[at + 1 :]
        try:
            enclosed = wacz(changed)
        except ReadError:
            pass
        else:
            assert enclosed.data == b"<p>one"

    holds()


@each_case(
    ("listed", "expected"),
    [
        ({"path": "archive/a.warc", "hash": "sha256:" + "0" * 64}, '"archive/a.warc" differs from its digest (sha256) in datapackage.json: it was changed'),
        ({"path": "archive/a.warc", "bytes": 5}, f'"archive/a.warc" has {len(record())} bytes, but datapackage.json says 5'),
        ({"path": "archive/b.warc"}, 'datapackage.json lists "archive/b.warc", which is missing'),
        ({"hash": "sha256:00"}, "datapackage.json lists a file without its path"),
        (5, "datapackage.json lists a file without its path"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_listed_is_refused(listed: Any, expected: str) -> None:
    message = problem(packed({"a.warc": record()}, listed={"archive/a.warc": listed}))
    assert f"error[web-archive-damaged]: {expected}" in message


@each_case("listed", [None, {"path": "archive/a.warc"}, {"path": "archive/a.warc", "hash": "crc:0"}])  # fmt: skip
def test_a_file_that_nobody_can_check_is_reported(listed: Any) -> None:
    data = packed({"a.warc": record()}, listed={"archive/a.warc": listed})
    assert codes(data) == ["digest-differs"]
    assert wacz(data).data == PAGE


def test_the_words_of_the_first_version_are_understood() -> None:
    stats = {"hash": sha256(record()).hexdigest().upper(), "bytes": len(record())}
    listed = {"path": "archive/a.warc", "stats": stats, "hashing": "sha256"}
    assert codes(packed({"a.warc": record()}, listed={"archive/a.warc": listed})) == []
    listed["stats"] = {**stats, "hash": "0" * 64}
    assert "differs from its digest" in problem(
        packed({"a.warc": record()}, listed={"archive/a.warc": listed})
    )


def test_the_digest_of_the_list_is_compared() -> None:
    package = json.dumps({"resources": []}).encode()
    files = {"archive/a.warc": record(), "datapackage.json": package}
    for digest, is_right in ((sha256(package).hexdigest(), True), ("0" * 64, False)):
        of_list = json.dumps({"path": "datapackage.json", "hash": f"sha256:{digest}"}).encode()
        data = zipped({**files, "datapackage-digest.json": of_list})
        if is_right:
            assert wacz(data).data == PAGE
        else:
            assert '"datapackage.json" differs from its digest' in problem(data)


@each_case(
    ("files", "expected"),
    [
        ({}, "the WACZ file has no datapackage.json, which must list its files"),
        ({"datapackage.json": b"no"}, "datapackage.json is not valid JSON"),
        ({"datapackage.json": b"[" * 100_000}, "datapackage.json is not valid JSON"),
        ({"datapackage.json": b"[]"}, "datapackage.json lists no files (resources)"),
        (
            {"datapackage.json": b'{"resources": []}'},
            "the WACZ file contains no WARC file (archive/*.warc.gz)",
        ),
        ({"datapackage.json": b" " * (17 << 20)}, "datapackage.json has more than 16777216 bytes"),
    ],
)
def test_what_is_no_wacz_file_is_refused(files: dict[str, bytes], expected: str) -> None:
    assert expected in problem(zipped(files))


# --- what is meant to do harm ---


def test_what_is_not_safe_to_unpack_is_refused() -> None:
    good = packed({"a.warc": record()}, way=ZIP_DEFLATED)
    encrypted = bytearray(good)
    at = encrypted.index(b"PK\x01\x02")
    encrypted[at + 8] |= 1
    assert '"archive/a.warc" is encrypted' in problem(bytes(encrypted))
    link = bytearray(good)
    link[at + 5] = 3  # made on Unix
    link[at + 38 : at + 42] = (0o120777 << 16).to_bytes(4, "little")
    assert '"archive/a.warc" is a link' in problem(bytes(link))
    assert "not compressed with Deflate" in problem(packed({"a.warc": record()}, way=ZIP_BZIP2))
    assert "no zip file" not in problem(good[:-10])
    assert "the file cannot be unpacked" in problem(good[:-10])
    assert "the file cannot be unpacked" in problem(b"")


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _twice()
    assert 'it has two files with the name "archive/a.warc"' in problem(data)


def _twice() -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    made = BytesIO()
    with ZipFile(made, "w") as zip:
        zip.writestr("archive/a.warc", record())
        zip.writestr("archive/a.warc", record())
    return made.getvalue()


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = packed({"a.warc": bytes(40_000_000)}, way=ZIP_DEFLATED)
    assert "it has 40000" in problem(data)
    # A file that says it is small is unpacked no further than that.
    lies = bytearray(packed({"a.warc": bytes(40_000_000)}, way=ZIP_DEFLATED))
    struct.pack_into("<L", lies, lies.index(b"PK\x01\x02") + 24, 1000)
    assert "error[web-archive-damaged]" in problem(bytes(lies))
    # Nor is a bomb in gzip that lies in it.
    inner = packed({"a.warc.gz": gzipped(record(http(bytes(40_000_000))))})
    assert "the unpacked file is more than 100 times as large" in problem(inner)


def test_a_file_that_is_listed_many_times_is_digested_once() -> None:
    listed = {str(n): {"path": "archive/a.warc", "hash": "sha256:00"} for n in range(1000)}
    data = packed({"a.warc": record()}, listed=listed)
    assert problem(data).count("differs from its digest") <= 1
    assert 'lists "archive/a.warc" twice' in problem(data)


@pytest.mark.slow
def test_the_time_grows_with_the_list_of_pages_and_no_faster() -> None:
    def work(n: int) -> Callable[[], object]:
        pages = [{"url": f"{WHERE}?{i}", "ts": WHEN} for i in range(n)]
        data = packed({"a.warc": b"".join(record(None, page["url"]) for page in pages)}, pages)
        return lambda: wacz(data, text=n)

    assert grows(work, 500) < MOST


# --- other people's files ---


def test_a_real_file_is_read(shared: Callable[[str], Path]) -> None:
    enclosed = wacz(shared("ingest/warc/valid_example_1.wacz").read_bytes())
    assert [*enclosed.findings] == []
    assert enclosed.fields["address"] == "http://www.example.com/"
    assert enclosed.fields["received_at"] == "2020-10-07T21:22:36Z"
    assert b"<title>Example Domain</title>" in enclosed.data


def test_a_real_file_that_is_broken_is_refused_with_every_reason(
    shared: Callable[[str], Path],
) -> None:
    assert problem(shared("ingest/warc/invalid_example_1.wacz").read_bytes()).splitlines() == [
        'error[web-archive-damaged]: datapackage.json lists "data/indexes/index.cdx.gz", which is missing',
        "error[web-archive-damaged]: the WACZ file contains no WARC file (archive/*.warc.gz)",
    ]  # fmt: skip
