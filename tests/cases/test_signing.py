"""A record is made, read page by page and signed; a corrected one is signed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from mingjian.dossier.models import Document, Signature
from mingjian.dossier.pdf import render_pdf
from mingjian.dossier.signature_sheet import printed_file
from mingjian.dossier.signing import is_replaced, is_unaltered, signatures_of
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.law.signing import Capacity, SigningWay, signing_rules
from tests.cases.signed import NOBODY_TOLD, a_record, inquired, on_paper, refuse, sign
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db


def test_a_record_is_signed_by_the_person_questioned_and_by_an_officer() -> None:
    story = inquired()
    paper = a_record(story)

    theirs = sign(story, paper)
    ours = sign(story, paper, capacity=Capacity.OFFICER, signer_name="别人")

    by = story.cast.actor(Role.CASE_OFFICER)
    assert (ours.signer_name, ours.signer_person_id) == (by.name, by.person_id)
    assert (theirs.signer_person_id, theirs.device) == (None, "测试设备")
    assert all(is_unaltered(one) for one in signatures_of(paper))
    missing = signing_rules()["inquiry_record"].missing([Capacity.QUESTIONED, Capacity.OFFICER])
    assert missing == (Capacity.OFFICER,)
    entry = Entry.objects.filter(stream_id=story.case_id).latest("seq")
    assert entry.kind == "case.sign_paper"


def test_the_printed_file_shows_the_signatures_behind_the_text_that_was_signed() -> None:
    story = inquired()
    paper = a_record(story)
    assert printed_file(paper) == render_pdf(paper)
    row = sign(story, paper)

    printed = printed_file(paper)

    assert printed != render_pdf(paper)
    assert printed == printed_file(paper)
    assert len(row.printed_sha256) == 64


def test_a_corrected_record_has_no_signature_and_the_earlier_stay_on_the_earlier_text() -> None:
    story = inquired()
    paper = a_record(story)
    sign(story, paper)

    corrected = a_record(story, body="问：何时开业？\n答：四月。", replaces=paper.id)

    assert (is_replaced(paper), is_replaced(corrected)) == (True, False)
    assert (len(signatures_of(paper)), signatures_of(corrected)) == (1, [])
    with pytest.raises(MoveRefused, match="已经更正"):
        sign(story, paper, capacity=Capacity.WITNESS, signer_name="孙示例")
    with pytest.raises(MoveRefused, match="已经更正过"):
        a_record(story, replaces=paper.id)
    sign(story, corrected)


def test_a_refusal_is_kept_with_its_witness_and_a_paper_signature_with_its_proof() -> None:
    story = inquired()
    paper = a_record(story)

    refused, written = refuse(story, paper), on_paper(story, paper)

    assert (refused.reason, refused.witness, refused.strokes) == ("不愿签名。", "孙示例", [])
    assert (written.way, written.proof) == ("on_paper", "原件存卷。")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"seen_sha256": "a" * 64}, "SIGN_PAPER"),
    ({"pages_read": ()}, "SIGN_PAGES"),
    ({"strokes": ()}, "SIGN_EMPTY"),
    ({"signer_name": " "}, "SIGN_NAME"),
    ({"capacity": Capacity.PARTY}, "SIGN_WHO"),
    ({"capacity": Capacity.HOST}, "SIGN_ACCOUNT"),
    ({"way": SigningWay.ON_PAPER, "strokes": ()}, "SIGN_PROOF"),
    ({"way": SigningWay.REFUSED, "strokes": (), "told": NOBODY_TOLD}, "SIGN_REFUSED"),
    ({"way": SigningWay.REFUSED, "capacity": Capacity.OFFICER}, "SIGN_ACCOUNT"),
]


def test_what_is_no_signature_is_refused_with_its_article() -> None:
    story = inquired()
    paper = a_record(story)

    found = [codes_of(partial(sign, story, paper, **one)) for one, _ in REFUSED]

    assert found == [[code] for _, code in REFUSED]
    assert not Signature.objects.filter(document=paper).exists()


def test_nobody_signs_twice_the_same_text_nor_a_sealed_kind_nor_in_another_agency() -> None:
    story = inquired()
    paper = a_record(story)
    sign(story, paper)
    stranger = replace(story.cast.actor(Role.CASE_OFFICER), agency_id=new_id())
    form = Document.objects.get(subject_id=story.case_id, kind="opening_form")

    assert codes_of(lambda: sign(story, paper)) == ["SIGN_PAPER"]
    assert codes_of(lambda: sign(story, form)) == ["SIGN_KIND"]
    assert codes_of(lambda: sign(story, paper, by=stranger)) == ["APL22"]
    assert codes_of(lambda: a_record(story, by=stranger)) == ["APL22"]
    head = story.cast.actor(Role.AGENCY_HEAD)
    assert codes_of(lambda: sign(story, paper, by=head)) == ["DUTY"]
    assert codes_of(lambda: a_record(story, body=" ")) == ["RECORD"]


def test_a_closed_file_takes_neither_record_nor_signature() -> None:
    story = story_at(Move.CLOSE)

    assert codes_of(lambda: a_record(story)) == ["RECORD_CLOSED"]


def test_an_officer_of_another_case_does_not_sign_as_its_officer() -> None:
    story = inquired()
    paper = a_record(story)
    alien = replace(story.cast.actor(Role.CASE_OFFICER), person_id=new_id(), name="外人")

    found = codes_of(lambda: sign(story, paper, by=alien, capacity=Capacity.OFFICER))

    assert found == ["SIGN_ACCOUNT"]


def codes_of(act: Callable[[], object]) -> list[str]:
    """The codes of the refusal."""
    with pytest.raises(MoveRefused) as refused:
        act()
    return [one.code for one in refused.value.breaches]
