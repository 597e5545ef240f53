"""The upload protocol at the desk: create, send, break off, go on, give up; and who may not."""

from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingjian.evidence.models import EvidenceFile, Upload
from mingjian.evidence.vaulting import vault_waiting
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.counting import queries_for
from tests.desk.make import account_for, at_desk, case_url, stranger, text_of
from tests.evidence import recorders
from tests.evidence.make import AT, CONTENT, vaulted

pytestmark = pytest.mark.django_db
HALF = len(CONTENT) // 2
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING)


@pytest.fixture
def officer(story) -> Client:
    return at_desk(story.cast, Role.CASE_OFFICER)


def metadata(**said: str) -> str:
    """Upload-Metadata."""
    return ",".join(f"{key} {base64.b64encode(v.encode()).decode()}" for key, v in said.items())


def create(client: Client, story, *, size: int = len(CONTENT), **said: str) -> HttpResponse:
    """POST of the creation extension."""
    words = {"filename": "现场.mp4", "proves": "现场情况", "case": str(story.case_id), **said}
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata(**words)}
    return client.post(reverse("desk:uploads"), headers=headers)


def patch(client: Client, url: str, offset: int, data: bytes, **more: str) -> HttpResponse:
    """PATCH of the core."""
    headers = {**TUS, "Upload-Offset": str(offset), **more}
    return client.patch(url, data, content_type="application/offset+octet-stream", headers=headers)


def test_a_file_comes_in_pieces_and_its_tags_fill_themselves(officer, story) -> None:
    url = create(officer, story).headers["Location"]

    first = patch(officer, url, 0, CONTENT[:HALF])
    head = officer.head(url, headers=TUS)
    last = patch(officer, url, HALF, CONTENT[HALF:])

    assert [one.status_code for one in (first, head, last)] == [204, 200, 204]
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == (
        str(HALF),
        str(len(CONTENT)),
    )
    file = EvidenceFile.objects.get()
    assert (file.case_id, file.number, file.proves) == (story.case_id, 1, "现场情况")
    assert file.case_number
    assert file.captured_place
    assert file.captured_by == story.cast.lead.name
    assert officer.head(url, headers=TUS).headers["Upload-Offset"] == str(len(CONTENT))


def test_the_device_is_told_when_it_may_free_its_space(officer, story) -> None:
    url = create(officer, story).headers["Location"]
    state_url = patch(officer, url, 0, CONTENT).headers["Mingjian-File"]

    before = officer.get(state_url).json()
    vault_waiting(at=AT)
    after = officer.get(state_url).json()

    assert (before["state"], before["may_free_space"]) == ("durable", False)
    assert (after["state"], after["may_free_space"]) == ("vaulted", True)
    assert set(after["receipts"]) == {"durable", "vaulted"}


def test_faults_are_told_in_the_words_of_the_protocol(officer, story) -> None:
    url = create(officer, story).headers["Location"]
    wrong = {"Upload-Checksum": f"sha256 {base64.b64encode(bytes(32)).decode()}"}

    answers = {
        409: patch(officer, url, 5, b"x"),
        460: patch(officer, url, 0, b"x", **wrong),
        400: patch(officer, url, 0, b"x", **{"Upload-Checksum": "crc32 x"}),
        413: patch(officer, url, 0, CONTENT + b"x"),
        412: officer.head(url),
        415: officer.patch(url, b"x", headers={**TUS, "Upload-Offset": "0"}),
    }

    assert {status: answer.status_code for status, answer in answers.items()} == {
        status: status for status in answers
    }
    assert officer.head(url, headers=TUS).headers["Upload-Offset"] == "0"


def test_a_file_that_is_not_what_was_announced_is_refused(officer, story) -> None:
    url = create(officer, story, sha256="0" * 64).headers["Location"]

    refused = patch(officer, url, 0, CONTENT)

    assert refused.status_code == 422
    assert "校验值不符" in refused.content.decode()
    assert officer.head(url, headers=TUS).status_code == 404


def test_a_block_with_its_checksum_is_taken(officer, story) -> None:
    url = create(officer, story).headers["Location"]
    digest = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()

    taken = patch(officer, url, 0, CONTENT, **{"Upload-Checksum": f"sha256 {digest}"})

    assert taken.status_code == 204


def test_without_what_it_proves_nothing_begins(officer, story) -> None:
    refused = create(officer, story, proves="")

    assert refused.status_code == 422
    assert "证明对象" in refused.content.decode()
    assert not Upload.objects.exists()


