"""Checks of regularity (合规性核对): which contents a paper must show, item by item, as a table.

An item is met by the share of its parts that the paper shows. A paper that the case rightly has
not (no hearing, no seizure) makes its items not applicable.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from mingjian.law.appraisal.answers import CHECKS, Answer, Check, fault, good, not_applicable
from mingjian.law.appraisal.facts import DossierFacts, PaperFacts

Shows = Callable[[DossierFacts, PaperFacts], bool]
Part = tuple[str, Shows]


def _says(pattern: str) -> Shows:
    compiled = re.compile(pattern)
    return lambda facts, paper: bool(compiled.search(paper.text))


def _names_party(facts: DossierFacts, paper: PaperFacts) -> bool:
    return bool(facts.party_name) and facts.party_name in paper.text


def _names_code(facts: DossierFacts, paper: PaperFacts) -> bool:
    # 自然人没有统一社会信用代码；身份证号码不在文书数据中。
    return not facts.party_code or facts.party_code in paper.text


def _is_signed(facts: DossierFacts, paper: PaperFacts) -> bool:
    return any(name.strip() for name in paper.signers)


PARTY: Part = ("当事人", _names_party)
CODE: Part = ("当事人代码", _names_code)
ACT: Part = ("违法事实", _says("违法事实|违法行为"))
EVIDENCE: Part = ("证据", _says("证据|为证"))
VIOLATED: Part = ("违反的条款", _says("违反了《"))
BASIS: Part = ("处罚依据", _says("依据[:：《]|处理依据|处罚依据"))
AMOUNT: Part = ("处罚种类和数额", _says("警告|罚款|没收|吊销|责令|通报批评|降低|限制|暂扣"))
DISCRETION: Part = ("裁量理由", _says("裁量|阶次|从轻|从重|减轻|情节"))
REMEDY: Part = ("救济途径和期限", _says(r"申请行政复议[\s\S]*提起行政诉讼"))
SEAL: Part = ("印章", lambda facts, paper: paper.is_sealed)
RECEIPT: Part = ("送达回证", lambda facts, paper: bool(paper.served_on and paper.proof))
NUMBER: Part = ("文号", lambda facts, paper: bool(paper.number))
SIGNED: Part = ("签名", _is_signed)
OUTSIDE = (SEAL, RECEIPT)
LIST: Part = ("清单", _says(r"清单[\s\S]*1．"))

# 项目号: 文书种类、没有该文书时的结论（空＝由人核对）、应当写明的内容。
_TABLE: dict[str, tuple[str, str, tuple[Part, ...]]] = {
    "301": ("opening_form", "", (PARTY, ("案件来源", _says("案源")))),
    "302": ("opening_form", "", (("案情摘要", _says("案情摘要")),)),
    "303": (
        "opening_form",
        "",
        (("承办人意见", _says("呈请理由")), ("审批意见", _says("同意立案")), SIGNED),
    ),
    "322": (
        "seizure_decision",
        "本案没有查封、扣押。",
        (PARTY, ("理由", _says("理由")), BASIS, ("期限", _says("期限至"))),
    ),
    "323": ("seizure_decision", "本案没有查封、扣押。", (("对象", _says("地点：")), REMEDY)),
    "324": ("seizure_decision", "本案没有查封、扣押。", (LIST,)),
    "325": ("seizure_decision", "本案没有查封、扣押。", OUTSIDE),
    "330": ("penalty_notice", "", (PARTY, CODE, ACT, EVIDENCE, VIOLATED)),
    "331": ("penalty_notice", "", (BASIS, AMOUNT, DISCRETION)),
    "332": (
        "penalty_notice",
        "",
        (
            ("陈述、申辩权利", _says("陈述和申辩|陈述、申辩")),
            ("期限", _says("[0-9一二三四五六七八九十]+个工作日内")),
        ),
    ),
    "333": ("penalty_notice", "", OUTSIDE),
    "334": (
        "hearing_notice",
        "本案没有举行听证。",
        (
            PARTY,
            ("时间", _says("年.*月.*日")),
            ("地点", _says("在.+举行听证")),
            ("主持人", _says("主持人")),
        ),
    ),
    "335": (
        "hearing_notice",
        "本案没有举行听证。",
        (
            ("申请回避", _says("申请回避")),
            ("委托代理", _says("委托")),
            ("注意事项", _says("视为放弃")),
        ),
    ),
    "336": ("hearing_notice", "本案没有举行听证。", OUTSIDE),
    "337": (
        "hearing_record",
        "本案没有举行听证。",
        (("地点", _says("听证地点")), ("人员", _says("听证主持人")), SIGNED),
    ),
    "343": ("review_opinion", "本案没有法制审核。", (("案由", _says("案由")), PARTY)),
    "346": (
        "deliberation_record",
        "本案没有集体讨论。",
        (("案由", _says("案由")), ("负责人", _says("（.+）：")), SIGNED),
    ),
    "347": (
        "deliberation_record",
        "本案没有集体讨论。",
        (("案情汇报", _says("讨论情况")), ("每人意见", _says("）：(不)?同意"))),
    ),
    "348": ("deliberation_record", "本案没有集体讨论。", (("结论", _says("结论")), SIGNED)),
    "350": ("penalty_decision", "", (PARTY, CODE, ACT, EVIDENCE, VIOLATED)),
    "351": ("penalty_decision", "", (BASIS, AMOUNT, DISCRETION)),
    "352": ("penalty_decision", "", (("履行方式和期限", _says("履行方式")),)),
    "353": ("penalty_decision", "", (REMEDY,)),
    "354": ("penalty_decision", "", OUTSIDE),
    "355": (
        "closing_report",
        "",
        (PARTY, ("案由", _says("案由")), ("结案情形", _says("结案情形"))),
    ),
    "356": ("closing_report", "", (("结案情况", _says("结案情况")),)),
    "358": ("summary_decision", "", (NUMBER,)),
    "359": ("summary_decision", "", (PARTY, CODE, ACT, EVIDENCE, VIOLATED)),
    "360": ("summary_decision", "", (BASIS, AMOUNT)),
    "361": (
        "summary_decision",
        "",
        (("履行方式", _says("履行方式")), ("加处罚款提示", _says("加处罚款|当场收缴|警告"))),
    ),
    "362": (
        "summary_decision",
        "",
        (("复议机关", _says("申请行政复议|行政复议")), ("期限", _says("日内"))),
    ),
    "363": ("summary_decision", "", OUTSIDE),
    "415": (
        "seizure_decision",
        "",
        (
            PARTY,
            ("理由", _says("理由")),
            BASIS,
            ("种类", _says("查封|扣押")),
            ("期限", _says("期限至")),
        ),
    ),
    "416": ("seizure_decision", "", (("对象", _says("地点：")), REMEDY)),
    "417": ("seizure_decision", "", (LIST,)),
    "418": ("seizure_decision", "", OUTSIDE),
    "419": ("seizure_extension", "本案没有延长期限。", (PARTY,)),
    "420": (
        "seizure_extension",
        "本案没有延长期限。",
        (("理由", _says("因")), ("依据", _says("第二十五条")), ("期限", _says("期限至"))),
    ),
    "421": ("seizure_extension", "本案没有延长期限。", OUTSIDE),
    "422": ("seizure_decision", "", (PARTY,)),
    "423": ("seizure_decision", "", (NUMBER, LIST)),
    "425": ("seizure_release", "", (PARTY,)),
    "426": (
        "seizure_release",
        "",
        (("原决定", _says("原措施")), ("处理", _says("解除")), ("依据", _says("依据《"))),
    ),
    "427": ("seizure_release", "", OUTSIDE),
    "437": ("demand", "", (PARTY,)),
    "438": (
        "demand",
        "",
        (
            ("内容", _says("应当履行的义务")),
            ("期限", _says("日内|期限")),
            ("确定的金额", _says("[0-9.]+元")),
            ("陈述申辩权利", _says("陈述|申辩")),
        ),
    ),
    "439": ("demand", "", OUTSIDE),
    "440": (
        "court_application",
        "",
        (("人民法院", _says("人民法院")), ("申请人", _says("申请人")), PARTY),
    ),
    "441": (
        "court_application",
        "",
        (("生效决定", _says("决定内容")), ("事实和理由", _says("事实、理由"))),
    ),
    "442": (
        "court_application",
        "",
        (("催告", _says("催告")), ("依据", _says("依据|《行政强制法》"))),
    ),
    "443": ("court_application", "", (("签名", _is_signed),)),
}


def _check_for(kind: str, absent: str, parts: tuple[Part, ...]) -> Check:
    def shows_every_part(facts: DossierFacts) -> Answer | None:
        paper = facts.paper(kind)
        if paper is None:
            return not_applicable(absent) if absent else None
        missing = [label for label, shows in parts if not shows(facts, paper)]
        if not missing:
            labels = "、".join(label for label, _ in parts)
            return good(f"《{paper.title}》已有{labels}。", paper)
        share = Fraction(len(missing), len(parts))
        return fault(f"《{paper.title}》没有{'、'.join(missing)}。", paper, missing=share)

    return shows_every_part


CHECKS.update({number: _check_for(*row) for number, row in _TABLE.items()})
