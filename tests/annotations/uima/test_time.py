"""Reading takes time that grows with the file: text, annotations, links, views, what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from archive.annotations import brat, uima
from archive.annotations.uima import tsv_annotations
from tests.growth import MOST, Work, grows


def json_cas(n: int) -> Work:
    """Annotations of several views, each of which points to another."""
    sofas = [
        {"%ID": i, "%TYPE": "uima.cas.Sofa", "sofaID": f"v{i}", "sofaString": "word 😀 " * n}
        for i in range(2)
    ]
    spans = [
        {"%ID": i + 9, "%TYPE": "x.A", "@sofa": i % 2, "begin": i * 8, "end": i * 8 + 4, "v": "v",
         "@to": (i * 7) % n + 9, "@gone": -i}
        for i in range(n)
    ]  # fmt: skip
    data = json.dumps({"%FEATURE_STRUCTURES": [*sofas, *spans]}).encode()
    return lambda: uima.read_annotations(data, text="v0")


def xmi(n: int) -> Work:
    spans = "".join(
        f'<x:A xmi:id="{i + 9}" sofa="1" begin="{i * 8}" end="{i * 8 + 4}" next="{(i * 7) % n + 9}"/>'
        for i in range(n)
    )
    data = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        f'xmlns:x="http:///x.ecore">{spans}<cas:Sofa xmi:id="1" sofaString="{"word 😀 " * n}"/>'
        "</xmi:XMI>"
    ).encode()
    return lambda: uima.read_annotations(data)


def table(n: int) -> Work:
    """Sentences of ten tokens, with relations to the first of each and a word that is wrong."""
    lines = ["#FORMAT=WebAnno TSV 3.3", "#T_SP=x.A|v", "#T_RL=x.R|k|BT_x.A", "", ""]
    at = 0
    for s in range(1, n // 10 + 1):
        lines.append("#Text=" + " ".join(["word"] * 10))
        for k in range(1, 11):
            word = "word" if k < 10 else "wird"
            number = s * 10 + k // 3
            lines.append(
                f"{s}-{k}\t{at}-{at + 4}\t{word}\ta[{number}]\tk\t{s}-1[{s * 10}_{number}]"
            )
            at += 5
        lines.append("")
    data = "\n".join(lines).encode()
    return lambda: tsv_annotations.read_annotations(data)


def ann(n: int) -> Work:
    lines = [
        f"T{i}\tX {i * 7} {i * 7 + 4}\t{'word' if i % 3 else 'wird'}\n"
        f"R{i}\tY Arg1:T{i} Arg2:T{i * 3}\nA{i}\tZ T{i // 2}\n#{i}\tNote T{i}\tx"
        for i in range(n)
    ]
    data, text = "\n".join(lines).encode(), "word 😀 " * n
    return lambda: brat.read_annotations(data, text=text)


@pytest.mark.slow
@pytest.mark.parametrize(("make", "n"), [(json_cas, 400), (xmi, 400), (table, 400), (ann, 300)])
def test_time_grows_with_the_file(make: Callable[[int], Work], n: int) -> None:
    assert grows(make, n) < MOST