def test_an_upload_is_given_up(officer, story) -> None:
    url = create(officer, story).headers["Location"]

    assert officer.delete(url, headers=TUS).status_code == 204
    assert officer.head(url, headers=TUS).status_code == 404


def test_the_service_says_what_it_can(officer) -> None:
    answer = officer.options(reverse("desk:uploads"))

    assert answer.headers["Tus-Extension"] == "creation,checksum,termination"
    assert answer.headers["Tus-Version"] == "1.0.0"


def test_strangers_neither_upload_to_the_case_nor_see_its_files(officer, story) -> None:
    file = vaulted(case_id=story.case_id, case_number="1号")
    outsider = stranger(Role.CASE_OFFICER)
    upload = create(officer, story).headers["Location"]

    assert create(outsider, story).status_code == 404
    assert outsider.head(upload, headers=TUS).status_code == 404
    for name in ("evidence-file", "evidence-state"):
        assert outsider.get(reverse(f"desk:{name}", args=[file.id])).status_code == 404
        assert officer.get(reverse(f"desk:{name}", args=[file.id])).status_code == 200


def test_the_pages_show_the_files_and_how_much_room_they_take(officer, story) -> None:
    first = vaulted(case_id=story.case_id, case_number="1号")
    page = reverse("desk:case-evidence", args=[story.case_id])
    one = queries_for(officer, page)
    vaulted(b"second", name="照片.jpg", case_id=story.case_id, case_number="1号")

    pages = [page, case_url(story.case_id), reverse("desk:evidence-file", args=[first.id])]
    for url in pages:
        shown = text_of(officer.get(url))
        assert "现场.mp4" in shown
        assert "已入库" in shown
    assert "存储用量" in text_of(officer.get(reverse("desk:evidence")))
    assert queries_for(officer, page) == one


def test_a_note_is_added_on_the_page_of_the_file(officer, story) -> None:
    file = vaulted(case_id=story.case_id, case_number="1号")
    said = {"content": "店主开门。", "speakers": "店主"}

    answer = officer.post(reverse("desk:evidence-note", args=[file.id]), said)

    assert answer.status_code == 303
    assert "店主开门。" in text_of(officer.get(answer.headers["Location"]))


def test_a_covert_recording_names_a_clause_and_a_head_by_account(officer, story) -> None:
    head = account_for(story.cast, Role.AGENCY_HEAD)
    basis = recorders.covertly(story.cast)["covert_basis"]
    page = text_of(officer.get(reverse("desk:case-evidence", args=[story.case_id])))
    assert basis in page
    assert f'value="{head.person_id}"' in page

    typed = create(officer, story, covert_basis=basis, covert_approver=head.name)
    said = {"covert_basis": basis, "covert_approver": str(head.person_id)}
    url = create(officer, story, **said).headers["Location"]
    patch(officer, url, 0, CONTENT)

    assert typed.status_code == 422
    assert "批准人不是本机关采集当日的负责人" in text_of(typed)
    file = EvidenceFile.objects.get()
    assert (file.is_covert, file.covert_approver) == (True, head.name)
    assert file.covert_approver_person_id == head.person_id


def test_a_device_in_custody_is_named_without_a_warning_another_with_one(officer, story) -> None:
    recorders.carried(story.cast, "ZF-0001")
    for device in ("ZF-0001", "不在册"):
        name = f"{device}_51001_20261122093000_0001_IMP.mp4"
        said = {"device": device, "device_sequence": "1", "filename": name}
        patch(officer, create(officer, story, **said).headers["Location"], 0, CONTENT)

    page = text_of(officer.get(reverse("desk:case-evidence", args=[story.case_id])))

    assert page.count("来源有疑问") == 1
    assert "设备没有登记在台账" in page
    assert page.count("设备标记为重点") == 1


def test_an_upload_from_a_device_that_signs_is_told_on_its_page(officer, story) -> None:
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    recorders.carried(story.cast, "ZF-0001", public_key=public)
    told = []
    for signed in (hashlib.sha256(CONTENT).digest(), b"other"):
        signature = base64.b64encode(key.sign(signed)).decode()
        said = {"device": "ZF-0001", "device_signature": signature}
        patch(officer, create(officer, story, **said).headers["Location"], 0, CONTENT)
    for file in EvidenceFile.objects.order_by("received_at"):
        told.append(text_of(officer.get(reverse("desk:evidence-file", args=[file.id]))))

    assert "设备只签了内容" in told[0]
    assert "签名与内容不符，请查明原因" in told[1]
    assert "来源有疑问：设备签名与内容不符" in told[1]
