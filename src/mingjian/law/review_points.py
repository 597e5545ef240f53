"""The seven points of legal review (审核内容七项), and what is no opinion at all."""

from __future__ import annotations

import re
from datetime import date

from mingjian.law.review_triggers import REVIEW_DUTY
from mingjian.law.roles import Role

# 法制审核七项内容：国务院办公厅关于全面推行三项制度的指导意见，各地实施方案同此七项。
SEVEN_POINTS = (
    "执法主体是否合法，执法人员是否具备执法资格",
    "执法程序是否合法",
    "案件事实是否清楚，证据是否合法充分",
    "适用法律、法规、规章是否准确，裁量基准运用是否适当",
    "执法是否超越执法机关法定权限",
    "执法文书是否完备、规范",
    "违法行为是否涉嫌犯罪、需要移送司法机关",
)
POINT_NUMBERS = range(1, len(SEVEN_POINTS) + 1)
# 只能由人判断的三项，必须写明理由；其余四项系统先行核对。
JUDGED_POINTS = (3, 4, 7)
LEAST_WORDS = 6
# 初次从事行政处罚决定法制审核的人员应当取得法律职业资格：2017年修正的行政处罚法自该日施行。
QUALIFICATION_SINCE = date(2018, 1, 1)
_WORD = re.compile(r"\w")

_STATEMENTS = {
    Role.CASE_OFFICER: "对送审材料的真实性、准确性、完整性，"
    "以及执法的事实、证据、法律适用、程序的合法性负责",
    Role.LEGAL_REVIEWER: "对出具的法制审核意见负责",
    Role.AGENCY_HEAD: "作为机关负责人，已经审阅法制审核意见，对作出的执法决定负责",
}


def is_perfunctory(text: str) -> bool:
    """笼统的“同意”“属实”等于没有审核: fewer than six characters, marks not counted."""
    words = _WORD.findall(text)
    return len(words) < LEAST_WORDS or len(set(words)) < LEAST_WORDS // 2


def may_review(*, is_qualified: bool, reviewer_since: date | None) -> bool:
    """审核人员资格: the legal profession's, or service as a reviewer since before 2018.

    行政处罚法 art. 58 second paragraph asks it of who reviews for the first time.
    """
    if reviewer_since is not None and reviewer_since < QUALIFICATION_SINCE:
        return True
    return is_qualified


def liability_statement(*, role: Role, name: str) -> str:
    """责任声明 of handler, reviewer or head (主要负责人、承办机构、审核机构各负其责)."""
    return f"{name}声明：本人{_STATEMENTS[role]}（{REVIEW_DUTY}）。"
