"""The party's own page (当事人专属页面): its codes, what may be handed in, and by when.

What arrives counts from its arrival in the system that the organ named (电子签名法 art. 11), not
from the hour at which somebody reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure.titles import Titled

# No 0/O, 1/I/L, U/V: people read these from paper and type them on a telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
CODE_LENGTH, FACTOR_LENGTH = 10, 8
LONGEST_TEXT = 5000
ARRIVAL = Citation("电子签名法", "11", "2")


class SubmissionKind(Titled):
    """当事人提交的材料."""

    DEFENCE = "defence", "陈述、申辩"
    HEARING = "hearing", "听证申请"
    RECTIFICATION = "rectification", "改正情况"
    OTHER = "other", "其他意见"

    @property
    def cite(self) -> Citation:
        """The right it rests on (行政处罚法)."""
        return _CITES[self]


_CITES = {
    SubmissionKind.DEFENCE: Citation("行政处罚法", "45", "1"),
    SubmissionKind.HEARING: Citation("行政处罚法", "64", "1"),
    SubmissionKind.RECTIFICATION: Citation("行政处罚法", "28", "1"),
    SubmissionKind.OTHER: Citation("行政处罚法", "7", "1"),
}


@dataclass(frozen=True)
class Standing:
    """当事人目前的地位: what was served on it, and whether the matter was decided."""

    is_noticed: bool
    hearing_due_on: date | None
    is_decided: bool


def submission_breaches(
    *, kind: SubmissionKind, content: str, standing: Standing, on: date
) -> list[Breach]:
    """Why this cannot be handed in now; a late defence is still taken and left to the organ."""
    found = []
    if not content.strip() or len(content) > LONGEST_TEXT:
        found.append(
            Breach(
                "PARTY_TEXT",
                f"内容应当在1至{LONGEST_TEXT}字之间",
                kind.cite,
                "请写明您的意见；篇幅较长的，请分次提交，或者到机关当面提交。",
            )
        )
    breach = _WHEN[kind](standing, on) if kind in _WHEN else None
    return [*found, breach] if breach else found


def _defence(standing: Standing, on: date) -> Breach | None:
    if not standing.is_noticed:
        what, remedy = "尚未向您送达事先告知书", "如有意见，请选择“其他意见”提交。"
    elif standing.is_decided:
        what = "处罚决定已经作出"
        remedy = "对决定不服的，可以在期限内申请行政复议或者提起行政诉讼。"
    else:
        return None
    return Breach("APL45", f"{what}，不能再提交陈述、申辩", SubmissionKind.DEFENCE.cite, remedy)


def _hearing(standing: Standing, on: date) -> Breach | None:
    due_on = standing.hearing_due_on
    if due_on is None:
        what, remedy = "本案告知书没有告知听证的权利", "如有意见，请提交陈述、申辩。"
    elif standing.is_decided:
        what, remedy = "处罚决定已经作出", "对决定不服的，可以申请行政复议或者提起行政诉讼。"
    elif on > due_on:
        what = f"要求听证的期限已于{long_date(due_on)}届满"
        remedy = "您仍可以提交陈述、申辩；有正当理由的，请联系办案机关。"
    else:
        return None
    return Breach("APL64", f"{what}，不能提交听证申请", SubmissionKind.HEARING.cite, remedy)


_WHEN: dict[SubmissionKind, Callable[[Standing, date], Breach | None]] = {
    SubmissionKind.DEFENCE: _defence,
    SubmissionKind.HEARING: _hearing,
}


def offered_kinds(*, standing: Standing, on: date) -> tuple[SubmissionKind, ...]:
    """What the page offers today (可以提交的材料)."""
    return tuple(
        kind
        for kind in SubmissionKind
        if not submission_breaches(kind=kind, content="意见", standing=standing, on=on)
    )


def require_lawful_submission(
    *, kind: SubmissionKind, content: str, standing: Standing, on: date
) -> None:
    """Raise MoveRefused with every reason."""
    found = submission_breaches(kind=kind, content=content, standing=standing, on=on)
    if found:
        raise MoveRefused(found)


def read_code(typed: str) -> str:
    """What was typed, without blanks, hyphens and case."""
    return "".join(sign for sign in typed.upper() if sign in ALPHABET)


def in_groups(code: str, *, size: int = 4) -> str:
    """As it is printed: ``ABCD-EFGH``."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))
