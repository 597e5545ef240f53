"""Redaction: one action on one text. All names and numbers are made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.lawbook import load_lawbook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.redaction import (
    HIDDEN,
    apply_action,
    cover_name,
    cut_to_county,
    find_personal_numbers,
    find_withholding_rules,
    hide_personal_numbers,
    keep_family_name,
    mask_middle,
    replace_other_names,
)
from mingjian.law.redaction_rules import Action

RULES = load_lawbook("binxian").redaction_rules(on=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某某"),
        ("欧阳小明", "欧阳某某"),
        (" 李四 ", "李某某"),
        ("王", "王某某"),
        ("", ""),
    ],
)
def test_only_the_family_name_is_kept(name: str, shown: str) -> None:
    assert keep_family_name(name) == shown


@pytest.mark.parametrize(
    ("position", "cover"), [(0, "某A"), (1, "某B"), (25, "某Z"), (26, "某AA"), (27, "某AB")]
)
def test_other_persons_are_lettered(position: int, cover: str) -> None:
    assert cover_name(position) == cover


def test_a_negative_place_has_no_cover_name() -> None:
    with pytest.raises(ValueError, match="-1"):
        cover_name(-1)


def test_one_person_has_one_cover_name_throughout() -> None:
    text = "证人张三称，张三丰与李四在场；李四否认。"

    shown = replace_other_names(text=text, names=["张三", "李四", "张三丰", "张三", " "])

    assert shown == "证人某A称，某C与某B在场；某B否认。"


def test_without_names_the_text_stays() -> None:
    assert replace_other_names(text="无人在场。", names=[]) == "无人在场。"


@pytest.mark.parametrize(
    "number",
    [
        "110101200002290018",
        "11010120000229001X",
        "１１０１０１２００００２２９００１８",
        "110101000229001",
        "13800138000",
        "138-0013-8000",
        "0427-1234567",
        "（0427）1234567",
        "zhangsan@example.com",
        "6222021234567890123",
        "6222 0212 3456 7890 123",
    ],
)
def test_personal_numbers_are_hidden(number: str) -> None:
    text = f"当事人留下{number}，已核对。"

    assert hide_personal_numbers(text) == f"当事人留下{HIDDEN}，已核对。"
    assert find_personal_numbers(text) == (number,)


def test_a_wechat_name_is_hidden() -> None:
    assert hide_personal_numbers("微信号：zhangsan_01。") == "微信号××。"


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码11230125000000019Y",
        "统一社会信用代码91431121MA0ABCDE6D",
        "某市监处罚〔2026〕131号",
        "罚款100,000.00元（人民币壹拾万元整）",
        "2026年5月11日上午9时30分至10时15分",
        "行政处罚法第五十八条",
    ],
)
def test_public_numbers_stay(text: str) -> None:
    assert hide_personal_numbers(text) == text
    assert find_personal_numbers(text) == ()


def test_a_credit_code_of_digits_only_is_no_bank_account() -> None:
    valid, miscounted = "912301250000000020", "912301250000000021"

    assert hide_personal_numbers(f"信用代码{valid}") == f"信用代码{valid}"
    assert hide_personal_numbers(f"账号{miscounted}") == f"账号{HIDDEN}"


@given(st.text(alphabet="0123456789-@.Xx张三，。", max_size=60))
def test_nothing_personal_is_left_after_hiding(text: str) -> None:
    assert find_personal_numbers(hide_personal_numbers(text)) == ()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("黑龙江省哈尔滨市宾县宾州镇某街1号", "黑龙江省哈尔滨市宾县"),
        ("黑龙江省宾县宾州镇", "黑龙江省宾县"),
        ("北京市朝阳区某路2号", "北京市朝阳区"),
        ("河南省济源市某镇", "河南省济源市"),
        ("广东省东莞市长安镇某村", "广东省东莞市"),
        ("湖南省永州市祁阳市浯溪街道", "湖南省永州市祁阳市"),
        ("江苏省镇江市京口区某巷", "江苏省镇江市京口区"),
        ("四川省某地", "四川省"),
        ("某街道某小区1号楼", ""),
        ("", ""),
    ],
)
def test_an_address_ends_at_the_county(address: str, shown: str) -> None:
    assert cut_to_county(address) == shown


@pytest.mark.parametrize(("plate", "shown"), [("黑A12345", "黑A***45"), ("辽LD123", "辽L**23")])
def test_a_plate_loses_its_middle(plate: str, shown: str) -> None:
    assert mask_middle(plate) == shown


def test_a_short_text_is_masked_whole() -> None:
    assert mask_middle("黑A1") == "***"


@pytest.mark.parametrize(
    ("action", "shown"),
    [
        (Action.SHOW, "张三"),
        (Action.KEEP_FAMILY_NAME, "张某某"),
        (Action.REPLACE_OTHERS, "某B"),
        (Action.MASK_MIDDLE, "**"),
        (Action.CUT_TO_COUNTY, ""),
        (Action.REPLACE_WITH_NOTE, "××（涉及商业秘密，已作处理）"),
        (Action.REMOVE, ""),
    ],
)
def test_an_action_treats_a_field(action: Action, shown: str) -> None:
    assert apply_action(action=action, text="张三", position=1) == shown


@pytest.mark.parametrize(
    "action",
    [Action.BLUR, Action.STRIP, Action.LIMIT, Action.LEAVE_NOTICE, Action.WITHHOLD, Action.REFUSE],
)
def test_an_action_on_something_else_shows_no_text(action: Action) -> None:
    with pytest.raises(ValueError, match=f"'{action.value}' does not treat a text"):
        apply_action(action=action, text="张三")


def withheld(**facts: object) -> list[str]:
    given_facts = {
        "is_minor": False,
        "kinds": (PenaltyKind.FINE,),
        "is_summary": False,
        "sector": "market_supervision",
        **facts,
    }
    return [rule.element for rule in find_withholding_rules(rules=RULES, **given_facts)]  # type: ignore[arg-type]  # facts by name


def test_an_ordinary_fine_is_not_withheld() -> None:
    assert withheld() == []


def test_a_decision_on_a_minor_is_withheld_everywhere() -> None:
    assert withheld(is_minor=True, sector="") == ["decision_on_minor"]


def test_market_supervision_withholds_warnings_and_summary_decisions() -> None:
    assert withheld(kinds=(PenaltyKind.WARNING,)) == ["warning_only_decision"]
    assert withheld(kinds=(PenaltyKind.WARNING, PenaltyKind.FINE)) == []
    assert withheld(is_summary=True) == ["summary_decision"]


def test_other_sectors_decide_on_warnings_and_summary_decisions_themselves() -> None:
    assert withheld(kinds=(PenaltyKind.WARNING,), is_summary=True, sector="") == []


def test_the_reason_to_withhold_comes_with_its_source() -> None:
    [rule] = find_withholding_rules(
        rules=RULES,
        is_minor=False,
        kinds=(PenaltyKind.WARNING,),
        is_summary=False,
        sector="market_supervision",
    )

    assert str(rule.cite) == "《市场监督管理行政处罚信息公示规定》第二条第二款"
