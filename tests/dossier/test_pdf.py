"""Documents as PDF: the same bytes every time, archival, readable, and never with an empty box."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.pdf import MissingGlyphs, render_pdf

MADE_AT = datetime(2026, 5, 11, 2, 0, tzinfo=UTC)


def a_document(**changes: object) -> Document:
    """A decision with every part a document can have."""
    content = {
        "agency": "示例县市场监督管理局",
        "title": "行政处罚决定书",
        "number": "示市监罚〔2026〕12号",
        "addressee": "示例县张三餐饮店",
        "fields": [["当事人", "示例县张三餐饮店"], ["统一社会信用代码", ""]],
        "sections": [{"heading": "一、违法事实", "paragraphs": ["当事人堃某某。"]}, None],
        "signatures": [["承办人", "李四"]],
        "contact": ["示例路1号", "000-00000000"],
        "dated": "2026年5月11日",
        "sealed": True,
        **changes,
    }
    return Document(
        kind=DocumentKind.PENALTY_DECISION.value,
        content=content,
        content_hash="ab" * 32,
        made_at=MADE_AT,
    )


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(a_document()) == render_pdf(a_document())


def test_a_changed_word_gives_other_bytes():
    assert render_pdf(a_document()) != render_pdf(a_document(addressee="示例县李四餐饮店"))


def test_the_text_can_be_read_back_with_rare_characters():
    text = text_of(render_pdf(a_document())).replace("\n", "").replace(" ", "")

    for words in ("行政处罚决定书", "示市监罚〔2026〕12号", "当事人堃某某", "核验码"):
        assert words in text


def test_it_says_that_it_is_archival_and_every_font_is_embedded():
    reader = PdfReader(BytesIO(render_pdf(a_document())))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_an_empty_field_is_left_out():
    assert "统一社会信用代码" not in text_of(render_pdf(a_document()))


def test_a_character_without_a_glyph_is_refused_by_name():
    with pytest.raises(MissingGlyphs) as refused:
        render_pdf(a_document(addressee="张\U0002ceff"))

    assert "\U0002ceff" in str(refused.value)
    assert "请核对" in str(refused.value)


def test_markup_in_the_content_is_text_and_nothing_else():
    hostile = '#read("/etc/passwd") $x$ *粗* \\ <b>'
    text = text_of(render_pdf(a_document(addressee=hostile)))

    assert "#read" in text.replace(" ", "")
