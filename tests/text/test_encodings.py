"""Encodings have lasting names, stand for the same text for good, and are guessed only where certain."""

from __future__ import annotations

from hashlib import sha256

import pytest

from archive.errors import ReadError, UnknownEncoding
from archive.text.decoding import decode, decode_received
from archive.text.encodings import ENCODINGS, encoding_of, guess_encoding
from tests.tools.cases import each_case


@each_case(
    ("label", "name"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("Latin-1", "windows-1252"),
        ("iso_8859-1:1987", "windows-1252"),
        ("ISO-8859-1", "windows-1252"),
        ("cp1252", "windows-1252"),
        ("latin2", "iso-8859-2"),
        ("SJIS", "shift_jis"),
        ("GB2312", "gbk"),
        ("utf-16", "utf-16le"),
        ("UTF_16BE", "utf-16be"),
        ("mac", "macintosh"),
    ],
)
def test_a_label_stands_for_an_encoding(label: str, name: str) -> None:
    assert encoding_of(label, b"").name == name


def test_utf_16_is_what_its_bytes_say_unless_the_label_says_more() -> None:
    assert encoding_of("utf-16", b"\xfe\xff").name == "utf-16be"
    assert encoding_of("utf-16", b"\xff\xfe").name == "utf-16le"
    assert encoding_of("utf-16le", b"\xfe\xff").name == "utf-16le"


def test_every_name_is_a_label_of_its_own_and_no_label_stands_for_two() -> None:
    labels = [label for e in ENCODINGS for label in {e.name, *e.labels.split()}]
    plain = ["".join(c for c in label if c not in "-_:") for label in labels]
    assert len(set(plain)) == len(plain)
    assert all(encoding_of(e.name, b"") == e for e in ENCODINGS)


@each_case(
    ("label", "near"),
    [
        ("latin9", ("iso-8859-15",)),
        ("windows1252x", ("windows-1252",)),
        ("cp437", ()),
        ("rot13", ()),
        ("base64", ()),
        ("utf-7", ("utf-8",)),
        ("", ()),
        ("\0", ()),
        ("é", ()),
    ],
)
def test_a_name_that_is_none_is_reported_with_those_that_look_like_it(
    label: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownEncoding) as caught:
        encoding_of(label, b"")
    assert caught.value.near[: len(near)] == near
    assert repr(label) in str(caught.value)
    assert "windows-1252" in str(caught.value) or near


@pytest.mark.slow
def test_what_the_bytes_of_each_encoding_stand_for_never_changes() -> None:
    """The text of a capture is derived by them: another table would be another derivation."""
    tables = "\n".join(f"{e.name} {_digest_of_table(e.codec)}" for e in ENCODINGS)
    assert sha256(tables.encode()).hexdigest()[:16] == "45cf5af79e0c7265", tables


