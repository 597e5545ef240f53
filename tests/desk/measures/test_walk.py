"""Every form of a measure, walked on the desk; and who may not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from mingjian.cases.models import Measure, SeizedGoods
from mingjian.desk.measures.lines import GoodsField
from mingjian.law.measures import MeasureMove
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.measures.goods import FOOD
from tests.cases.story import story_at
from tests.desk.counting import queries_for
from tests.desk.make import at_desk, case_url, follow, stranger, text_of, today, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD
ASKED = {
    "kind": "detain",
    "authority": str(FOOD),
    "object": "涉案面粉和烤箱",
    "reasons": "涉嫌用于违法生产经营。",
}
LIST = "面粉 25公斤/袋 10 袋 1250 照片0001\n烤箱 1 台\n鲜奶 - 20 盒 160"
DONE = [
    *("cards_were_shown", "party_was_told", "party_was_heard", "record_was_made"),
    *("is_connected", "is_no_necessity", "is_not_sealed_by_others"),
]

UNREADABLE = ("面粉", "面粉 十 袋", "面粉 0 袋", "面粉 10", "面粉 - 99999999999 袋")


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING, start=workdays_ago(12))


def url_of(story, move, measure=None):
    if measure is None:
        return reverse("desk:begin-measure", args=[story.case_id, move.value])
    return reverse("desk:do-measure", args=[story.case_id, measure.id, move.value])


def on_the_spot(**changes):
    now = timezone.localtime()
    return {
        "taken_at": now.strftime("%Y-%m-%dT%H:%M"),
        "place": "样板路1号",
        "goods": LIST,
        "kept_at": "本机关仓库",
        "done": DONE,
        "receiver": "张三",
        **changes,
    }


def post(story, role, move, data, measure=None):
    client = at_desk(story.cast, role)
    url = url_of(story, move, measure)
    assert client.get(url).status_code == 200
    return client, client.post(url, {"on": today().isoformat(), **data})


def done(story, role, move, data, measure=None):
    client, response = post(story, role, move, data, measure)
    assert response.status_code == 303, re.sub(r"<[^>]+>|\s+", " ", text_of(response))
    return text_of(follow(client, response))


def the_measure(story):
    return Measure.objects.get(case_id=story.case_id)


def held_on_the_desk(story):
    done(story, OFFICER, MeasureMove.REQUEST, ASKED)
    done(story, HEAD, MeasureMove.APPROVE, {"reasons": "同意。"}, the_measure(story))
    done(story, OFFICER, MeasureMove.TAKE, on_the_spot(), the_measure(story))
    return the_measure(story)


def test_goods_go_from_the_request_to_their_return(story):
    measure = held_on_the_desk(story)
    handed = {"reasons": "案情复杂。", "receiver": "张三"}
    milk = SeizedGoods.objects.get(name="鲜奶")

    text = done(story, HEAD, MeasureMove.EXTEND, {**handed, "days": "30"}, measure)
    assert "延长30日" in text
    due = {"due_on": (today() + timedelta(days=9)).isoformat()}
    tested = {**due, "content": "送检测机构检测。", "receiver": "张三"}
    assert "检测（检验）中" in done(story, OFFICER, MeasureMove.START_TEST, tested, measure)
    done(story, OFFICER, MeasureMove.END_TEST, {}, measure)
    sold = {"goods_ids": str(milk.id), "price_yuan": "100", "is_perishable": "on"}
    done(story, HEAD, MeasureMove.SELL, {**sold, "reasons": "临近保质期。"}, measure)
    destroyed = {"goods_ids": [str(SeizedGoods.objects.get(name="面粉").id)]}
    done(
        story,
        OFFICER,
        MeasureMove.DISPOSE,
        {**destroyed, "outcome": "destroyed", "reasons": "依照食品安全法销毁。"},
        measure,
    )
    rest = [str(one.id) for one in SeizedGoods.objects.filter(outcome_on__isnull=True)]
    back = {"goods_ids": rest, "ground": "not_needed", "reasons": "不再需要。", "receiver": "张三"}
    text = done(story, OFFICER, MeasureMove.RELEASE, back, measure)

    assert "已全部处理" in text
    assert "变卖，所得100.00元" in text
    assert "解除查封（扣押）决定书" in text


def test_the_page_shows_ledger_days_left_papers_and_record(story):
    held_on_the_desk(story)

    text = text_of(at_desk(story.cast, OFFICER).get(case_url(story.case_id)))
    assert "1．面粉" in text
    assert "¥1,250.00" in text
    assert "未估价" in text
    assert "剩 30" in text
    assert "强措〔" in text
    assert "由其他岗位办理：延长查封、扣押期限" in text
    assert "强制措施（1）" in text


def test_urgency_is_one_screen_and_waits_for_the_head(story):
    urgent = {**ASKED, **on_the_spot()}
    text = done(story, OFFICER, MeasureMove.TAKE_URGENTLY, urgent)
    assert "待补办批准" in text

    text = done(story, HEAD, MeasureMove.DECLINE, {"reasons": "无须采取。"}, the_measure(story))
    assert "未批准，应当立即解除" in text


def test_a_refusal_keeps_what_was_typed(story):
    done(story, OFFICER, MeasureMove.REQUEST, ASKED)
    done(story, HEAD, MeasureMove.APPROVE, {"reasons": "同意。"}, the_measure(story))
    sloppy = on_the_spot(done=DONE[1:])
    _, response = post(story, OFFICER, MeasureMove.TAKE, sloppy, the_measure(story))

    assert response.status_code == 409
    assert "没有出示执法身份证件" in text_of(response)
    assert "面粉 25公斤/袋" in text_of(response)
    assert not SeizedGoods.objects.exists()


@pytest.mark.parametrize(
    "line", ["面粉", "面粉 十 袋", "面粉 0 袋", "面粉 10", "面粉 - 99999999999 袋"]
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(story, line):
    urgent = {**ASKED, **on_the_spot(goods=f"烤箱 1 台\n{line}")}
    _, response = post(story, OFFICER, MeasureMove.TAKE_URGENTLY, urgent)

    assert response.status_code == 422
    assert "第2行不能识别" in text_of(response)


def test_a_measure_is_not_there_for_others(story):
    measure = held_on_the_desk(story)
    other = story_at(Move.APPROVE_OPENING, start=workdays_ago(12), serial=905)
    outsider = stranger(OFFICER, agency_id=other.cast.agency_id)

    assert outsider.get(url_of(story, MeasureMove.RELEASE, measure)).status_code == 404
    assert outsider.get(url_of(story, MeasureMove.REQUEST)).status_code == 404
    twin = reverse("desk:do-measure", args=[other.case_id, measure.id, "release_goods"])
    assert at_desk(other.cast, OFFICER).get(twin).status_code == 404
    assert (
        at_desk(story.cast, OFFICER).get(url_of(story, MeasureMove.TAKE, measure)).status_code
        == 409
    )
    nothing = reverse("desk:begin-measure", args=[story.case_id, "no-such-act"])
    assert at_desk(story.cast, OFFICER).get(nothing).status_code == 404


def test_the_case_page_needs_no_more_queries_for_its_measures(story):
    officer = at_desk(story.cast, OFFICER)
    without = queries_for(officer, case_url(story.case_id))
    held_on_the_desk(story)

    officer = at_desk(story.cast, OFFICER)

    assert queries_for(officer, case_url(story.case_id)) == without <= 15


@pytest.mark.parametrize("typed", ["轿车 1 辆 编号：A1", "轿车 1 辆 编号：LSV0001 编号：LSV0002"])
def test_a_number_that_names_nothing_is_told_with_its_line(typed):
    with pytest.raises(ValidationError, match="第1行的编号不能识别"):
        GoodsField(label="财物清单").clean(typed)


def test_a_number_is_printed_with_the_thing_and_kept_in_one_way_of_writing():
    (line,) = GoodsField(label="财物清单").clean("轿车 白色 1 辆 80000 编号：京A·12345 照片0003")

    assert (line.spec, line.note) == ("白色，编号京A·12345", "照片0003")
    assert line.wanted.identity == "京A12345"
