"""Service: what each way needs, and the day it takes effect."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document, Service
from mingjian.dossier.serving import delivery_breaches, effective_day
from mingjian.law.breach import MoveRefused
from tests.dossier.make import MONDAY, delivery, make_paper, serve

PAPER = Document(kind=DocumentKind.PENALTY_NOTICE.value, dated=MONDAY)
SIGNED = {ServiceMethod.DIRECT, ServiceMethod.ENTRUSTED}


def words(**changes: object) -> str:
    """What is missing in such a service, as one text."""
    return "".join(
        str(breach) for breach in delivery_breaches(delivery=delivery(**changes), document=PAPER)
    )


@pytest.mark.parametrize("method", ServiceMethod)
def test_a_service_with_receiver_and_proof_lacks_nothing(method: ServiceMethod) -> None:
    assert words(method=method) == ""


@pytest.mark.parametrize("method", ServiceMethod)
@pytest.mark.parametrize("proof", ["", "  "])
def test_every_way_needs_its_proof_and_says_which(method: ServiceMethod, proof: str) -> None:
    said = words(method=method, proof=proof)

    assert f"{method.title}没有写明送达凭证" in said
    assert "第八十七条" in said
    assert "请填写" in said or "请写明" in said


@pytest.mark.parametrize("method", ServiceMethod)
def test_only_an_announcement_must_say_why_the_other_ways_failed(method: ServiceMethod) -> None:
    said = words(method=method, efforts=" ")

    assert ("第九十五条第二款" in said) is (method is ServiceMethod.BY_ANNOUNCEMENT)


@pytest.mark.parametrize("method", ServiceMethod)
def test_only_what_is_handed_over_needs_who_signed(method: ServiceMethod) -> None:
    said = words(method=method, receiver=" ")

    assert ("没有写明签收人" in said) is (method in SIGNED)


def test_nothing_is_served_before_it_was_written() -> None:
    said = words(done_on=MONDAY - timedelta(days=1))

    assert "送达日期（2026年5月10日）早于文书日期（2026年5月11日）" in said


def test_everything_that_is_missing_is_said_at_once() -> None:
    found = delivery_breaches(
        delivery=delivery(done_on=date(2026, 1, 1), receiver="", proof=""), document=PAPER
    )

    assert len(found) == 3


@pytest.mark.parametrize("method", ServiceMethod)
def test_only_an_announcement_takes_effect_later(method: ServiceMethod) -> None:
    day = effective_day(delivery=delivery(method=method), announcement_days=30)

    later = timedelta(days=30 if method is ServiceMethod.BY_ANNOUNCEMENT else 0)
    assert day == MONDAY + later


@pytest.mark.django_db
def test_a_service_is_kept_with_its_proof() -> None:
    paper = make_paper()

    serve(paper, receiver=" 钱样本 ", proof=" 签收。 ")

    kept = Service.objects.get(document=paper)
    assert (kept.receiver, kept.proof) == ("钱样本", "签收。")
    assert (kept.done_on, kept.effective_on) == (MONDAY, MONDAY)


@pytest.mark.django_db
def test_an_unlawful_service_is_not_kept() -> None:
    paper = make_paper()

    with pytest.raises(MoveRefused, match="没有写明送达凭证"):
        serve(paper, proof="")

    assert not Service.objects.exists()


@pytest.mark.django_db
def test_a_document_is_served_once() -> None:
    paper = make_paper()
    serve(paper)

    with pytest.raises(Exception, match="dossier_service_document_id_key"):
        serve(paper)
