"""At the desk: a record is made, its pages are read, it is signed, refused or corrected."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from mingjian.dossier.models import Document, Signature
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.signed import a_record, inquired, refuse, sign
from tests.desk.make import at_desk, follow, stranger, text_of
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
DRAWN = json.dumps([[[one / 20, 0.5, one] for one in range(20)]])
WRITTEN = {
    "hours": "9时至10时",
    "place": "示例路1号",
    "person": "钱样本",
    "told": "已告知。",
    "body": "问：何时开业？\n答：三月。",
}


def officer(story: Telling) -> Client:
    """The case officer at the desk."""
    return at_desk(story.cast, Role.CASE_OFFICER)


def url_of(paper: Document) -> str:
    """Where it is signed."""
    return f"/documents/{paper.id}/sign/"


def filled(client: Client, paper: Document, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    shown = client.get(url_of(paper)).context["shown"]
    return {
        "way": "drawn",
        "page": list(range(1, shown.page_count + 1)),
        "drawn-sha256": shown.sha256,
        "drawn-capacity": "questioned",
        "drawn-signer_name": "钱样本",
        "drawn-strokes": DRAWN,
        **changes,
    }


def test_a_record_is_written_read_and_signed_and_shown_with_its_drawing() -> None:
    story = inquired()
    client = officer(story)
    page = text_of(client.get(f"/cases/{story.case_id}/records/"))
    assert "制作询问笔录" in page
    url = f"/cases/{story.case_id}/records/inquiry_record/"
    assert client.get(url).status_code == 200
    table = follow(client, client.post(url, {**WRITTEN, "on": story.day.isoformat()}))
    assert "本页已阅" in text_of(table)
    paper = Document.objects.get(kind="inquiry_record")

    done = follow(client, client.post(url_of(paper), filled(client, paper)))

    row = Signature.objects.get()
    assert (row.signer_name, row.pages_read) == ("钱样本", [1])
    assert "signature-drawing" in text_of(done)
    assert "与现在的文本一致" in text_of(done)
    assert "不是《电子签名法》第十三条规定的可靠电子签名" in text_of(done)
    assert client.get(f"/documents/{paper.id}/pdf/").content.startswith(b"%PDF-")


def test_what_is_not_signed_rightly_is_refused_and_what_was_typed_stays() -> None:
    story = inquired()
    paper = a_record(story)
    client = officer(story)

    unread = client.post(url_of(paper), filled(client, paper, page=[]))
    broken = client.post(url_of(paper), filled(client, paper, **{"drawn-strokes": "[[[9]]]"}))

    assert (unread.status_code, broken.status_code) == (409, 422)
    assert "本页已阅" in text_of(unread)
    assert 'value="钱样本"' in text_of(unread)
    assert "请清除后重新签名" in text_of(broken)
    assert client.post(url_of(paper), {"way": "blown"}).status_code == 404
    assert not Signature.objects.exists()


def test_a_refusal_is_noted_and_a_signature_on_paper_is_recorded() -> None:
    story = inquired()
    paper = a_record(story)
    client = officer(story)
    sha256 = client.get(url_of(paper)).context["shown"].sha256
    who = {"capacity": "questioned", "signer_name": "钱样本", "sha256": sha256}

    said = {"reason": "不愿签名。", "recording": "记录仪01"}
    for way, told in (("refused", said), ("on_paper", {"proof": "原件存卷第3页。"})):
        sent = {f"{way}-{name}": value for name, value in {**who, **told}.items()}
        done = follow(client, client.post(url_of(paper), {"way": way, **sent}))

    assert "拒绝的情况：不愿签名。" in text_of(done)
    assert "凭证：原件存卷第3页。" in text_of(done)


def test_a_corrected_record_is_signed_again_and_the_earlier_says_so() -> None:
    story = inquired()
    paper = a_record(story)
    sign(story, paper)
    refuse(story, paper)
    client = officer(story)
    url = f"/documents/{paper.id}/correct/"
    assert "答：三月。" in text_of(client.get(url))

    sent = {**WRITTEN, "on": story.day.isoformat(), "body": "问：何时开业？\n答：四月。"}
    table = follow(client, client.post(url, sent))

    assert "确认签名" in text_of(table)
    earlier = text_of(client.get(f"/documents/{paper.id}/"))
    assert "属于更早的文本" in earlier
    assert "现在不能签名" in text_of(client.get(url_of(paper)))


def test_the_pages_are_pictures_and_there_are_no_others() -> None:
    story = inquired()
    paper = a_record(story)
    client = officer(story)

    assert client.get(f"{url_of(paper)}pages/1/").content.startswith(b"\x89PNG")
    assert client.get(f"{url_of(paper)}pages/9/").status_code == 404
    form = Document.objects.get(subject_id=story.case_id, kind="opening_form")
    assert client.get(url_of(form)).status_code == 404
    assert client.get(f"/documents/{form.id}/correct/").status_code == 404
    assert client.get(f"/cases/{story.case_id}/records/opening_form/").status_code == 404


def test_what_is_not_yours_is_neither_seen_nor_signed_nor_made() -> None:
    story = inquired()
    paper = a_record(story)
    alien = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)
    urls = [url_of(paper), f"{url_of(paper)}pages/1/", f"/documents/{paper.id}/correct/"]
    urls += [f"/cases/{story.case_id}/records/{one}" for one in ("", "inquiry_record/")]

    assert [alien.get(url).status_code for url in urls] == [404] * 5
    assert alien.post(url_of(paper), {"way": "drawn"}).status_code == 404
    assert stranger(Role.AUDIT_ADMIN).get(url_of(paper)).status_code == 403
    assert at_desk(story.cast, Role.LEGAL_REVIEWER).get(url_of(paper)).status_code == 403
