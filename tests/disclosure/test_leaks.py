"""Leaks: personal data is found wherever it stands, and public data is let through."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.disclosure.leaks import KnownValue, find_leaks
from tests.registry.make import credit_code, id_number

ID = id_number(date(1990, 1, 1), 7)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
MOBILE, CARD = "13800138000", "6222020000000000125"


def kinds_in(text: str, *, natural_person: bool = True) -> list[str]:
    found = find_leaks(
        content={"facts": text}, titles={"facts": "违法事实"}, natural_person=natural_person
    )
    return [leak.kind for leak in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证号{ID}", "身份证号码"),
        (f"身份证号{ID[:6]} {ID[6:14]} {ID[14:]}", "身份证号码"),
        (
            "身份证号" + ID.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            "身份证号码",
        ),
        ("老身份证230125900101123", "十五位身份证号码"),
        (f"电话{MOBILE}", "手机号码"),
        ("电话138-0013-8000", "手机号码"),
        ("电话+86 138 0013 8000", "手机号码"),
        ("电话１３８００１３８０００", "手机号码"),
        ("电话0451-57900000", "电话号码"),
        (f"卡号{CARD}", "银行卡号"),
        ("卡号6222 0200 0000 0000 125", "银行卡号"),
        ("邮箱zhangsan@example.com", "电子邮箱"),
        ("微信号：zhang_san01", "微信号或者QQ号"),
        ("QQ：123456789", "微信号或者QQ号"),
        ("驾驶黑A12345货车", "车辆号牌"),
        ("驾驶黑A·D12345货车", "车辆号牌"),
        ("现住测试县测试镇测试路1号", "县级以下住址"),
        ("张某，住测试县测试镇测试村三组", "县级以下住址"),
        ("户籍地址：测试县测试小区2栋", "县级以下住址"),
        ("送达测试县测试镇测试小区3栋2单元501室", "县级以下住址"),
        ("测试花园５号楼一单元三〇二", "县级以下住址"),
        ("张某，男，汉族，测试县测试镇示范路12号，务农", "县级以下住址"),
        ("李某，女性，测试县测试乡示范村3组", "县级以下住址"),
        ("地址：测试县测试镇示范路12号", "县级以下住址"),
    ],
)
def test_personal_data_is_found(text, kind):
    assert kind in kinds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码" + credit_code(7),
        "宾市监罚〔2026〕12号",
        "2026年5月11日至2026年6月12日，罚款人民币10,500.00元",
        "条形码6901234567892，批号20260511，生产许可证编号SC10623012500017",
        "在测试县测试镇测试路12号的经营场所经营",
        "经营地址：测试县测试镇测试路12号",
        "一名男子在测试镇测试路12号门前占道经营",
        "住宅小区内堆放杂物",
        "该小区共六个单元，每单元十二户",
        "某A、某B签字确认，电话××",
        "黑A***45",
        "身份证号110101200002290011",  # check digit does not fit
    ],
)
def test_what_is_public_is_no_leak(text):
    assert kinds_in(text) == []


def test_an_organisation_may_have_its_address():
    assert kinds_in("住所：测试县测试镇测试路1号", natural_person=False) == []


def test_what_the_case_knows_is_found_everywhere_but_inside_public_names():
    content = {
        "party_name": "钱多多食品店",
        "facts": "钱多多食品店的店员钱多多承认。",
        "basis": ["钱多多"],
    }

    found = find_leaks(
        content=content,
        titles={"facts": "违法事实", "basis": "处罚依据"},
        known=[KnownValue("其他人姓名", "钱多多"), KnownValue("住址", "")],
        shown=["钱多多食品店"],
        natural_person=False,
    )

    assert [(leak.field, leak.position) for leak in found] == [("违法事实", 10), ("处罚依据", 1)]


def test_a_leak_tells_the_place_without_leaking_again():
    leak = find_leaks(
        content={"facts": f"电话{MOBILE}。"}, titles={"facts": "违法事实"}, natural_person=True
    )[0]

    message = str(leak.as_breach())
    assert "“违法事实”第3个字起含有手机号码（13*******00）" in message
    assert "《个人信息保护法》第二十八条" in message
    assert MOBILE not in message


@given(
    before=st.text(alphabet="当事人的店员，。号：电话", max_size=8),
    born=st.dates(date(1940, 1, 1), date(2012, 12, 31)),
    seed=st.integers(1, 999),
    after=st.text(alphabet="在现场签字。，；", max_size=8),
)
def test_no_id_number_with_a_right_check_digit_slips_through(before, born, seed, after):
    assert "身份证号码" in kinds_in(f"{before}{id_number(born, seed)}{after}")


@given(st.text(max_size=60))
def test_no_text_breaks_the_scanner(text):
    for leak in find_leaks(content={"facts": text}, titles={}, natural_person=True):
        assert 1 <= leak.position <= len(text)
