"""Clauses (法条引用): the place exists and was in force on that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper
from mingjian.law.provisions import Statute, UnknownProvision, statute
from mingjian.law.statutes import number_from_chinese

_NUMERAL = "[零〇一二三四五六七八九十百千]+"
_CITED = re.compile(
    rf"《([^《》]{{2,60}})》((?:(?:、|和|及)?第{_NUMERAL}条(?:之{_NUMERAL})?"
    rf"(?:第{_NUMERAL}款)?(?:第[（(]?{_NUMERAL}[)）]?项)?)+)"
)
_PLACE = re.compile(
    rf"第({_NUMERAL})条(?:之({_NUMERAL}))?(?:第({_NUMERAL})款)?(?:第[（(]?({_NUMERAL})[)）]?项)?"
)


def l41_cited_places_exist_and_were_in_force(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """引用法律、法规、规章应当准确到条、款、项，并且当日有效。"""
    for place, text in paper.texts():
        for cited in _CITED.finditer(text):
            for found in _PLACE.finditer(cited[2]):
                yield from _judge(place, cited[1], found, paper)


def _judge(place: str, title: str, found: re.Match[str], paper: Paper) -> Iterator[Finding]:
    try:
        law = statute(title)
    except UnknownProvision:
        return  # 法规库没有收录的，不作判断
    written = f"《{title}》{found[0]}"
    version = next((one for one in law.versions if one.applies(on=paper.dated)), None)
    if version is None:
        yield _not_in_force(place, written, law, paper.dated)
        return
    article, paragraph, item = _numbers(found)
    try:
        law.provision(article, paragraph, item, paper.dated)
    except UnknownProvision:
        yield Finding(
            "L41",
            Gravity.SERIOUS,
            place,
            f"{written}不存在（{version.version_date.year}年文本）",
            "请核对条、款、项的序号。",
        )


def _not_in_force(place: str, written: str, law: Statute, on: date) -> Finding:
    """Not yet in force is a fault; a day whose text the library lacks is for people to check."""
    first = law.versions[0]
    is_original = not any("修" in line for line in first.text.history)
    if on < first.in_force and is_original:
        return Finding(
            "L42",
            Gravity.SERIOUS,
            place,
            f"{written}在{long_date(on)}尚未施行（自{long_date(first.in_force)}起施行）",
            "请引用当日有效的法律；跨越新旧法的，适用从旧兼从轻。",
            Citation("行政处罚法", "37"),
        )
    return Finding(
        "L42",
        Gravity.SLIGHT,
        place,
        f"法规库没有《{law.title}》在{long_date(on)}施行的文本，{written}未能校核",
        "请人工核对条文是否存在、当日是否有效。",
    )


def _numbers(found: re.Match[str]) -> tuple[str, str, str]:
    article, extra, paragraph, item = (
        str(number_from_chinese(numeral=part)) if part else "" for part in found.groups()
    )
    return (f"{article}-{extra}" if extra else article), paragraph, item
