"""A zip file of annotations: which text in it is meant, and what is never opened."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

import archive
from archive.annotations import uima
from archive.annotations.external import AnnotationFile
from archive.errors import ReadError
from tests.annotations.uima.test_cas import TWO, cas_json, linked, sofa, span
from tests.samples import from_text

TSV = (
    b"#FORMAT=WebAnno TSV 3.3\n#T_SP=x.A|v\n\n\n#Text=Ann met\n1-1\t0-3\tAnn\ta\n1-2\t4-7\tmet\t_\n"
)
CAS = cas_json(sofa(1, "Bob came."), span(2, 0, 3, v="b"))
SER = b"\xac\xed\x00\x05sr"


def zipped(**files: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


def words(annotation_file: AnnotationFile) -> list[str | None]:
    return [target.exact for one in annotation_file.annotations for target in one.targets]


PROJECT = {
    "exportedproject1.json": b"{}",
    "source/a.txt": b"Ann met",
    "annotation_ser/a.txt/ann.ser": SER,
    "annotation/a.txt/INITIAL_CAS.json": CAS,
    "annotation/a.txt/ann.tsv": TSV,
    "annotation/b.txt/ann.json": CAS,
    "annotation/b.txt/ben.json": CAS,
}
CURATED = {**PROJECT, "curation/a.txt/CURATION_USER.tsv": TSV, "curation/b.txt/x.json": CAS}


def test_a_project_with_curation_is_laid_and_its_java_objects_are_reported(
    shared: Callable[[str], object],
) -> None:
    path = shared("ingest/annotations/inception/project-curated.zip")
    data = path.read_bytes()  # type: ignore[attr-defined]
    onto = from_text("This is an example sentence.", id="a")
    laid = archive.add(onto, data, "uima", file="project-curated.zip")
    [one] = laid.document.annotations
    assert (one.tag, one.anchors[0].exact) == ("Chunk", "This")  # type: ignore[union-attr]
    assert [finding.message.partition(",")[0] for finding in laid.findings] == [
        "serialised Java objects: 3",
        "files that hold no annotations: 4",
    ]


def test_a_project_with_java_objects_only_is_refused(shared: Callable[[str], object]) -> None:
    path = shared("ingest/annotations/inception/project-obama.zip")
    with pytest.raises(ReadError, match="only 2 serialised Java objects") as caught:
        uima.read_annotations(path.read_bytes())  # type: ignore[attr-defined]
    assert "UIMA CAS JSON" in (caught.value.findings[0].hint or "")


def test_what_was_curated_goes_before_what_each_person_did() -> None:
    data = zipped(**CURATED)
    with pytest.raises(ReadError, match=r'holds 2 annotated texts.*there are "a.txt", "b.txt"'):
        uima.read_annotations(data)
    assert (
        words(uima.read_annotations(data, text="b.txt"))
        == words(uima.read_annotations(data, text="2"))
        == ["Bob"]
    )
    [one] = uima.read_annotations(data, text=1).annotations
    assert (one.maker, one.location.file) == (None, "a.txt")


def test_the_text_of_the_record_tells_which_document_is_meant() -> None:
    onto = from_text("Yesterday.\n\nBob came.", id="a", paragraphs="line")
    laid = archive.add(onto, zipped(**CURATED), "uima")
    assert [one.anchors[0].exact for one in laid.document.annotations] == ["Bob"]
    other = from_text("Cem sang.", id="a")
    with pytest.raises(ReadError, match="none has the text of the record"):
        archive.add(other, zipped(**CURATED), "uima")


def test_without_curation_a_person_is_chosen_and_is_the_maker() -> None:
    data = zipped(**PROJECT)
    onto = from_text("Bob came.", id="a")
    with pytest.raises(ReadError, match=r"2 have the text of the record.*b.txt/ann.*b.txt/ben"):
        archive.add(onto, data, "uima")
    laid = archive.add(onto, data, "uima", text="b.txt/ben", by="Ada", trust=True).document
    assert [agent.name for agent in laid.agents] == ["ben", "Ada"]
    [one] = uima.read_annotations(data, text="a.txt/ann").annotations
    assert one.maker is not None
    assert one.maker.name == "ann"
    both = archive.add(laid, data, "uima", text="b.txt/ann", by="Ada", trust=True).document
    assert len(both.annotations) == 2, "what one person did is no new state of what another did"


def test_xmi_is_read_with_the_type_system_beside_it() -> None:
    cas = linked()
    data = zipped(
        **{"TypeSystem.xml": cas.typesystem.to_xml().encode(), "a.xmi": cas.to_xmi().encode()}
    )
    found = uima.read_annotations(data)
    assert found.findings == ()
    assert len(found.annotations) == 6
    assert words(uima.read_annotations(zipped(**{"curation/a/x.zip": data}))) == ["Ann", "Bob"]


def test_any_zip_file_of_annotated_texts_is_read() -> None:
    assert words(uima.read_annotations(zipped(**{"deep/in/it/a.tsv": TSV}))) == ["Ann"]
    assert words(uima.read_annotations(zipped(**{"a.json": TWO}), text="a.json")) == ["Ann"]


def with_entry(entry: ZipInfo, data: bytes = TSV) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr(entry, data)
    return packed.getvalue()


def refused() -> Iterator[tuple[bytes, str]]:
    good = zipped(**{"a.tsv": TSV})
    yield good[:40], "this zip file cannot be read"
    yield b"PK\x03\x04", "this zip file cannot be read"
    at = good.index(b"a.tsv") + 10
    yield good[:at] + b"\xff\xff\xff" + good[at + 3 :], "cannot be unpacked"
    yield zipped(**{"a.tsv": TSV, "b.ser": bytes(17 << 20)}), "bytes unpacked; a file of"
    yield zipped(**{f"{n}.tsv": b"" for n in range(10_001)}), "10000 are allowed"
    link = ZipInfo("a.tsv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    yield with_entry(link), "is a link"
    other = ZipInfo("a.tsv")
    other.compress_type = ZIP_BZIP2
    yield with_entry(other), "not compressed with Deflate"
    encrypted = bytearray(with_entry(ZipInfo("a.tsv")))
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    yield bytes(encrypted), "is encrypted"
    twice = BytesIO()
    with warnings.catch_warnings(), ZipFile(twice, "w") as file:
        warnings.simplefilter("ignore")
        file.writestr("a.tsv", TSV)
        file.writestr("a.tsv", TSV)
    yield twice.getvalue(), "two files with the name"
    yield zipped(**{"a.txt": b"Ann"}), "holds no annotations that can be read"
    yield zipped(**{"curation/a/x.zip": zipped(**{"a.txt": b""})}), "holds 0 annotated texts"
    yield zipped(**{"a.tsv": TSV.replace(b"1-2", b"1-1")}), "1-1 is used twice"


def test_a_zip_file_that_is_not_safe_or_damaged_is_refused() -> None:
    for data, said in refused():
        with pytest.raises(ReadError) as caught:
            uima.read_annotations(data)
        assert said in caught.value.findings[0].message


def test_what_is_wrong_within_a_zip_file_names_the_file_in_it() -> None:
    with pytest.raises(ReadError) as caught:
        uima.read_annotations(zipped(**{"x/a.tsv": TSV.replace(b"1-2", b"1-1")}), file="p.zip")
    assert str(caught.value.findings[0].location) == "p.zip/x/a.tsv:7"
