"""The page in a WARC file is received byte for byte, or an error says why not."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zlib
from base64 import b32encode
from collections.abc import Callable
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.articles.web_archives import http_bodies
from archive.errors import MissingExtra, ReadError
from archive.findings import Severity
from tests.articles.web_archives.containers import PAGE, WHEN, WHERE, gzipped, http, record, warc
from tests.conftest import MANY, ROOT
from tests.growth import MOST, grows
from tests.tools.cases import each_case

OTHER = "https://example.org/other"


def problem(data: bytes, **options: Any) -> str:
    """Why nothing was taken out of a file, in a line for each finding."""
    with pytest.raises(ReadError) as raised:
        warc(data, **options)
    return "\n".join(f"{found.severity} {found}" for found in raised.value.findings)


def codes(data: bytes, **options: Any) -> list[str]:
    """The findings on a page that was taken out."""
    found = warc(data, **options).findings
    assert all(one.severity is Severity.WARNING for one in found)
    return [one.code for one in found]


# --- what is received ---


def test_a_page_comes_with_its_address_its_time_and_where_it_lay() -> None:
    data = record(WARC_Payload_Digest="sha1:" + b32encode(sha1(PAGE).digest()).decode())
    enclosed = warc(data)
    assert (enclosed.data, enclosed.media_type, [*enclosed.findings]) == (PAGE, "text/html", [])
    assert enclosed.fields == {
        "address": WHERE,
        "received_at": WHEN,
        "taken_from": {
            "file": "ferry.warc",
            "media_type": "application/warc",
            "size_bytes": len(data),
            "sha256": sha256(data).hexdigest(),
            "record_id": "urn:uuid:38f87378-08e3-11eb-9da5-542696d5febd",
            "digest": "sha1:" + b32encode(sha1(PAGE).digest()).decode(),
        },
    }


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    chunks = b"".join(b"%x;a=b\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return chunks + b"0\r\nTrailer: x\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "DEFLATE": raw_deflate,
    "identity": bytes,
}
FRAMES: dict[str, Callable[..., bytes]] = {
    "plain": lambda *records: b"".join(records),
    "gzip a record": gzipped,
    "gzip of all": lambda *records: gzipped(b"".join(records)),
}


@given(
    body=st.binary(max_size=300),
    names=st.lists(st.sampled_from([*CODINGS]), max_size=3),
    size=st.none() | st.integers(1, 400),
    frame=st.sampled_from([*FRAMES]),
)
def test_any_body_comes_out_of_any_coding_as_it_was(
    body: bytes, names: list[str], size: int | None, frame: str
) -> None:
    # A body that begins like its own coding says that it is in it.
    body = b"#" + body
    coded = body
    for name in names:
        coded = CODINGS[name](coded)
    digest = f"sha256:{sha256(coded).hexdigest()}"
    sent = coded if size is None else chunked(coded, size)
    transfer = "" if size is None else "chunked"
    block = http(sent, Content_Encoding=", ".join(names), Transfer_Encoding=transfer)
    request = record(b"GET /ferry HTTP/1.1\r\n\r\n", WARC_Type="request")
    page = record(block, WARC_Payload_Digest=digest)
    enclosed = warc(FRAMES[frame](request, page, request))
    assert (enclosed.data, [*enclosed.findings]) == (body, [])


@pytest.mark.slow
def test_a_body_of_some_megabytes_comes_out_whole() -> None:
    for body in (bytes(3 << 20), os.urandom(3 << 20), b"#" * ((1 << 20) + 1)):
        for pack in (gzip.compress, zlib.compress, raw_deflate):
            coding = "gzip" if pack is gzip.compress else "deflate"
            assert warc(record(http(pack(body), Content_Encoding=coding))).data == body


def test_records_that_hold_no_response_are_stepped_over() -> None:
    others = [
        record(b"software: x\r\n", WARC_Type="warcinfo", Content_Type="application/warc-fields"),
        record(http(b""), WARC_Type="revisit"),
        record(b"GET / HTTP/1.1\r\n\r\n", WARC_Type="request"),
        record(b"fetchTimeMs: 5\r\n", WARC_Type="metadata", Content_Type="application/warc-fields"),
        record(b"<p>made later", WARC_Type="conversion", Content_Type="text/html"),
        record(b"20160320\n", "dns:example.org", Content_Type="text/dns"),
        record(b"<p>a note", "urn:text:https://example.org/", WARC_Type="resource", Content_Type="text/html"),
        record(b"--wait 1", "metadata://gnu.org/log.txt", WARC_Type="resource", Content_Type="text/plain"),
        record(b"", Content_Length="0"),
        record(b"\r\n"),
        record(WARC_Target_URI=""),
        record(WARC_Type=""),
    ]  # fmt: skip
    assert warc(b"".join([*others, record(), *others])).data == PAGE
    assert "the web archive contains no response" in problem(b"".join(others))


def test_a_file_that_was_received_without_http_is_a_page() -> None:
    enclosed = warc(record(PAGE, WARC_Type="resource", Content_Type="text/html; charset=utf-8"))
    assert (enclosed.data, enclosed.media_type) == (PAGE, "text/html;charset=utf-8")


@each_case("version", ["0.17", "0.18", "1.0", "1.1"])
def test_every_version_of_the_standard_is_read(version: str) -> None:
    data = record(None, f"<{WHERE}>", WARC_Date="2016-03-20T09:30:00.123456Z")
    enclosed = warc(data.replace(b"WARC/1.0", f"WARC/{version}".encode()))
    assert enclosed.fields["address"] == WHERE
    assert enclosed.fields["received_at"] == "2016-03-20T09:30:00.123456Z"


def test_a_body_whose_coding_was_undone_by_the_crawler_is_taken_as_it_is() -> None:
    for coding in ("gzip", "deflate"):
        assert warc(record(http(Content_Encoding=coding))).data == PAGE
    assert warc(record(http(Transfer_Encoding="chunked"))).data == PAGE


@each_case(
    ("sent", "kept"),
    [
        ("text/html ; charset=UTF-8;", "text/html;charset=UTF-8"),
        ('text/html;charset="utf-8"; x y; z=1', 'text/html;charset="utf-8";z=1'),
        ("Text/HTML", "Text/HTML"),
    ],
)
def test_the_media_type_is_kept_without_blanks(sent: str, kept: str) -> None:
    assert warc(record(http(kind=sent))).media_type == kept


def test_where_the_server_gave_no_type_the_one_that_was_identified_is_taken() -> None:
    data = record(http(kind=""), WARC_Identified_Payload_Type="text/html")
    assert warc(data).media_type == "text/html"


# --- which page ---

THREE = (
    record(http(b"<p>one"))
    + record(http(b"<p>two"), OTHER, WARC_Date="2017-01-01T00:00:00Z")
    + record(http(b"<p>three"), WARC_Date="2018-01-01T00:00:00Z")
    + record(http(b"User-agent: *", kind="text/plain"), "https://example.org/robots.txt")
    + record(http(b"\x89PNG", kind="image/png"), "https://example.org/a.png")
)


def test_of_several_pages_one_has_to_be_chosen() -> None:
    assert problem(THREE) == (
        "error error[several-pages]: the web archive contains 3 pages "
        "(choose one by its number: --text N, or use --address)\n"
        "note note[several-pages]: 1: https://example.org/ferry (2016-03-20T09:30:00Z)\n"
        "note note[several-pages]: 2: https://example.org/other (2017-01-01T00:00:00Z)\n"
        "note note[several-pages]: 3: https://example.org/ferry (2018-01-01T00:00:00Z)"
    )
    assert [warc(THREE, text=n).data for n in (1, 2, 3)] == [b"<p>one", b"<p>two", b"<p>three"]
    assert warc(THREE, address=OTHER).data == b"<p>two"
    assert warc(THREE, address=f"{OTHER}#part").data == b"<p>two"
    assert warc(THREE, address=WHERE, text=3).data == b"<p>three"


def test_an_address_that_was_received_twice_does_not_tell_which() -> None:
    message = problem(THREE, address=WHERE)
    assert "contains 2 pages with this address (choose one by its number: --text N)" in message
    assert [line.split(": ")[1] for line in message.splitlines()[1:]] == ["1", "3"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"text": 4}, "there is no page number 4 in"),
        ({"address": "https://no.example/"}, 'no page with the address "https://no.example/" in'),
        ({"text": 2, "address": WHERE}, f'no page number 2 with the address "{WHERE}" in'),
    ],
)
def test_what_is_not_there_is_reported_with_what_is(options: dict[str, Any], expected: str) -> None:
    message = problem(THREE, **options)
    assert expected in message
    assert message.count("note[several-pages]") == 3


def test_no_more_than_twenty_pages_are_named() -> None:
    message = problem(record() * 30)
    assert message.count("note[several-pages]") == 21
    assert message.endswith("and 10 pages more")
    assert warc(record() * 30, text=30).data == PAGE


def test_where_there_is_no_page_another_document_is_taken() -> None:
    text = record(http(b"It rained.", kind="text/plain; charset=utf-8"))
    assert warc(text + record(http(b"", kind="image/gif"))).data == b"It rained."
    assert warc(text + record()).data == PAGE
    assert warc(text + record(None, OTHER), address=WHERE).data == b"It rained."
    assert "contains 2 pages" in problem(text * 2)


def test_only_what_came_through_is_a_page() -> None:
    moved = record(http(b"", "301 Moved", Location="/ferry/"))
    assert problem(record(http(status="404 Not Found")) * 2 + moved).endswith(
        "the web archive has no page with status 200; its responses are: "
        "2 times status 404, 1 time status 301"
    )


def test_an_address_leads_to_where_it_was_redirected() -> None:
    chain = (
        record(http(b"", "301 Moved", Location="http://example.org/b"), "http://example.org/a")
        + record(http(b"", "308 Moved", Location="//example.org/c"), "http://example.org/b")
        + record(http(b"<p>here"), "http://example.org/c")
        + record()
    )
    enclosed = warc(chain, address="http://example.org/a")
    assert (enclosed.data, enclosed.fields["address"]) == (b"<p>here", "http://example.org/c")
    assert "no page with the address" in problem(record(), address="http://example.org/a")


def test_redirects_in_a_circle_end() -> None:
    circle = record(http(b"", "301 Moved", Location=OTHER)) + record(
        http(b"", "301 Moved", Location=WHERE), OTHER
    )
    assert "no page with status 200" in problem(circle, address=WHERE)
    endless = b"".join(
        record(http(b"", "301 Moved", Location=f"/{n + 1}"), f"https://example.org/{n}")
        for n in range(200)
    )
    last = record(None, "https://example.org/200")
    assert "no page with the address" in problem(endless + last, address="https://example.org/0")


# --- what is noticed ---


@each_case(
    ("digest", "expected"),
    [
        (f"sha1:{b32encode(sha1(PAGE).digest()).decode()}", []),
        (f"sha1:{sha1(PAGE).hexdigest()}", []),
        (f"SHA-256:{sha256(PAGE).hexdigest().upper()}", []),
        (f"sha256:{b32encode(sha256(PAGE).digest()).decode().rstrip('=')}", []),
        (f"sha1:{sha1(PAGE + b'.').hexdigest()}", ["digest-differs"]),
        ("sha1:AAAA", ["digest-differs"]),
        ("sha1:" + "1" * 32, ["digest-differs"]),  # 1 is no digit of base 32
        ("blake3:AAAA", ["digest-differs"]),
        ("no digest", ["digest-differs"]),
    ],
)
def test_the_digest_of_the_page_is_compared(digest: str, expected: list[str]) -> None:
    assert codes(record(WARC_Payload_Digest=digest)) == expected


def test_a_digest_may_be_taken_before_the_chunks_are_joined() -> None:
    sent = chunked(PAGE, 20)
    for of in (sent, PAGE):
        digest = f"sha256:{sha256(of).hexdigest()}"
        data = record(http(sent, Transfer_Encoding="chunked"), WARC_Payload_Digest=digest)
        assert codes(data) == []


@each_case(
    "data",
    [
        record(WARC_Truncated="length"),
        record(WARC_Segment_Number="1"),
        record(http(Content_Length="1000")),
    ],
)
def test_a_page_that_is_not_whole_is_reported(data: bytes) -> None:
    assert codes(data) == ["page-incomplete"]


def test_a_length_of_what_was_sent_before_it_was_decoded_is_no_matter() -> None:
    assert codes(record(http(Content_Length="5", Content_Encoding="gzip"))) == []


def test_what_a_record_cannot_hold_is_reported() -> None:
    block = http(Memento_Datetime="Sun, 20 Mar 2016 09:30:01 GMT", Link="<x:y>; rel=original")
    enclosed = warc(record(block, "https://example.org/a  b", WARC_Date="yesterday"))
    assert "memento" not in enclosed.fields
    assert [found.code for found in enclosed.findings] == ["not-kept", "not-kept"]
    assert (enclosed.fields["address"], enclosed.fields["received_at"]) == (None, None)


def test_a_memento_in_an_archive_says_whence_the_page_was_first_received() -> None:
    of = "https://web.archive.org/web/20160320093000id_/https://example.org/a"
    link = '<https://example.org/a?b=1,2>; rel="original latest", <https://x.example/>; rel=first'
    block = http(Memento_Datetime="Sun, 20 Mar 2016 09:30:01 GMT", Link=link)
    for data, original, at in (
        (record(block, of), "https://example.org/a?b=1,2", "2016-03-20T09:30:01Z"),
        (record(None, of), "https://example.org/a", "2016-03-20T09:30:00Z"),
    ):
        fields = warc(data).fields
        assert (fields["address"], fields["received_at"]) == (original, at)
        assert fields["memento"] == {"address": of, "received_at": WHEN}
        assert fields["taken_from"]["file"] == "ferry.warc"


# --- what is damaged, or meant to do harm ---


@pytest.mark.slow
def test_a_file_that_is_cut_off_anywhere_gives_the_page_whole_or_none() -> None:
    for data in (record() + record(WARC_Type="request"), gzipped(record(), record(None, OTHER))):
        whole = 0
        for size in range(len(data)):
            try:
                enclosed = warc(data[:size])
            except ReadError:
                pass
            else:
                assert enclosed.data == PAGE
                whole += 1
        assert whole > 50


@each_case(
    ("data", "expected"),
    [
        (b"", "the web archive contains no response"),
        (b"WARC/2.0\r\n\r\n", 'record 1 is not a WARC record: "WARC/2.0"'),
        (gzipped(gzipped(record())), "the file is in gzip twice; unpack it once"),
        (record(Content_Length="-1"), 'record 1 has an invalid Content-Length: "-1"'),
        (record(Content_Length=""), 'record 1 has an invalid Content-Length: ""'),
        (
            record(Content_Length=str(2**63)),
            f"is cut off: it lacks {2**63 - len(http()) - 4:,} bytes",
        ),
        (record(X="x" * 10_000_000), "record 1 has a header of more than 1048576 bytes"),
        (record(http(X="x" * 10_000_000)), "record 1 has a header of more than 1048576 bytes"),
        (b"WARC/1.0" + b"x" * 10_000_000, "record 1 has a header of more than 1048576 bytes"),
        (
            gzipped(record(http(bytes(30_000_000)))),
            "the unpacked file is more than 100 times as large",
        ),
        (record(http(Content_Encoding="pack200")), 'in an unknown content coding: "pack200"'),
        (record(http(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")), "(gzip): it is cut off"),
        (record(http(b"\x1f\x8bno", Content_Encoding="gzip")), "cannot be decoded (gzip)"),
        (record(http(b"no", Content_Encoding="deflate")), "cannot be decoded (deflate)"),
        (record(http(b"9\r\nab", Transfer_Encoding="chunked")), "it is cut off within a chunk"),
        (record(http(b"1\r\nab\r\n", Transfer_Encoding="chunked")), "a chunk has no length"),
        (record(http(b"1\r\na\r\n", Transfer_Encoding="chunked")), "it is cut off after a chunk"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, expected: str) -> None:
    message = problem(data)
    assert expected in message
    assert message.startswith("error ")
    assert "no-page" not in message or expected == "the web archive contains no response"


def test_what_follows_a_wrong_length_is_not_guessed_at() -> None:
    """The body of a page may hold what looks like a record."""
    wrong = record(http(b"<p>one"), Content_Length=str(len(http(b"<p>one")) - 2))
    found = warc(wrong + record(None, OTHER)).findings
    [finding] = found
    assert finding.code == "web-archive-damaged"
    assert (
        'record 2 does not begin like a record: "ne"; the length of the previous record may be'
        in str(finding)
    )
    forged = record(http(PAGE + record(None, "https://forged.example/")))
    assert warc(forged).fields["address"] == WHERE


@each_case("coding", ["gzip", "deflate", ""])
def test_a_page_is_not_larger_than_any_article(
    coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_bodies, "MOST", 50_000)
    monkeypatch.setattr("archive.articles.web_archives.page_selection.MOST", 50_000)
    pack = CODINGS[coding or "identity"]
    assert len(warc(record(http(pack(b"#" * 50_000), Content_Encoding=coding))).data) == 50_000
    for body in (b"#" * 50_001, b"#" * 5_000_000):
        message = problem(record(http(pack(body), Content_Encoding=coding)))
        assert "error[page-too-large]" in message
    several = gzip.compress(b"#" * 30_000) * 2
    assert "page-too-large" in problem(record(http(several, Content_Encoding="gzip")))


def test_a_page_that_is_not_wanted_may_have_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.articles.web_archives.page_selection.MOST", 50_000)
    assert warc(record(http(b"#" * 60_000), OTHER) + record(), text=2).data == PAGE


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        lambda n: record() * n,
        lambda n: gzipped(*[record()] * n),
        lambda n: record() + b"\r\n" * (50 * n),
        lambda n: record(**{f"X_{i}": "x" for i in range(min(n, 20_000))}),
        lambda n: record(X="x" + "\r\n x" * n),
        lambda n: record(http(b"1\r\na\r\n" * n + b"0\r\n\r\n", Transfer_Encoding="chunked")),
        lambda n: record(http(gzip.compress(b"") * n, Content_Encoding="gzip")),
        lambda n: record(http(gzip.compress(os.urandom(100 * n)), Content_Encoding="gzip")),
    ],
)
def test_the_time_grows_with_the_file_and_no_faster(make: Callable[[int], bytes]) -> None:
    def work(n: int) -> Callable[[], object]:
        data = make(n)
        return lambda: warc(data, text=1)

    assert grows(work, 1500) < MOST


_READ = """
import re, sys
from archive.articles.web_archives import unpack_warc
with open(sys.argv[1], "rb") as stream:
    enclosed = unpack_warc(stream, "large.warc")
