"""The case page, the list, and the forms of acts: who may see, who may act, what is refused."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingjian.cases.models import Case
from mingjian.desk.cases.moves import DOINGS
from mingjian.journal.ids import new_id
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Cast
from tests.cases.story import everything, make_cast, make_plot, story_at, tell
from tests.desk.make import (
    at_desk,
    case_url,
    do_url,
    post_move,
    stranger,
    text_of,
    today,
    workdays_ago,
)
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
OFFICER = Role.CASE_OFFICER
# session, account and roles 4, frame 2; the case 1, its rows 1, officers 3, documents 1, record 1.
# (one to spare)
MOST_QUERIES = 15


def request_opening(cast: Cast, **more: object) -> dict[str, object]:
    """The form of 呈请立案, filled in."""
    named = {
        "lead_officer_id": str(cast.lead.officer_id),
        "assisting_officer_id": str(cast.assisting.officer_id),
    }
    return {"on": today().isoformat(), "reasons": "符合立案标准。", **named, **more}


def queries_for(client: Client, url: str) -> int:
    """How many queries one page needs."""
    client.get(url)  # warms the caches of the law
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_the_case_page_shows_line_one_stages_step_deadlines_and_record() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    page = text_of(at_desk(story.cast, OFFICER).get(case_url(story.case_id)))

    assert story.case.number in page
    assert story.case.party.name in page
    assert "制作事先告知书" in page
    assert "作出行政处罚决定的期限" in page
    assert "《行政处罚法》第六十条" in page
    assert "提交调查终结报告" in page


@pytest.mark.parametrize("path", ["", "do/report/", "do/add_evidence/"])
def test_a_case_of_another_agency_is_not_found(path: str) -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    other = stranger(OFFICER, agency_id=make_agency().id)

    looked = other.get(case_url(story.case_id) + path)
    acted = other.post(case_url(story.case_id) + path, {"seen": 1}) if path else looked

    assert (looked.status_code, acted.status_code) == (404, 404)


def test_a_case_that_does_not_exist_is_not_found() -> None:
    client = stranger(OFFICER, agency_id=make_agency().id)

    assert client.get(case_url(new_id())).status_code == 404
    assert client.get("/cases/not-a-number/").status_code == 404


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_administrators_may_not_look_at_cases(role: Role) -> None:
    story = story_at(Move.REGISTER_LEAD, start=workdays_ago(10))

    assert stranger(role).get(case_url(story.case_id)).status_code == 403


def test_a_supervisor_of_the_division_looks_but_has_no_form() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    client = stranger(Role.SUPERVISOR, division_code="2301")

    assert client.get(case_url(story.case_id)).status_code == 200
    assert client.get(do_url(story.case_id, Move.ISSUE_NOTICE)).status_code == 403


def test_a_supervisor_of_another_division_does_not_find_it() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    page = stranger(Role.SUPERVISOR, division_code="4301").get(case_url(story.case_id))

    assert page.status_code == 404


def test_an_unknown_move_is_not_found() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    page = at_desk(story.cast, OFFICER).get(case_url(story.case_id) + "do/fly/")

    assert page.status_code == 404


@pytest.mark.parametrize("move", DOINGS)
def test_every_move_has_a_page_in_every_role(move: Move) -> None:
    story = story_at(Move.SERVE_NOTICE, start=workdays_ago(60))

    for role in (OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER):
        page = at_desk(story.cast, role).get(do_url(story.case_id, move))
        assert page.status_code in (200, 409), (role, move)


def test_the_next_step_of_somebody_else_is_shown_locked_with_the_reason() -> None:
    story = story_at(Move.REQUEST_OPENING, start=workdays_ago(20))

    page = text_of(at_desk(story.cast, OFFICER).get(case_url(story.case_id)))

    assert "批准立案应当由机关负责人办理" in page
    assert 'aria-disabled="true"' in page


def test_a_form_of_the_wrong_state_is_refused_at_once() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))

    page = at_desk(story.cast, Role.AGENCY_HEAD).get(do_url(story.case_id, Move.DECIDE))

    assert page.status_code == 409
    assert "案件现在的状态不能办理“作出决定”" in text_of(page)


def test_a_refused_act_tells_why_keeps_the_text_and_changes_nothing() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))
    client = at_desk(story.cast, OFFICER)
    before = everything()

    page = post_move(
        client,
        story.case_id,
        Move.ADD_EVIDENCE,
        kind="documentary",
        title="进货单据三页",
        collected_on="2021-08-01",
        proves="证明进货渠道",
    )

    assert page.status_code == 409
    assert "早于本案上一办案行为的日期" in text_of(page)
    assert 'value="进货单据三页"' in text_of(page)
    assert "证明进货渠道" in text_of(page)
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("collected_on", "2026-02-30", "取得日期不是有效的日期"),
        ("collected_on", "1926-05-11", "取得日期不能早于2021-07-15"),
        ("title", "", "请填写证据名称。"),
        ("proves", "长" * 10_000, "证明内容最多 5000 字，现有 10000 字"),
        ("kind", "gossip", "证据种类的选项已经失效"),
        ("seen", "x", "本页已经失效"),
    ],
)
def test_a_fault_of_the_form_is_told_at_the_field_and_nothing_is_lost(
    field: str, value: str, said: str
) -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))
    good = {
        "kind": "documentary",
        "title": "进货单据",
        "proves": "进货渠道",
        "collected_on": today().isoformat(),
        "place": "测试路一号",
    }

    page = post_move(
        at_desk(story.cast, OFFICER), story.case_id, Move.ADD_EVIDENCE, **{**good, field: value}
    )

    assert page.status_code == 422
    assert said in text_of(page)
    assert 'value="测试路一号"' in text_of(page)


def test_what_somebody_did_meanwhile_is_shown_and_nothing_is_overwritten() -> None:
    story = story_at(Move.VERIFY_LEAD, start=workdays_ago(20))
    client = at_desk(story.cast, OFFICER)
    shown = request_opening(story.cast, seen=1, reasons="我写的理由")

    page = client.post(do_url(story.case_id, Move.REQUEST_OPENING), shown)

    assert page.status_code == 409
    assert "本案在您填写期间有新的记录" in text_of(page)
    assert "我写的理由" in text_of(page)
    assert Case.objects.get(id=story.case_id).state == "verified"


def test_the_same_form_sent_twice_acts_once() -> None:
    story = story_at(Move.VERIFY_LEAD, start=workdays_ago(20))
    client = at_desk(story.cast, OFFICER)
    sent = request_opening(story.cast, seen=2)

    first = client.post(do_url(story.case_id, Move.REQUEST_OPENING), sent)
    second = client.post(do_url(story.case_id, Move.REQUEST_OPENING), sent)

    assert (first.status_code, second.status_code) == (303, 409)
    assert "不要重复提交" in text_of(second)
    assert story.case.openings.count() == 1


def test_after_looking_at_the_news_the_form_can_be_sent_again() -> None:
    story = story_at(Move.VERIFY_LEAD, start=workdays_ago(20))
    client = at_desk(story.cast, OFFICER)

    stale = client.post(
        do_url(story.case_id, Move.REQUEST_OPENING), request_opening(story.cast, seen=1)
    )
    again = client.post(
        do_url(story.case_id, Move.REQUEST_OPENING), request_opening(story.cast, seen=2)
    )

    assert 'name="seen" value="2"' in text_of(stale)
    assert again.status_code == 303


def test_an_officer_acting_as_head_is_told_to_switch_the_role() -> None:
    cast = make_cast()
    story = story_at(Move.REQUEST_OPENING, cast=cast, start=workdays_ago(20))
    client = at_desk(cast, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER)
    client.post("/account/role/", {"role": "legal_reviewer"})

    page = post_move(
        client, story.case_id, Move.APPROVE_OPENING, on=today().isoformat(), reasons="同意"
    )

    assert page.status_code == 409
    assert "请先切换岗位" in text_of(page)


def test_the_record_is_filtered_by_stage() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    client = at_desk(story.cast, OFFICER)

    page = text_of(client.get(case_url(story.case_id), {"record": "opening"}))
    record = page[page.index('id="record"') :]

    assert "批准立案" in record
    assert "登记证据" not in record


def test_the_list_finds_by_number_party_and_cause_and_by_every_word() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    client, case = at_desk(story.cast, OFFICER), story.case

    for words in (case.number, case.party.name, f"{case.party.name} {case.cause}"):
        assert case.number in text_of(client.get("/cases/", {"q": words}))
    assert "没有符合条件的案件。" in text_of(client.get("/cases/", {"q": f"{case.number} 别的"}))


@pytest.mark.parametrize("query", ["q=%27%22%3C", "group=x", "page=0", "sort=x", "mine=1", "q=%"])
def test_a_strange_search_still_shows_a_page(query: str) -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    assert at_desk(story.cast, OFFICER).get(f"/cases/?{query}").status_code == 200


def test_cases_of_others_are_not_in_the_list() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    page = text_of(stranger(OFFICER, agency_id=make_agency().id).get("/cases/"))

    assert story.case.number not in page


def test_the_reviewer_page_shows_prechecks_and_three_conclusions() -> None:
    story = story_at(Move.SUBMIT_REVIEW, start=workdays_ago(60), grave=True)

    page = text_of(at_desk(story.cast, Role.LEGAL_REVIEWER).get(do_url(story.case_id, Move.AGREE)))

    assert "系统核对未见问题" in page
    for move in (Move.AGREE, Move.FIND_PROBLEMS, Move.RETURN_FOR_SUPPLEMENT):
        assert f'formaction="{do_url(story.case_id, move)}"' in page


def test_calculating_shows_tier_and_range_and_saves_nothing() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(60), grave=True)
    client = at_desk(story.cast, OFFICER)
    before = everything()

    page = post_move(
        client,
        story.case_id,
        Move.REPORT,
        calculate="1",
        facts="写了一半的事实",
        subject="organisation",
        offence_count="1",
        flags=["grave"],
    )

    assert page.status_code == 200
    assert "¥100,000.00" in text_of(page)
    assert "写了一半的事实" in text_of(page)
    assert "error-summary" not in text_of(page)
    assert everything() == before


def test_more_rows_need_no_more_queries() -> None:
    early = story_at(Move.REPORT, start=workdays_ago(60))
    late = story_at(None, start=workdays_ago(120), grave=True, asks_hearing=True)

    few, many = (
        queries_for(at_desk(story.cast, OFFICER), case_url(story.case_id))
        for story in (early, late)
    )

    # 有听证的案件多问一次：听证通知书何时送达。
    assert many <= few + 1 <= MOST_QUERIES


def test_the_report_starts_from_what_the_case_says_and_shows_similar_cases() -> None:
    cast = make_cast()
    tell(cast=cast, plot=make_plot(cast), start=workdays_ago(90), until=Move.DECIDE)
    story = story_at(Move.ADD_EVIDENCE, cast=cast, start=workdays_ago(30))
    titles = [item.title for item in story.case.evidence.all()]

    page = text_of(at_desk(cast, OFFICER).get(do_url(story.case_id, Move.REPORT)))

    assert f">\n{story.case.summary}</textarea>" in page
    assert all(f"．{title}（" in page for title in titles)
    assert "本机关同类案件：近三年 1 件" in page
    assert "¥12,000.00" in page
