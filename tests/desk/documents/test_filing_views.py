"""文书格式备案 at the desk: seen by everybody, recorded by a reviewer, of what was looked at."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.dossier.models import FormFiling
from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.registry.models import Agency
from tests.desk.counting import queries_for
from tests.desk.make import stranger, text_of, today
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LIST, RECORD = "/documents/filings/", "/documents/filings/record/"


def an_agency(pack_id: str = "binxian") -> Agency:
    return make_agency(lines=[Line.MARKET], pack_id=pack_id)


def reviewer(agency: Agency) -> Client:
    return stranger(Role.LEGAL_REVIEWER, agency_id=agency.id)


def names_on(client: Client) -> list[str]:
    """The forms of the page that can be ticked."""
    rows = client.get(LIST).context["forms"].rows
    return [one.used.name for one in rows if one.can_be_filed]


def receipt(names: list[str], **changes: str) -> dict[str, object]:
    day = today().isoformat()
    return {"names": names, "filed_on": day, "filed_with": "测试县司法局", **changes}


def corrected(**changes: str) -> dict[str, str]:
    said = {"fault": "receipt", "filed_on": today().isoformat(), "filed_with": "测试县司法局"}
    return {**said, "reason": "回执抄错。", **changes}


def test_a_reviewer_records_the_filing_of_the_ticked_forms() -> None:
    agency = an_agency()
    client = reviewer(agency)
    names = names_on(client)

    answer = client.post(RECORD, receipt(names[:3], filing_number="测司备〔2026〕1号"))

    assert answer.status_code == 303
    assert FormFiling.objects.filter(agency_id=agency.id).count() == 3
    page = text_of(client.get(LIST))
    assert "测司备〔2026〕1号" in page
    assert f"已备案 3 种，未备案 {len(names) - 3} 种" in page
    assert len(client.get(f"{LIST}?show=filed").context["forms"].rows) == 3


def test_a_form_that_changed_since_the_page_was_opened_is_not_filed() -> None:
    client = reviewer(an_agency())
    name = names_on(client)[0].rsplit(":", 1)[0]

    answer = client.post(RECORD, receipt([f"{name}:{'0' * 64}"]))

    assert answer.status_code == 409
    assert "式样有变动，全部没有登记" in text_of(answer)
    assert not FormFiling.objects.exists()


def test_what_was_typed_and_ticked_stays_when_the_law_refuses() -> None:
    client = reviewer(an_agency())
    name = names_on(client)[0]

    answer = client.post(RECORD, receipt([name], filed_on="2099-01-01"))

    assert answer.status_code == 409
    assert "晚于今天" in text_of(answer)
    assert answer.context["ticked"] == {name}
    assert "测试县司法局" in text_of(answer)


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.SUPERVISOR])
def test_others_read_and_do_not_record(role: Role) -> None:
    agency = an_agency()
    client = stranger(role, agency_id=agency.id)
    names = names_on(reviewer(agency))

    assert "登记勾选文书的备案" not in text_of(client.get(LIST))
    assert client.post(RECORD, receipt(names[:1])).status_code == 403
    assert not FormFiling.objects.exists()


def test_another_agency_s_forms_are_nobody_s_business() -> None:
    other = an_agency()
    client = reviewer(an_agency())

    assert client.get(f"{LIST}?agency={other.id}").status_code == 404
    assert client.post(f"{RECORD}?agency={other.id}", receipt([])).status_code == 404
    assert client.get(f"{LIST}?agency=x").status_code == 404
    assert stranger(Role.SUPERVISOR).get(LIST).status_code == 404


def test_where_no_text_demands_it_the_page_says_so() -> None:
    page = text_of(reviewer(an_agency("qiyang")).get(LIST))

    assert "本机关适用的规定没有要求文书格式备案" in page


def test_the_supervisor_sees_which_agency_owes_filings() -> None:
    agency = an_agency()
    supervisor = stranger(Role.SUPERVISOR, division_code=agency.division_code)

    answer = supervisor.get("/supervision/forms/")

    [line] = [one for one in answer.context["lines"] if one.agency_id == agency.id]
    assert (line.is_owed, line.filed, line.unfiled) == (True, 0, line.total)
    assert supervisor.get(f"{LIST}?agency={agency.id}").status_code == 200
    assert stranger(Role.CASE_OFFICER).get("/supervision/forms/").status_code == 403


def test_more_agencies_cost_the_supervisor_no_more_queries() -> None:
    division = an_agency().division_code
    supervisor = stranger(Role.SUPERVISOR, division_code=division)
    before = queries_for(supervisor, "/supervision/forms/")

    for _ in range(3):
        an_agency()

    assert queries_for(supervisor, "/supervision/forms/") == before


def test_a_receipt_without_a_day_is_shown_again() -> None:
    client = reviewer(an_agency())

    answer = client.post(RECORD, receipt(names_on(client)[:1], filed_on=""))

    assert answer.status_code == 422
    assert not FormFiling.objects.exists()


def test_a_wrong_filing_is_corrected_and_the_page_shows_both() -> None:
    client = reviewer(an_agency())
    client.post(RECORD, receipt(names_on(client)[:1], filing_number="测司备〔2026〕1号"))
    page = f"{LIST}{FormFiling.objects.get().id}/"

    answer = client.post(f"{page}correct/", corrected(filing_number="测司备〔2026〕2号"))

    assert answer.status_code == 303
    shown, listed = text_of(client.get(page)), text_of(client.get(LIST))
    assert all(word in shown for word in ("1号", "2号", "已更正", "回执抄错"))
    assert "更正登记" not in shown
    assert ("测司备〔2026〕2号" in listed, "测司备〔2026〕1号" in listed) == (True, False)


def test_a_correction_that_says_nothing_new_or_nothing_at_all_is_shown_again() -> None:
    client = reviewer(an_agency())
    client.post(RECORD, receipt(names_on(client)[:1]))
    page = f"{LIST}{FormFiling.objects.get().id}/correct/"

    assert client.post(page, corrected()).status_code == 409
    assert client.post(page, corrected(reason="")).status_code == 422
    assert client.post(page, corrected(filed_on="")).status_code == 422
    assert FormFiling.objects.count() == 1


def test_others_see_a_filing_and_do_not_correct_it_and_strangers_see_none() -> None:
    agency = an_agency()
    client = reviewer(agency)
    client.post(RECORD, receipt(names_on(client)[:1]))
    page = f"{LIST}{FormFiling.objects.get().id}/"
    officer = stranger(Role.CASE_OFFICER, agency_id=agency.id)

    assert "更正登记" in text_of(client.get(page))
    assert "更正登记" not in text_of(officer.get(page))
    assert officer.post(f"{page}correct/", corrected()).status_code == 403
    assert reviewer(an_agency()).get(page).status_code == 404
    assert reviewer(an_agency()).post(f"{page}correct/", corrected()).status_code == 404


def test_the_page_of_a_type_shows_the_form_the_agency_uses() -> None:
    client = reviewer(an_agency())

    page = text_of(client.get("/documents/types/CF37/"))
    blank = client.get("/documents/types/CF37/pdf/?blank=1")

    assert "市场监管领域式样：行政处罚告知书" in page
    assert "未备案" in page
    assert blank.content.startswith(b"%PDF-")