most = re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1]
print(len(enclosed.data), enclosed.fields["taken_from"]["size_bytes"], most)
"""


@pytest.mark.slow
def test_a_file_of_two_gibibytes_is_never_held(tmp_path: Path) -> None:
    large = tmp_path / "large.warc"
    size = ((1 << 30) if MANY else (1 << 28)) - 1
    film = record(http(b"", kind="video/mp4"), Content_Length=str(size))[:-4]
    header = len(film) - len(http(b"", kind="video/mp4"))
    with large.open("wb") as file:
        for between in (record(), record(WARC_Type="request")):
            start = file.tell()
            file.write(film)
            file.seek(start + header + size)  # sparse: nothing is written between
            file.write(b"\r\n\r\n" + between)
    run = [sys.executable, "-c", _READ, str(large)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    found, read, kilobytes = map(int, done.stdout.split())
    assert (found, read) == (len(PAGE), large.stat().st_size)
    assert read > (1 << 31 if MANY else 1 << 29)
    assert kilobytes < 64 << 10  # half of it is Python and its modules


# --- libraries ---


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*(n for n in sys.modules if n.startswith("warcio.")), "warcio.statusandheaders"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=r"reading WARC and WACZ needs .*\[web\]"):
        warc(record())


@pytest.mark.parametrize(("coding", "library"), [("br", "brotli"), ("zstd", "zstandard")])
def test_a_coding_whose_library_is_missing_is_reported(
    coding: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    message = problem(record(http(b"\x0b\x02\x80", Content_Encoding=coding)))
    assert f"compressed with {coding}, but {library} is not installed" in message


def test_brotli_is_unpacked_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the interface of the library, whose packing is zlib's here."""

    class Decompressor:
        def __init__(self) -> None:
            self._zlib = zlib.decompressobj()

        def process(self, data: bytes) -> bytes:
            assert len(data) <= 64
            try:
                return self._zlib.decompress(data)
            except zlib.error as problem:
                raise library.error(*problem.args) from None

        def is_finished(self) -> bool:
            return self._zlib.eof

    library: Any = ModuleType("brotli")
    library.Decompressor, library.error = Decompressor, type("error", (Exception,), {})
    monkeypatch.setitem(sys.modules, "brotli", library)
    sent = zlib.compress(PAGE * 50)
    assert warc(record(http(sent, Content_Encoding="br"))).data == PAGE * 50
    assert warc(record(http(Content_Encoding="br"))).data == PAGE
    assert "(br): it is cut off" in problem(record(http(sent[:-5], Content_Encoding="br")))
    assert "(br): Error" in problem(record(http(b"\0no", Content_Encoding="br")))
    monkeypatch.setattr(http_bodies, "MOST", 1000)
    assert "page-too-large" in problem(record(http(sent, Content_Encoding="br")))


