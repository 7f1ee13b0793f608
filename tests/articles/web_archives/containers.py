"""Builds WARC and WACZ files byte by byte, so that they can be wrong."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from archive.articles.content import Enclosed
from archive.articles.web_archives import unpack_wacz, unpack_warc

PAGE = b"<!DOCTYPE html>\n<title>The ferry</title>\n<p>The ferry is late again.\n"
WHERE = "https://example.org/ferry"
WHEN = "2016-03-20T09:30:00Z"


def http(
    body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html", **fields: str
) -> bytes:
    """A response as its server sent it."""
    fields = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in fields.items()}}
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status}\r\n{header}\r\n".encode() + body


def record(block: bytes | None = None, address: str = WHERE, /, **fields: str) -> bytes:
    """A record; of a response, unless WARC_Type says something else."""
    block = http() if block is None else block
    header_fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:38f87378-08e3-11eb-9da5-542696d5febd>",
        "WARC-Target-URI": address,
        "WARC-Date": WHEN,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    header = "".join(f"{name}: {value}\r\n" for name, value in header_fields.items() if value)
    return f"WARC/1.0\r\n{header}\r\n".encode() + block + b"\r\n\r\n"


def warc(data: bytes, name: str = "ferry.warc", **options: Any) -> Enclosed:
    """What is taken out of a WARC file."""
    return unpack_warc(BytesIO(data), name, **options)


def wacz(data: bytes, name: str = "ferry.wacz", **options: Any) -> Enclosed:
    """What is taken out of a WACZ file."""
    return unpack_wacz(BytesIO(data), name, **options)


def packed(
    warcs: Mapping[str, bytes],
    pages: Sequence[Mapping[str, str]] | None = None,
    *,
    listed: Mapping[str, Any] | None = None,
    others: Mapping[str, bytes] | None = None,
    way: int = ZIP_STORED,
) -> bytes:
    """A WACZ file; `listed` replaces what its list says of a file, `None` takes it out of there."""
    files = {f"archive/{name}": data for name, data in warcs.items()} | dict(others or {})
    if pages is not None:
        lines = [{"format": "json-pages-1.0", "id": "pages", "title": "Pages"}, *pages]
        files["pages/pages.jsonl"] = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    resources: dict[str, Any] = {
        name: {"path": name, "hash": f"sha256:{sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in files.items()
    }
    resources |= dict(listed or {})
    package = {"profile": "data-package", "resources": [r for r in resources.values() if r]}
    return zipped({**files, "datapackage.json": json.dumps(package).encode()}, way)


def zipped(files: Mapping[str, bytes], way: int = ZIP_STORED) -> bytes:
    """A zip file of these files."""
    made = BytesIO()
    with ZipFile(made, "w") as zip:
        for name, data in files.items():
            zip.writestr(ZipInfo(name), data, way)  # without the time
    return made.getvalue()


def gzipped(*members: bytes) -> bytes:
    """Members of gzip, one after the other."""
    return b"".join(gzip.compress(member, 1, mtime=0) for member in members)
