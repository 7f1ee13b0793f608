"""Decodes the body of a response (transfer and content coding), and checks its digest."""

from __future__ import annotations

import re
import zlib
from base64 import b16decode, b32decode
from binascii import Error as NotInBase
from collections.abc import Callable, Iterable, Iterator
from hashlib import new as new_digest

from archive.errors import ReadError
from archive.findings import Finding, short, warning

MOST = 100_000_000
"""The maximum size of a response, in bytes, both before and after decoding."""
_PACKED_PIECE = 64
"""How many bytes in Brotli or zstd are decompressed at a time. It is small, because a few bytes can
become megabytes (a decompression bomb)."""
_PIECE = 1 << 14
_UNPACKED_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_WINDOW = 8 << 20
"""The largest window that a server may require of a browser (RFC 9659)."""
_CONTROLS = rb"[\x00-\x08\x0e-\x1a]"


class _Malformed(ValueError):
    """The body is not valid in its coding; the message says why."""


def too_large_error(address: str) -> ReadError:
    """Return the error for a response that is larger than the limit."""
    message = f"the response from {address} has more than {MOST:,} bytes, which is the limit"
    return ReadError([Finding("page-too-large", message)])


def decoded(
    body: bytes, transfer_coding: str | None, content_coding: str | None, address: str
) -> bytes:
    """Return the body after transfer and content decoding (RFC 9112, 7; RFC 9110, 8.4).

    Some crawlers store the decoded body but keep the header; such a coding is skipped.

    Raises:
        ReadError: The body is in an unknown coding, cut off, damaged, or too large.
    """
    codings = _coding_names(content_coding)
    if _coding_names(transfer_coding)[-1:] == ["chunked"]:
        codings += ["chunked"]
    for coding in reversed(codings):
        try:
            body = _UNDO[coding](body)
        except KeyError:
            message = (
                f"the response from {address} is in an unknown content coding: {short(coding)}"
            )
            raise _not_decoded_error(message, "supported: gzip, deflate, br and zstd") from None
        except ImportError:
            library = _LIBRARIES[coding]
            message = f"the response from {address} is compressed with {coding}, but {library}"
            raise _not_decoded_error(
                f"{message} is not installed", f"pip install {library}"
            ) from None
        except _Malformed as problem:
            message = f"the response from {address} cannot be decoded ({coding}): {problem}"
            raise _not_decoded_error(message, None) from None
        except _TooLarge:
            raise too_large_error(address) from None
    return body


class _TooLarge(Exception):
    """The body is larger than the limit when it is decoded."""


def _not_decoded_error(message: str, hint: str | None) -> ReadError:
    return ReadError([Finding("page-not-decoded", message, hint)])


def _coding_names(coding: str | None) -> list[str]:
    names = (name.strip().lower().removeprefix("x-") for name in (coding or "").split(","))
    return [name for name in names if name not in ("", "identity", "none")]


# --- codings ---

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")


def _unchunked(body: bytes) -> bytes:
    """Return a chunked body without chunk lengths and without the trailer at the end."""
    if _CHUNK.match(body) is None:
        return body
    chunks: list[memoryview] = []
    at, view = 0, memoryview(body)
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(chunks)
        start, at = found.end(), found.end() + size
        chunks.append(view[start:at])
        if at > len(body):
            raise _Malformed("it is cut off within a chunk")
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    raise _Malformed("it is cut off after a chunk" if at >= len(body) else "a chunk has no length")


def _inflated(body: bytes, *forms: int) -> bytes:
    """Return the body decompressed by zlib, with the first of these window sizes that works."""
    reasons = []
    for form in forms:
        try:
            return b"".join(_members(body, form))
        except zlib.error as problem:
            reasons.append(str(problem))
    raise _Malformed(reasons[0])


def _members(body: bytes, form: int) -> Iterator[bytes]:
    """Yield the decompressed data of each stream in the body, in pieces, up to the limit."""
    view, at, left = memoryview(body), 0, MOST
    while at < len(body):
        unpacker = zlib.decompressobj(form)
        while at < len(body) and not unpacker.eof:
            packed: bytes | memoryview = view[at : at + _PIECE]
            at += len(packed)
            is_full = True
            while (packed or is_full) and not unpacker.eof:
                piece = unpacker.decompress(packed, _UNPACKED_PIECE)
                packed, is_full = unpacker.unconsumed_tail, len(piece) == _UNPACKED_PIECE
                left -= len(piece)
                if left < 0:
                    raise _TooLarge
                yield piece
            at -= len(unpacker.unused_data)
        if not unpacker.eof:
            raise _Malformed("it is cut off")
        if not body.startswith(_GZIP, at):
            return  # data after the stream that is not gzip is ignored, as in browsers


