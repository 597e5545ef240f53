"""The sheet of signatures (签名页) behind the text that was signed, and drawings as SVG."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone

from mingjian.dossier.models import Document, Signature
from mingjian.dossier.pdf import render_pdf, render_signed
from mingjian.dossier.signing import signatures_of
from mingjian.law.dates import long_date
from mingjian.law.signing import FULL, Capacity, SigningWay

# 签名栏 is five wide and two high, on the screen and on paper.
_WIDE, _HIGH = 1000, 400
Drawing = list[list[list[int]]]
VIEW_BOX = f"0 0 {_WIDE} {_HIGH}"
LEGAL_NOTE = (
    "屏幕签名没有使用电子认证证书，不是《电子签名法》第十三条规定的可靠电子签名。它证明：在所记时间、由所记人员的账号"
    "登记，签名笔画与上述文本绑定，此后文本、笔画的任何改动能够被发现。签名人的身份由执法人员现场核对。"
)


def path_of(strokes: Drawing) -> str:
    """The drawing as the path of an SVG."""
    return " ".join(
        "M"
        + " L".join(
            f"{across * _WIDE // FULL} {down * _HIGH // FULL}" for across, down, _ in _seen(stroke)
        )
        for stroke in strokes
    )


def _seen(stroke: list[list[int]]) -> list[list[int]]:
    """A dot is drawn as a line of no length."""
    return stroke if len(stroke) > 1 else [*stroke, *stroke]


def words_of(signature: Signature) -> list[str]:
    """What the record says of one signature or refusal, line by line."""
    capacity, way = Capacity(signature.capacity), SigningWay(signature.way)
    at = timezone.localtime(signature.signed_at)
    relation = f"（{signature.relation}）" if signature.relation else ""
    told = [
        f"{capacity.label}：{signature.signer_name}{relation}　{way.label}",
        f"{long_date(at.date())} {at:%H:%M:%S}",
    ]
    if signature.by_page and way is SigningWay.DRAWN:
        told.append(f"逐页确认：共{signature.page_count}页，每页已阅")
    for label, text in (
        ("凭证", signature.proof),
        ("拒绝的情况", signature.reason),
        ("见证人", signature.witness),
        ("录音录像", signature.recording),
    ):
        if text:
            told.append(f"{label}：{text}")
    return told


def printed_file(document: Document) -> bytes:
    """The paper as it is handed out, with the signatures it has. Raises MissingGlyphs."""
    pdf, made = render_pdf(document), signatures_of(document)
    sha256 = hashlib.sha256(pdf).hexdigest()
    current = [one for one in made if one.printed_sha256 == sha256]
    if not current:
        return pdf
    return signed_pdf(document=document, signatures=current, sha256=sha256)


def signed_pdf(*, document: Document, signatures: list[Signature], sha256: str) -> bytes:
    """The text as it was signed, with the sheet of its signatures behind. Raises MissingGlyphs."""
    rows: list[dict[str, Any]] = [
        {
            "lines": words_of(one),
            "drawing": _svg(one.strokes) if one.strokes else "",
            "alt": f"{one.signer_name}的签名",
        }
        for one in signatures
    ]
    return render_signed(document, {"sha256": sha256, "rows": rows, "note": LEGAL_NOTE})


def _svg(strokes: Drawing) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}"><path d="{path_of(strokes)}"'
        ' fill="none" stroke="#111" stroke-width="7" stroke-linecap="round"'
        ' stroke-linejoin="round"/></svg>'
    )
