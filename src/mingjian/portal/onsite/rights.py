"""Rights on the spot (现场的权利): plain sentences, each resting on an article of the library."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.law.citation import Citation


@dataclass(frozen=True)
class Right:
    """One thing officers must do or a person may ask, in a plain sentence with its articles."""

    title: str
    sentence: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Moment:
    """现场的一个环节: a heading and what holds there."""

    title: str
    anchor: str
    rights: tuple[Right, ...]


def _penalty(article: str, paragraph: str = "", item: str = "") -> Citation:
    return Citation("行政处罚法", article, paragraph, item)


def _force(article: str, paragraph: str = "", item: str = "") -> Citation:
    return Citation("行政强制法", article, paragraph, item)


WORKDAYS = (_penalty("85"), _force("69"))
MOMENTS = (
    Moment(
        "执法人员到场",
        "arrival",
        (
            Right(
                "两名以上执法人员",
                "执法人员不得少于两人，并且都应当具有行政执法资格。",
                (_penalty("42", "1"), _force("18", "", "2")),
            ),
            Right(
                "主动出示执法证件",
                "执法人员应当主动出示执法证件，您也可以要求出示。不出示的，您有权拒绝接受调查或者检查。",
                (_penalty("55", "1"), _force("18", "", "3")),
            ),
            Right(
                "文明执法",
                "执法人员应当文明执法，尊重和保护您的合法权益。",
                (_penalty("42", "2"),),
            ),
            Right(
                "申请回避",
                "执法人员与案件有直接利害关系，或者有其他关系可能影响公正的，您有权申请其回避。"
                "决定作出之前，调查不停止。",
                (_penalty("43", "2"), _penalty("43", "3")),
            ),
        ),
    ),
    Moment(
        "检查和询问",
        "inspection",
        (
            Right(
                "制作笔录",
                "询问或者检查应当制作笔录。签字以前，请逐页核对；记录有误的，可以要求更正或者补充。",
                (_penalty("55", "2"),),
            ),
            Right(
                "如实回答、协助检查",
                "您应当如实回答询问，协助调查或者检查，不得拒绝或者阻挠。",
                (_penalty("55", "2"),),
            ),
            Right(
                "全过程记录",
                "从启动到执行，行政机关应当以文字、音像等形式进行全过程记录，并归档保存。",
                (_penalty("47"),),
            ),
            Right(
                "保守秘密",
                "执法中知悉的国家秘密、商业秘密和个人隐私，应当依法保密。",
                (_penalty("50"),),
            ),
            Right(
                "先行登记保存证据",
                "证据可能灭失或者以后难以取得的，经行政机关负责人批准，可以先行登记保存，"
                "并应当在七日内作出处理决定。",
                (_penalty("56"),),
            ),
            Right(
                "不影响正常经营",
                "对许可事项监督检查时，不得妨碍正常的生产经营活动，不得索取或者收受财物，不得谋取其他利益。",
                (Citation("行政许可法", "63"),),
            ),
        ),
    ),
    Moment(
        "查封、扣押等强制措施",
        "compulsion",
        (
            Right(
                "先批准、后实施",
                "实施前须经行政机关负责人批准；情况紧急当场实施的，应当在二十四小时内报告并补办批准手续。",
                (_force("18", "", "1"), _force("19")),
            ),
            Right(
                "当场告知理由和权利",
                "应当当场告知采取强制措施的理由、依据，以及您享有的权利、救济途径，并听取陈述和申辩。",
                (_force("18", "", "5"), _force("18", "", "6")),
            ),
            Right(
                "交付决定书和清单",
                "查封、扣押应当制作并当场交付决定书和清单，清单一式二份。",
                (_force("24", "1"), _force("24", "3")),
            ),
            Right(
                "期限不超过三十日",
                "查封、扣押不得超过三十日；情况复杂经批准延长的，延长不得超过三十日，并应当书面告知理由。",
                (_force("25", "1"), _force("25", "2")),
            ),
            Right(
                "保管费用由机关承担",
                "因查封、扣押发生的保管费用，由行政机关承担。",
                (_force("26", "3"),),
            ),
        ),
    ),
    Moment(
        "处罚决定以前",
        "before-decision",
        (
            Right(
                "事先告知",
                "作出处罚决定以前，应当告知拟处罚的内容及事实、理由、依据，以及您享有的权利。"
                "没有告知的，不得作出处罚决定。",
                (_penalty("44"), _penalty("62")),
            ),
            Right(
                "陈述和申辩",
                "您有权陈述和申辩，意见成立的应当采纳。不得因为申辩而给予更重的处罚。",
                (_penalty("45", "1"), _penalty("45", "2")),
            ),
            Right(
                "要求听证",
                "较大数额罚款、吊销许可证件、责令停产停业等处罚，您可以在被告知后五日内要求听证，不承担听证费用。",
                (_penalty("63", "1"), _penalty("63", "2"), _penalty("64", "", "1")),
            ),
        ),
    ),
    Moment(
        "当场处罚和缴纳罚款",
        "on-the-spot",
        (
            Right(
                "当场处罚的限度",
                "违法事实确凿并有法定依据，对公民二百元以下、对法人或者其他组织三千元以下的罚款或者警告，"
                "才可以当场决定；法律另有规定的除外。",
                (_penalty("51"),),
            ),
            Right(
                "出示证件、当场交付决定书",
                "当场处罚应当出示执法证件，并当场交付编有号码的处罚决定书。",
                (_penalty("52", "1"), _penalty("52", "2")),
            ),
            Right(
                "罚款交到银行",
                "除法律规定可以当场收缴的以外，执法人员不得自行收缴罚款。"
                "您可以到指定的银行或者通过电子支付系统缴纳。",
                (_penalty("67", "2"), _penalty("67", "3")),
            ),
            Right(
                "没有专用票据可以拒缴",
                "当场收缴罚款，必须出具财政部门统一制发的专用票据；不出具的，您有权拒绝缴纳。",
                (_penalty("70"),),
            ),
        ),
    ),
    Moment(
        "不服怎么办",
        "remedies",
        (
            Right(
                "申请行政复议",
                "可以自知道处罚决定之日起六十日内申请行政复议；法律规定的期限超过六十日的除外。",
                (Citation("行政复议法", "20", "1"),),
            ),
            Right(
                "提起行政诉讼",
                "可以自知道处罚决定之日起六个月内向人民法院起诉；法律另有规定的除外。",
                (Citation("行政诉讼法", "46", "1"),),
            ),
            Right(
                "申诉和检举",
                "对实施处罚的行为，任何人都有权申诉或者检举；发现有错误的，行政机关应当主动改正。",
                (_penalty("75", "2"),),
            ),
            Right(
                "要求赔偿",
                "因违法处罚或者违法强制受到损害的，有权依法要求赔偿。",
                (_penalty("7", "2"), _force("8", "1")),
            ),
        ),
    ),
)
