"""Service as it is kept: only of the sealed file, only as agreed, only after what was tried."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document, Seal, Service
from mingjian.journal.ids import new_id
from mingjian.law.breach import MoveRefused
from mingjian.law.service import AttemptReason
from tests.dossier.make import (
    AT,
    CLERK,
    MONDAY,
    a_confirmation,
    an_attempt,
    make_paper,
    record,
    serve,
)
from tests.dossier.test_sealing import a_decision, approve, seal

pytestmark = pytest.mark.django_db
INSIDE = DocumentKind.OPENING_FORM
WAY = ServiceMethod


def sealed_decision() -> Document:
    """A decision under its seal."""
    paper = a_decision()
    approve(paper)
    seal(paper)
    return paper


@transaction.atomic
def force(paper: Document, **changes: Any) -> None:
    """A row straight into the table, past the law."""
    row = {
        "method": WAY.DIRECT.value,
        "done_on": MONDAY,
        "effective_on": MONDAY,
        "receiver": "钱样本",
        "place": "示例路1号",
        "proof": "签收。",
        "efforts": "无人。",
        "recorded_at": AT + timedelta(minutes=1),
        **changes,
    }
    record(paper.subject_id)
    Service.objects.create(
        id=new_id(),
        document=paper,
        subject_id=paper.subject_id,
        recorded_by_person_id=CLERK.person_id,
        **row,
    )


def test_a_service_is_kept_with_its_proof_and_the_very_file() -> None:
    paper = sealed_decision()

    serve(paper, receiver=" 钱样本 ", proof=" 签收。 ")

    kept = Service.objects.get(document=paper)
    assert (kept.receiver, kept.proof) == ("钱样本", "签收。")
    assert (kept.done_on, kept.effective_on) == (MONDAY, MONDAY)
    assert kept.sealed_sha256 == Seal.objects.get(document=paper).sealed_sha256


def test_an_unsealed_decision_is_not_served() -> None:
    paper = a_decision()

    with pytest.raises(MoveRefused, match="没有加盖机关印章"):
        serve(paper)

    assert not Service.objects.exists()


def test_a_document_is_served_once() -> None:
    paper = make_paper(INSIDE)
    serve(paper)

    with pytest.raises(Exception, match="dossier_service_document_id_key"):
        serve(paper)


@pytest.mark.parametrize("told", [{}, {"is_on_the_spot": True}, {"sealed_sha256": "a" * 64}])
def test_the_database_refuses_the_service_of_an_unsealed_decision(told: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="must bear the seal"):
        force(a_decision(), **told)


def test_the_database_refuses_a_service_before_the_seal() -> None:
    paper = sealed_decision()
    file = Seal.objects.get(document=paper).sealed_sha256

    with pytest.raises(IntegrityError, match="must bear the seal"):
        force(
            paper,
            sealed_sha256=file,
            done_on=MONDAY - timedelta(days=1),
        )


@pytest.mark.parametrize(
    "told",
    [{}, {"recorded_at": AT, "done_on": MONDAY + timedelta(days=1)}, {"is_on_the_spot": False}],
)
def test_the_database_lets_only_the_act_that_makes_a_paper_hand_it_over(
    told: dict[str, Any],
) -> None:
    paper = make_paper(DocumentKind.SEIZURE_DECISION, sealed=True)
    later = {"effective_on": MONDAY + timedelta(days=1)}

    force(
        make_paper(DocumentKind.SEIZURE_DECISION, sealed=True), is_on_the_spot=True, recorded_at=AT
    )
    with pytest.raises(IntegrityError, match="must bear the seal"):
        force(paper, **{"is_on_the_spot": True, **later, **told})


@pytest.mark.parametrize("missing", ["refused_reason", "place", "witness"])
def test_the_database_refuses_a_paper_left_without_refusal_or_witness(missing: str) -> None:
    told = {"refused_reason": "拒收", "place": "示例路1号", "witness": "钱某"}

    force(make_paper(INSIDE), method=WAY.LEFT_IN_PLACE.value, **told)
    with pytest.raises(IntegrityError, match="left without refusal"):
        force(make_paper(INSIDE), method=WAY.LEFT_IN_PLACE.value, **{**told, missing: ""})


@pytest.mark.parametrize("address", ["", "zhangsan@example.cn"])
def test_the_database_refuses_electronic_service_without_consent(address: str) -> None:
    paper = make_paper(INSIDE)
    agreed = a_confirmation(paper.subject_id, electronic_address=address)
    to = {"method": WAY.ELECTRONIC.value, "confirmation": agreed, "address": address}

    if address:
        force(make_paper(INSIDE, subject_id=paper.subject_id), **to)
        to["confirmation"] = None
    with pytest.raises(IntegrityError, match="electronic service without signed consent"):
        force(paper, **to)


@pytest.mark.parametrize("tried", [(), (WAY.DIRECT,), (WAY.POSTAL, WAY.ENTRUSTED)])
def test_the_database_refuses_an_announcement_before_the_other_ways_failed(
    tried: tuple[ServiceMethod, ...],
) -> None:
    paper = make_paper(INSIDE)
    for way in tried:
        an_attempt(paper, way)

    with pytest.raises(IntegrityError, match="announced before"):
        force(paper, method=WAY.BY_ANNOUNCEMENT.value)


def test_an_announcement_after_hand_and_post_is_kept() -> None:
    paper = make_paper(INSIDE)
    an_attempt(paper, WAY.DIRECT)
    an_attempt(paper, WAY.POSTAL, AttemptReason.RETURNED)

    served = serve(paper, method=WAY.BY_ANNOUNCEMENT, done_on=MONDAY)

    assert served.effective_on == MONDAY + timedelta(days=30)