# --- other people's files and programs ---


def test_what_warcio_writes_is_read(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    for packs in (True, False):
        stream = BytesIO()
        writer = WARCWriter(stream, gzip=packs)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "x"}))
        headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
        status = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        page = writer.create_warc_record(
            WHERE, "response", payload=BytesIO(gzip.compress(PAGE)), http_headers=status
        )
        writer.write_record(page)
        enclosed = warc(stream.getvalue())
        assert (enclosed.data, [*enclosed.findings]) == (PAGE, [])
        assert enclosed.fields["received_at"] == page.rec_headers.get_header("WARC-Date")


REAL = {
    "commoncrawl.warc.gz": ("http://commoncrawl.org/", "2019-12-10T10:00:01Z", 20289),
    "example-iana-chunked.warc": ("http://www.iana.org/", "2017-03-06T16:54:09Z", 7223),
    "example.warc.gz": ("http://example.com/", "2017-03-06T04:02:06Z", 1270),
}


@each_case("name", [*REAL])
def test_real_files_give_what_warcio_gives(name: str, shared: Callable[[str], Path]) -> None:
    from warcio.archiveiterator import ArchiveIterator

    path = shared(f"ingest/warc/{name}")
    enclosed = warc(path.read_bytes())
    assert [*enclosed.findings] == []
    assert (
        enclosed.fields["address"],
        enclosed.fields["received_at"],
        len(enclosed.data),
    ) == REAL[name]
    with path.open("rb") as stream:
        theirs = [one.content_stream().read() for one in ArchiveIterator(stream) if one.rec_type == "response"]  # fmt: skip
    assert theirs == [enclosed.data]


def test_a_text_in_an_archive_becomes_a_record() -> None:
    data = record(http(b"The ferry\n\nIt is late.\n", kind="text/plain"))
    result = archive.receive(data, file="ferry.warc")
    assert [block.text for block in result.document.text_blocks()] == ["The ferry", "It is late."]
    [capture] = result.document.captures
    assert (capture.address, capture.received_at) == (WHERE, WHEN)
    assert capture.taken_from is not None
    assert capture.taken_from.file == "ferry.warc"
    assert [*result.findings] == []
    assert result.files == {capture.file: b"The ferry\n\nIt is late.\n"}


def test_a_time_that_is_given_is_taken_where_the_archive_has_none() -> None:
    data = record(http(b"It is late.\n", kind="text/plain"), WARC_Date="yesterday")
    result = archive.receive(data, received_at=WHEN)
    [capture] = result.document.captures
    assert capture.received_at == WHEN
    assert [found.code for found in result.findings] == ["not-kept"]
    assert archive.receive(data).document.captures[0].received_at is None
