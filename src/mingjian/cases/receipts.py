"""Receipts of service (送达回证): printed from what was recorded, nothing typed again."""

from __future__ import annotations

from typing import Any

from mingjian.cases.models import Case
from mingjian.dossier.models import Document, Service
from mingjian.law.dates import long_date
from mingjian.law.service import ServiceMethod

TITLE = "送达回证"
_BLANK = "　　　　　　　　年　　月　　日"


def receipt_content(*, case: Case, document: Document, service: Service | None) -> dict[str, Any]:
    """送达回证 as a form; without a service yet, the sheet that is taken along to be signed."""
    name = f"{document.title}（{document.number.text}）" if document.number else document.title
    return {
        "shape": "form",
        "agency": case.agency.name,
        "title": TITLE,
        "number": case.number or case.lead_number.text,
        "external": False,
        "addressee": "",
        "rows": [
            ["送达文书", name, 1],
            ["受送达人", case.party.name, 1],
            *[[label, text, 1] for label, text in _rows(case, service)],
        ],
        "paragraphs": [],
        "body": "",
        "body_text": "",
        "body_lines": 0,
        "columns": [],
        "table": [],
        "signatures": [] if service else [["受送达人（代收人）签名", ""], ["送达人签名", ""]],
        "contact": [],
        "dated": long_date(service.done_on) if service else _BLANK,
        "sealed": False,
    }


def _rows(case: Case, service: Service | None) -> list[list[str]]:
    if service is None:
        labels = ("送达方式", "送达日期", "送达地点", "收件人", "与受送达人的关系")
        blank = [[label, case.party.address if label == "送达地点" else ""] for label in labels]
        return [*blank, ["拒收事由", ""], ["见证人签名", ""]]
    rows = [
        ["送达方式", ServiceMethod(service.method).title],
        ["交邮（发送）日期", long_date(service.sent_on) if service.sent_on else ""],
        ["邮件号码", service.tracking],
        ["电子送达地址", service.address],
        ["送达日期", long_date(service.done_on)],
        ["视为送达日期", long_date(service.effective_on)],
        ["送达地点", service.place],
        ["收件人", service.receiver],
        ["与受送达人的关系", service.relation],
        ["拒收事由", service.refused_reason],
        ["见证人", service.witness],
        ["拍照、录像", service.recording],
        ["凭证", service.proof],
        ["公告的原因和经过", service.efforts],
    ]
    always = {"送达地点", "收件人", "与受送达人的关系"}
    return [row for row in rows if row[1] or row[0] in always]