def _gunzipped(body: bytes) -> bytes:
    return _inflated(body, 16 + zlib.MAX_WBITS) if body.startswith(_GZIP) else body


def _undeflated(body: bytes) -> bytes:
    """Return a body decompressed from deflate; some servers omit the zlib header."""
    return body if _is_page(body) else _inflated(body, zlib.MAX_WBITS, -zlib.MAX_WBITS)


def _unbrotlied(body: bytes) -> bytes:
    import brotli  # type: ignore[import-not-found]

    unpacker = brotli.Decompressor()
    try:
        whole = _within_limit(
            unpacker.process(body[at : at + _PACKED_PIECE])
            for at in range(0, len(body), _PACKED_PIECE)
        )
    except brotli.error as problem:
        if _is_page(body):
            return body
        raise _Malformed(str(problem)) from None
    if not unpacker.is_finished():
        raise _Malformed("it is cut off")
    return whole


def _unzstandard(body: bytes) -> bytes:
    import zstandard  # type: ignore[import-not-found]

    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def frame() -> Iterator[bytes]:
        for at in range(0, len(body), _PACKED_PIECE):
            if unpacker.eof:
                return  # a page is one frame
            yield unpacker.decompress(body[at : at + _PACKED_PIECE])

    if not body.startswith(_ZSTD):
        return body
    try:
        whole = _within_limit(frame())
    except zstandard.ZstdError as problem:
        raise _Malformed(str(problem)) from None
    if not unpacker.eof:
        raise _Malformed("it is cut off")
    return whole


def _within_limit(pieces: Iterator[bytes]) -> bytes:
    found, left = [], MOST
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise _TooLarge
        found.append(piece)
    return b"".join(found)


def _is_page(body: bytes) -> bool:
    """Whether a body is already decoded, because it begins like a page."""
    return re.match(rb"\s*<[!?A-Za-z]", body) is not None and not re.search(
        _CONTROLS, body[:_PIECE]
    )


_UNDO: dict[str, Callable[[bytes], bytes]] = {
    "chunked": _unchunked,
    "gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
    "zstd": _unzstandard,
}
_LIBRARIES = {"br": "brotli", "zstd": "zstandard"}


# --- digests ---

_KNOWN = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_FORM = re.compile(r"([A-Za-z0-9-]+):([A-Za-z0-9+/=_-]+)")


def digest_findings(stated: str, bodies: Iterable[bytes], address: str) -> Iterator[Finding]:
    """Yield a warning if the stated digest differs from the body, or cannot be checked.

    Args:
        stated: The digest in the archive: `sha1:`, then base 32 or hexadecimal digits.
        bodies: The body in several states of decoding; the digest may be of any of them. By the
            standard, it is of the body after transfer decoding, but programs differ.
        address: The address from which the body was received.
    """
    form = _FORM.fullmatch(stated)
    name = form[1].lower().replace("-", "") if form else ""
    if form is None or name not in _KNOWN:
        message = f"the digest of {address} is of an unknown kind: {short(stated)}"
        yield warning("digest-differs", "", message)
        return
    wanted = _digest_in(form[2], new_digest(name, usedforsecurity=False).digest_size)
    if all(new_digest(name, body, usedforsecurity=False).digest() != wanted for body in bodies):
        message = f"the response from {address} differs from its stated digest: {short(stated)}"
        hint = "it was changed, or the program that received it computed the digest differently"
        yield warning("digest-differs", "", message, hint)


def _digest_in(text: str, size_bytes: int) -> bytes | None:
    for decode, length in ((b16decode, size_bytes * 2), (b32decode, -(-size_bytes * 8 // 5))):
        if len(text.rstrip("=")) == length:
            padded = text.rstrip("=").upper()
            try:
                return decode(padded + "=" * (-len(padded) % 8 if decode is b32decode else 0))
            except (NotInBase, ValueError):
                return None
    return None
