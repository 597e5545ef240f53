"""What a check of a document means, in sentences (核验结论)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from mingjian.law.dates import long_date
from mingjian.seals.checking import SealReport, Verdict
from mingjian.seals.models import PublicSeal
from mingjian.web.parts import SummaryRow

_TRIAL = "这是测试用印，只用于演示和试运行，不具有法律效力。"


@dataclass(frozen=True)
class Answer:
    """核验结论: one headline, what it means, what to do, and the particulars of the seal."""

    tone: str
    title: str
    meaning: str
    advice: str = ""
    rows: tuple[SummaryRow, ...] = ()
    trial: str = ""


def answer_file(report: SealReport, registered: PublicSeal | None) -> Answer:
    """On an uploaded file: its seal, and whether the register knows exactly this file."""
    if report.verdict is Verdict.INTACT:
        return _intact(report, registered)
    tone, title, meaning, advice = _OTHERWISE[report.verdict]
    shows_seal = report.verdict is Verdict.ALTERED and bool(report.agency_name)
    return Answer(tone, title, meaning, advice, _rows_of(report) if shows_seal else ())


def answer_number(registered: PublicSeal | None) -> Answer:
    """On number and code: the register only knows that such a paper was sealed, not this copy."""
    if registered is None:
        return Answer(
            "warn",
            "没有查到",
            "用印登记中没有这个文号和核验码。",
            "请核对文号（含年份和括号）和核验码；仍查不到的，请向文书上的机关核实，核实前不要据此付款。",
        )
    return Answer(
        "good",
        "有用印登记",
        f"{registered.agency_name}于{_day(registered.sealed_at)}在这份{registered.title}上加盖了印章。",
        "登记只说明有这样一份文书。要确认手中的文书没有被改动，请上传电子文件，或者与机关核对内容。",
        _registered_rows(registered),
        "" if registered.has_legal_force else _TRIAL,
    )


def _intact(report: SealReport, registered: PublicSeal | None) -> Answer:
    trial = _TRIAL if report.is_trial else ""
    moment = datetime.fromisoformat(report.sealed_at)
    said = f"{report.agency_name}于{_day(moment)}加盖电子印章，此后没有任何改动"
    if registered is None:
        return Answer(
            "warn",
            "印章有效，但没有登记",
            f"{said}；但是本平台的用印登记中没有这个文件。",
            "请向文书上的机关核实。",
            _rows_of(report),
            trial,
        )
    meaning = f"{said}；与本平台用印登记的文件一字不差。"
    rows = (SummaryRow("文书", registered.title), *_rows_of(report))
    return Answer("good", "真实、完整", meaning, "", rows, trial)


_OTHERWISE = {
    Verdict.ALTERED: (
        "late",
        "盖章后被改动",
        "这个文件在加盖印章之后被改动过，已经不是机关盖章的文书。",
        "请不要以它为准，也不要据此付款；请向文书上的机关索取原件。",
    ),
    Verdict.UNKNOWN: (
        "warn",
        "不能确认印章",
        "这个文件上的印章不是本平台信任的签发机构签发的，不能确认是谁盖的。",
        "请向文书上的机关核实。",
    ),
    Verdict.UNSEALED: (
        "info",
        "没有电子印章",
        "这个文件没有电子印章。公示平台下载的公开文本、扫描件和打印件都没有电子印章。",
        "请上传机关送达的电子文书；只有纸质文书的，请用文号和核验码查询。",
    ),
    Verdict.UNREADABLE: (
        "warn",
        "不能读取",
        "这个文件不是完整的 PDF，或者已经损坏、加密，不能核验。",
        "请重新下载后上传原文件，不要用其他软件另存或者打印成新的文件。",
    ),
}


def _rows_of(report: SealReport) -> tuple[SummaryRow, ...]:
    moment = localtime(datetime.fromisoformat(report.sealed_at)) if report.sealed_at else None
    return (
        SummaryRow("印章", report.signer),
        SummaryRow("用印时间", f"{moment:%Y-%m-%d %H:%M:%S}（时间戳）" if moment else "没有时间戳"),
        SummaryRow("长期验证", "文件内含证书和撤销信息" if report.for_long_term else "没有"),
    )


def _registered_rows(registered: PublicSeal) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("文书", registered.title),
        SummaryRow("机关", registered.agency_name),
        SummaryRow("用印日期", _day(registered.sealed_at)),
        SummaryRow("盖章文件校验码", registered.sealed_sha256),
    )


def _day(moment: datetime) -> str:
    return long_date(localtime(moment).date())
