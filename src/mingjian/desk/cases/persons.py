"""Who has done what in the case (人员): officers with their credentials, reviewer, host."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.dates import long_date
from mingjian.law.procedure import OfficerFacts


@dataclass(frozen=True)
class PersonLine:
    """One person: what for, and for officers the credential as it stands on the day."""

    duty: str
    name: str
    note: str = ""
    word: str = ""
    tone: str = "plain"


def person_lines(file: CaseFile, *, on: date) -> list[PersonLine]:
    """Everybody of the case."""
    duties = ("主办", "协办")
    lines = [
        _officer_line(duty, officer, on)
        for duty, officer in zip(duties, file.facts.officers, strict=False)
    ]
    reviewers = {
        review.reviewer_name: review.concluded_on
        for sent in file.submissions
        if (review := getattr(sent, "review", None))
    }
    lines += [
        PersonLine("法制审核", name, f"{long_date(day)}审核") for name, day in reviewers.items()
    ]
    hosts = {hearing.presiding_name: hearing.scheduled_on for hearing in file.hearings}
    lines += [
        PersonLine("听证主持人", name, f"{long_date(day)}听证") for name, day in hosts.items()
    ]
    for gone in file.recusals:
        word = "回避" if gone.is_recusal else "更换承办人"
        name = gone.replacement.name if gone.replacement else ""
        note = f"{long_date(gone.decided_on)}，{gone.reasons}"
        lines.append(PersonLine(word, f"由{name}接办" if name else "退出", note))
    return lines


def _officer_line(duty: str, officer: OfficerFacts, on: date) -> PersonLine:
    if not officer.credential_number:
        return PersonLine(duty, officer.name, "没有登记执法证件", "无证件", "warn")
    until = long_date(officer.valid_until) if officer.valid_until else "长期"
    note = f"执法证号 {officer.credential_number}，有效期至{until}"
    is_valid = officer.valid_on(on)
    return PersonLine(
        duty,
        officer.name,
        note,
        "今日有效" if is_valid else "今日无效",
        "good" if is_valid else "warn",
    )
