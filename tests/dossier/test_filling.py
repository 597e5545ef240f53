"""Every type can be set: archival, readable, without an empty box, filled or blank."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from mingjian.dossier.filling import GAP, Values, elements_of, fill_type
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.pdf import FORMS, picture_of, print_content
from mingjian.law.document_types import DocumentType, Shape, document_type, document_types
from tests.dossier.sample import EMPTY, SAMPLE

AT = datetime(2026, 5, 11, 2, 0, tzinfo=UTC)
each_type = pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.code)


def pdf_of(kind: DocumentType, values: Values) -> PdfReader:
    content = fill_type(kind=kind, values=values)
    printed = print_content(content=content, template=FORMS, at=AT, bears_seal=kind.bears_seal)
    assert (printed.seal_place is not None) == kind.bears_seal
    return PdfReader(BytesIO(printed.pdf))


def text_of(reader: PdfReader) -> str:
    text = "".join(page.extract_text() for page in reader.pages)
    return "".join(text.split())


@each_type
@pytest.mark.parametrize("values", [SAMPLE, EMPTY], ids=["filled", "blank"])
def test_every_type_is_archival_with_its_fonts_and_its_title(kind: DocumentType, values: Values):
    reader = pdf_of(kind, values)

    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    title = "封" if kind.shape is Shape.STRIP else kind.title
    assert title in text_of(reader)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())


@each_type
def test_what_the_case_knows_is_written_and_nothing_else(kind: DocumentType):
    known = {name for name in elements_of(kind) if SAMPLE.of(name)}
    content = fill_type(kind=kind, values=SAMPLE)
    said = str(content)

    assert all(SAMPLE.of(name).rstrip("。") in said for name in known)
    assert "None" not in said
    assert "{" not in "".join(content["paragraphs"])


@each_type
def test_without_a_case_only_blanks_stand_there(kind: DocumentType):
    content = fill_type(kind=kind, values=Values({}, {}))

    assert {row[1] for row in content["rows"]} <= {""}
    assert content["agency"] == GAP


def test_a_form_of_the_product_has_the_product_s_title_and_mark():
    for kind in document_types():
        if kind.kind:
            own = DocumentKind(kind.kind)

            assert (kind.title, kind.mark) in {(own.title, own.mark), ("结案审批表", "")}


def test_a_list_has_rows_to_write_in():
    content = fill_type(kind=document_type("CF24"), values=SAMPLE)

    assert len(content["table"]) == 10
    assert {len(row) for row in content["table"]} == {6}


def test_a_full_stop_of_a_value_does_not_stand_twice():
    notice = document_type("CF37")
    content = fill_type(kind=notice, values=SAMPLE)

    assert "。。" not in "".join(content["paragraphs"])


def test_a_picture_shows_the_first_page():
    content = fill_type(kind=document_type("CF09"), values=SAMPLE)

    assert picture_of(content=content, template=FORMS, dots_per_inch=36).startswith(b"\x89PNG")
