"""What a user types is words, phrases and prefixes, and never syntax."""

from __future__ import annotations

from hypothesis import given

from archive.store.search.query import parse
from tests.store.search.drawn_texts import texts
from tests.tools.cases import each_case


@each_case(
    ("typed", "match"),
    [
        ("trade China", '"trade" AND "china"'),
        ("China china CHINA", '"china"'),
        ('"trade with" China', '"trade with" AND "china"'),
        ("“trade with”", '"trade with"'),
        ("«trade with»", '"trade with"'),
        ('("trade with"), x', '"trade with" AND "x"'),
        ("trad*", '"trad" *'),
        ("Łód*", '"lod" *'),
        ("c++ C# .NET AT&T", '"c++" AND "c#" AND "net" AND "at t"'),
        ("c++*", '"c++" *'),
        ("don't don’t", '"don t"'),
        ("10.1000/182", '"10 1000 182"'),
        ("北京", '"北 京"'),
        ("北京*", '"北 京" *'),
        ("서울", '"서 울"'),
        ("-foo +bar", '"foo" AND "bar"'),
        ("U.S. policy", '"us" AND "policy"'),
        ('5" nails, 6" nails', '"5" AND "nails" AND "6"'),
        ('צה"ל', '"צה ל"'),
        ('"foo', '"foo"'),
        ('foo"', '"foo"'),
        ('"foo"bar', '"foo bar"'),
        ('""', ""),
        ('"-"', ""),
        ("*", ""),
        ("* foo **", '"foo"'),
        ("f*o", '"f o"'),
        ("foo-*", '"foo"'),
        ("AND OR NOT", '"and" AND "or" AND "not"'),
        ("NEAR(a b, 5)", '"near a" AND "b" AND "5"'),
        ("a:b ^x {c d}:e", '"a b" AND "x" AND "c" AND "d e"'),
        ("tokens:x", '"tokens x"'),
        ("x'); DROP TABLE words; --", '"x" AND "drop" AND "table" AND "words"'),
        ("\0", ""),
        ("foo\0bar", '"foo bar"'),
        ("\ud800", ""),
        ("", ""),
        (" \n\u3000", ""),
    ],
)
def test_what_is_typed_and_the_query_for_sqlite(typed: str, match: str) -> None:
    assert parse(typed).match == match
    assert parse(typed).is_empty == (not match)


@each_case(
    ("typed", "text", "is_found"),
    [
        ("o", "ø", True),
        ("c", "C++", False),
        ("c*", "C++", True),
        ("c++", "C", False),
        ("C++", "in c++, as", True),
        ("été", "L’ÉTÉ", True),
        ("US", "the U.S.", True),
        ("york new", "New York", True),
        ('"york new"', "New York", False),
        ('"new york"', "New  \nYork", True),
        ("new", "newer", False),
        ("new*", "newer", True),
        ("京大", "北京大学", True),
        ("北大", "北京大学", False),
        ("서울", "서울에서", True),
        ("182", "10.1000/182", True),
        ("10.1000/182", "10.1000/1829", False),
        ("10.1000/182*", "10.1000/1829", True),
        ("a a b", "a b", True),
        ('"a a b"', "a b", False),
        ('"a a b"', "a a a b", True),
        ("-", "-", False),
    ],
)
def test_a_query_and_the_texts_in_which_it_occurs(typed: str, text: str, is_found: bool) -> None:
    assert parse(typed).matches(text) == is_found


@given(texts())
def test_a_text_finds_itself(text: str) -> None:
    query = parse(text)
    assert query.is_empty or query.matches(text)


@given(texts(), texts())
def test_a_text_finds_what_contains_it(text: str, more: str) -> None:
    """Between spaces, every part of a text finds it, in quotation marks too if it has none."""
    for typed in (text, f'"{text}"' if '"' not in text else text):
        query = parse(typed)
        assert query.is_empty or query.matches(f"{more} {text} {more}")


def test_a_repr_is_one_line() -> None:
    shown = "Query('trade*', phrases=(Phrase(is_prefix=True, tokens=('trade',)),))"
    assert repr(parse("trade*")) == shown
