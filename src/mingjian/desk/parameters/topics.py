"""Topics (类别) of the law book: where on the shelf a value or a time limit stands."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class Topic(Titled):
    """法律依据的类别, in the order of the page."""

    PENALTY = "penalty", "行政处罚"
    REVIEW = "review", "法制审核"
    DISCLOSURE = "disclosure", "公示"
    RECORD = "record", "全过程记录、归档"
    INSPECTION = "inspection", "行政检查"
    COMPULSION = "compulsion", "行政强制"
    PERMIT = "permit", "行政许可"
    SERVICE = "service", "送达"
    REMEDY = "remedy", "复议、诉讼"
    CRIME = "crime", "移送司法"
    MARKET = "market", "市场监管"
    SUPERVISION = "supervision", "监督、队伍"
    CODES = "codes", "分类、代码"


# 期限按编号（PEN-12、BX-PUB-02）归类，参数按名称的第一段归类。
_OF_NUMBER = {
    "PEN": Topic.PENALTY,
    "SAM": Topic.MARKET,
    "PUB": Topic.DISCLOSURE,
    "REC": Topic.RECORD,
    "COE": Topic.COMPULSION,
    "PER": Topic.PERMIT,
    "REM": Topic.REMEDY,
    "LIT": Topic.REMEDY,
    "CRI": Topic.CRIME,
    "SER": Topic.SERVICE,
    "INS": Topic.INSPECTION,
    "SUP": Topic.SUPERVISION,
}
_OF_PREFIX = {
    **dict.fromkeys(
        ["summary", "collection", "surcharge", "officers", "hearing", "deliberation"],
        Topic.PENALTY,
    ),
    **dict.fromkeys(["recusal", "decision", "evidence", "procedure", "penalty"], Topic.PENALTY),
    "review": Topic.REVIEW,
    **dict.fromkeys(
        [
            *("disclosure", "publication", "annual_report", "disclosure_report"),
            *("disclosure_term", "credit_restoration"),
        ],
        Topic.DISCLOSURE,
    ),
    **dict.fromkeys(["agency", "officer", "guide", "item_list", "random_list"], Topic.DISCLOSURE),
    **dict.fromkeys(["board", "result", "random_result", "credit"], Topic.DISCLOSURE),
    **dict.fromkeys(["av", "record", "archive", "template", "secrecy"], Topic.RECORD),
    **dict.fromkeys(["inspection", "joint_inspection"], Topic.INSPECTION),
    **dict.fromkeys(["execution", "measure"], Topic.COMPULSION),
    **dict.fromkeys(["permit", "commitment"], Topic.PERMIT),
    "service": Topic.SERVICE,
    **dict.fromkeys(["training", "progress_report", "supervision"], Topic.SUPERVISION),
}


# 编号所属的法与读者要找的类别不同的。
_OF_ACT = {
    "withdraw_publication": Topic.DISCLOSURE,
    "review": Topic.REVIEW,
    "verify_lead": Topic.PENALTY,
    "close": Topic.PENALTY,
}


def topic_of_limit(number: str, *, act: str = "") -> Topic:
    """The topic of a time limit, from its number in the register of deadlines."""
    if act in _OF_ACT:
        return _OF_ACT[act]
    parts = number.split("-")
    return next((_OF_NUMBER[part] for part in parts if part in _OF_NUMBER), Topic.CODES)


def topic_of_value(key: str, *, rule: str) -> Topic:
    """The topic of a value: by the rule it belongs to, else by the first word of its key."""
    if rule:
        return topic_of_limit(rule)
    return _OF_PREFIX.get(key.partition(".")[0], Topic.CODES)
