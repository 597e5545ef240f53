"""核验文书: a file or a number gets one clear answer; nothing is kept, nothing breaks the page."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from mingjian.portal.trust import documents
from mingjian.seals.authority import TestAuthority
from mingjian.seals.builtin import TestSeals
from mingjian.seals.checking import LARGEST
from mingjian.seals.provider import Place, SealOrder
from mingjian.seals.register import Registration, register_seal
from tests.seals.make import AGENCY, AT, NAME, a_paper

NUMBER, CODE = "示市监罚〔2026〕12号", "ABCD-EFGH-JKLM-NPQR"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """A paper under this installation's test seal."""
    authority = TestAuthority(
        folder=Path(settings.SEAL_KEY_DIR), trust=Path(settings.SEAL_TRUST_DIR)
    )
    order = SealOrder(a_paper(), AGENCY, NAME, Place(0, 300, 300), AT)
    return TestSeals(authority=authority).seal(order=order).pdf


def register(pdf: bytes) -> None:
    told = Registration(NUMBER, CODE, "行政处罚决定书", NAME, "PAdES B-LT", has_legal_force=False)
    register_seal(sealed_sha256=sha256(pdf).hexdigest(), told=told, at=AT)


def upload(visitor: Client, pdf: bytes) -> str:
    sent = SimpleUploadedFile("a.pdf", pdf, content_type="application/pdf")
    answer = visitor.post(reverse("portal:verify-document"), {"file": sent})
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_a_registered_sealed_file_is_genuine_and_says_that_it_is_a_trial(
    visitor: Client, sealed: bytes
):
    register(sealed)
    page = upload(visitor, sealed)

    assert "真实、完整" in page
    assert f"{NAME}于2026年5月11日加盖电子印章" in page
    assert "不具有法律效力" in page


def test_a_sealed_file_that_nobody_registered_is_pointed_out(visitor: Client, sealed: bytes):
    assert "印章有效，但没有登记" in upload(visitor, sealed)


def test_an_altered_file_is_called_altered(visitor: Client, sealed: bytes):
    register(sealed)
    page = upload(visitor, sealed.replace(b"/Rotate", b"/rotate") + b"\n%x")

    assert "盖章后被改动" in page
    assert "不要据此付款" in page


def test_a_paper_without_seal_and_junk_are_told_apart(visitor: Client):
    assert "没有电子印章" in upload(visitor, a_paper())
    assert "不能读取" in upload(visitor, b"MZ\x00 not a pdf")


def test_number_and_code_find_the_register_s_entry(visitor: Client, sealed: bytes):
    register(sealed)
    url = reverse("portal:verify-document")
    found = visitor.get(url, {"number": NUMBER, "code": "abcdefghjklmnpqr"}).content.decode()
    wrong = visitor.get(url, {"number": NUMBER, "code": "AAAA"}).content.decode()

    assert "有用印登记" in found
    assert "2026年5月11日" in found
    assert "没有查到" in wrong


def test_half_a_question_is_answered_with_what_is_missing(visitor: Client):
    answer = visitor.get(reverse("portal:verify-document"), {"number": NUMBER})

    assert answer.status_code == 400
    assert "请同时填写文号和核验码" in answer.content.decode()


def test_an_upload_without_file_or_too_large_is_refused(visitor: Client):
    url = reverse("portal:verify-document")
    empty = visitor.post(url, {})
    large = visitor.post(url, {"file": SimpleUploadedFile("a.pdf", b"0" * (LARGEST + 100_000))})

    assert (empty.status_code, large.status_code) == (400, 413)
    assert "超过 20 MB" in large.content.decode()


def test_more_than_two_at_once_are_asked_to_wait(visitor: Client):
    with documents._AT_ONCE, documents._AT_ONCE:
        answer = visitor.post(reverse("portal:verify-document"), {})

    assert (answer.status_code, answer["Retry-After"]) == (429, "10")


def test_checking_writes_nothing(visitor: Client, sealed: bytes):
    register(sealed)
    with connection.execute_wrapper(refuse_writes):
        assert "真实、完整" in upload(visitor, sealed)


def refuse_writes(execute, statement, values, many, context):
    assert statement.lstrip().upper().startswith("SELECT"), statement
    return execute(statement, values, many, context)


def test_no_answer_is_kept_by_browser_or_proxy(visitor: Client):
    assert visitor.get(reverse("portal:verify-document"))["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_nothing_but_reading_and_the_upload_is_answered(visitor: Client, method: str):
    assert getattr(visitor, method)(reverse("portal:verify-document")).status_code == 405