def _digest_of_table(codec: str) -> str:
    """A digest of what every byte, and every pair of which the first is not ASCII, stands for."""
    ones = [bytes((a,)) for a in range(256)]
    twos = [bytes((a, b)) for a in range(128, 256) for b in range(256)]
    digest = sha256()
    for sequence in (*ones, *twos):
        try:
            text = sequence.decode(codec)
        except UnicodeDecodeError:
            text = "none"
        digest.update(f"{text}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


# --- decoding ---


@each_case(
    ("media_type", "data", "text"),
    [
        ("text/plain", "Café".encode(), "Café"),
        ("text/plain;charset=utf-8", b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        ("text/plain;charset=windows-1252", b"Caf\xe9 \x96", "Café –"),
        ('text/plain;format=flowed;CHARSET="ISO-8859-1"', b"Caf\xe9", "Café"),
        ("text/plain;charset=utf-16", "Café".encode("utf-16"), "Café"),
        ("text/plain;charset=utf-16", b"\xfe\xff\0C", "C"),
        ("text/plain;charset=utf-16le", b"C\0", "C"),
        ("text/plain;charset=utf-16be", b"\xfe\xff\0C", "C"),
        ("text/plain;charset=shift_jis", "貿易".encode("cp932"), "貿易"),
        ("text/plain;charset=gbk", "新闻€".encode("gb18030"), "新闻€"),
        ("text/plain;charset=iso-2022-jp", "貿易".encode("iso-2022-jp"), "貿易"),
    ],
)
def test_a_capture_is_decoded_by_its_media_type(media_type: str, data: bytes, text: str) -> None:
    assert decode_received(data, media_type) == text


def test_a_byte_that_is_not_in_the_encoding_is_reported_with_value_and_place() -> None:
    with pytest.raises(ReadError) as caught:
        decode(b"Caf\xe9\n\x96 \x81", "latin1")
    [finding] = caught.value.findings
    assert finding.code == "not-in-encoding"
    assert finding.message == "byte 7 is 0x81, which is no character in windows-1252"
    assert (finding.location.line, finding.location.column) == (2, 3)


def test_the_place_of_a_byte_counts_the_byte_order_mark_and_its_column_does_not() -> None:
    with pytest.raises(ReadError) as caught:
        decode(b"\xef\xbb\xbfab\xff")
    [finding] = caught.value.findings
    assert finding.message == "byte 5 is 0xff, which is not valid UTF-8"
    assert (finding.location.line, finding.location.column) == (1, 3)


# --- guessing ---

SENTENCES = {
    "de": "Die Brücke über die Donau wird geschlossen – „für lange“, heißt es.",
    "fr": "L’été fut très sec ; le préfet a fermé l’accès à la forêt dès août.",
    "es": "El año pasado cayó la producción: «no sé por qué», dijo el señor Núñez.",
    "pt": "A situação não é boa; os pães são mais caros, diz o ministério.",
    "sv": "Färjan går från ön på måndag – så är det.",
    "da": "Færgen sejler på søndag, siger kaptajn Sørensen.",
    "is": "Það er ekkert að óttast, sagði ráðherrann í þættinum.",
    "names": "The scale of Ångström is used by Núñez. " + "So they say in all of the papers. " * 70,
    "en": "“It’s over,” she said – the café in Zürich is closed. " * 3,
}


@each_case("language", SENTENCES)
def test_windows_1252_is_guessed_of_what_makes_sense_in_it(language: str) -> None:
    assert guess_encoding(SENTENCES[language].encode("windows-1252")) == "windows-1252"


@each_case(
    ("text", "encoding"),
    [
        ("Příliš žluťoučký kůň úpěl ďábelské ódy.", "windows-1250"),
        ("Zażółć gęślą jaźń.", "windows-1250"),
        ("Zażółć gęślą jaźń.", "iso-8859-2"),
        ("Łódź", "iso-8859-2"),
        ("România are trei țări vecine.", "iso-8859-16"),
        ("Торговля упала.", "windows-1251"),
        ("Торговля упала.", "koi8-r"),
        ("Το εμπόριο έπεσε.", "windows-1253"),
        ("İstanbul’da güneşli bir gün; ağaç, ışık.", "windows-1254"),
        ("Žąsis ėjo į miškelį.", "windows-1257"),
        ("L’été fut très sec.", "mac-roman"),
        ("“It’s over,” she said.", "mac-roman"),
        ("I don’t know.", "mac-roman"),
        ("Două săptămâni.", "windows-1250"),
        ("L’été fut très sec.".replace("’", "'"), "cp850"),
        ("貿易は減った。", "cp932"),
        ("新闻联播", "gb18030"),
        ("무역이 줄었다.", "cp949"),
    ],
)
def test_nothing_is_guessed_of_what_is_in_another_encoding(text: str, encoding: str) -> None:
    assert guess_encoding(text.encode(encoding)) is None


def test_utf_16_is_guessed_by_its_mark() -> None:
    assert guess_encoding("新闻".encode("utf-16")) == "utf-16le"
    assert guess_encoding(b"\xfe\xff" + "新闻".encode("utf-16-be")) == "utf-16be"
    assert guess_encoding("新闻".encode("utf-32")) is None
    assert guess_encoding(b"\xff\xfea") is None
    assert guess_encoding(b"\xff\xfe\x00\xd8a\0") is None


def test_utf_16_without_a_mark_is_guessed_by_its_zero_bytes() -> None:
    assert guess_encoding("Trade fell.".encode("utf-16-le")) == "utf-16le"
    assert guess_encoding("Trade fell.".encode("utf-16-be")) == "utf-16be"
    assert guess_encoding(b"Trade\0fell\xff") is None
    assert guess_encoding(b"\0\0\0T\0\0\0r\0\0\0a") is None
