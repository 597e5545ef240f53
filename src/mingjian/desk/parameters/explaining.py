"""One entry explained (为什么是 7 个工作日): the value, its source, and what others say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.desk.parameters.shelf import KeptPack
from mingjian.desk.parameters.words import BEARERS, QUALITIES, start_text, value_text
from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook, LimitEntry, Value
from mingjian.law.time_limits import Bearer, Unit
from mingjian.web.parts import SummaryRow, Tone

# 期间的起算和届满：民事诉讼法第八十五条；“日”为工作日：行政处罚法第八十五条。
_COUNTING = Citation("民事诉讼法", "85")
_WORKDAYS = Citation("行政处罚法", "85")


@dataclass(frozen=True)
class Saying:
    """What one pack says about the entry."""

    name: str
    text: str
    origin: str
    cite: Citation | None
    is_own: bool


@dataclass(frozen=True)
class Version:
    """One version of the entry, in force from ``since`` until the day before ``until``."""

    text: str
    origin: str
    cite: Citation
    since: date
    until: date | None


@dataclass(frozen=True)
class Explanation:
    """What the page of one entry shows."""

    key: str
    title: str
    text: str
    question: str
    reasons: list[str]
    cite: Citation
    quality: str
    quality_tone: Tone
    rows: list[SummaryRow]
    sayings: list[Saying]
    versions: list[Version]


def explain_somewhere(
    *, key: str, chosen: KeptPack | None, packs: list[KeptPack], on: date
) -> tuple[KeptPack | None, Explanation | None]:
    """The entry as the chosen pack has it, or else the first one that says anything about it."""
    for pack in ([chosen] if chosen else []) + packs:
        entry = explain_entry(key=key, pack=pack, packs=packs, on=on)
        if entry is not None:
            return pack, entry
    return None, None


def explain_entry(
    *, key: str, pack: KeptPack, packs: list[KeptPack], on: date
) -> Explanation | None:
    """The entry as ``pack`` has it on that day; None if it has none of that name."""
    book = pack.lawbook
    limit = book.find_limit_entry(key, on=on)
    sayings = [_saying(each, key, on) for each in packs]
    if limit is not None:
        return _explain_limit(limit, book, sayings, on)
    value = book.find(key, on=on)
    return _explain_value(value, book, sayings, on) if value else None


def _explain_limit(
    entry: LimitEntry, book: LawBook, sayings: list[Saying], on: date
) -> Explanation:
    limit, national = entry.limit, book.national_limit(entry.act, on=on)
    rows = [
        SummaryRow("期限", entry.text),
        SummaryRow("起算", start_text(limit), _COUNTING),
        SummaryRow("谁的期限", BEARERS[limit.bearer]),
        SummaryRow(
            "怎样数", _counting(limit.unit), _WORKDAYS if limit.unit is Unit.WORKDAY else None
        ),
        SummaryRow("届满日遇休息日", _rolling(limit.bearer, rolls=limit.rolls)),
        SummaryRow("逾期的后果", limit.effect),
        *_common_rows(entry, national),
    ]
    return Explanation(
        key=entry.act,
        title=limit.title,
        text=entry.text,
        question=f"为什么是{entry.text}？",
        reasons=_reasons(entry, book, entry.text, national.text if national else "", limit.cite),
        cite=limit.cite,
        quality=QUALITIES[entry.quality][0],
        quality_tone=QUALITIES[entry.quality][1],
        rows=rows,
        sayings=sayings,
        versions=_limit_versions(entry.act, book),
    )


def _explain_value(value: Value, book: LawBook, sayings: list[Saying], on: date) -> Explanation:
    text, national = value_text(value), book.national_value(value.key, on=on)
    told = value_text(national) if national else ""
    return Explanation(
        key=value.key,
        title=book.parameter(value.key).title,
        text=text,
        question=f"为什么是“{text}”？" if len(text) <= 12 else "为什么这样规定？",
        reasons=_reasons(value, book, text, told, value.cite),
        cite=value.cite,
        quality=QUALITIES[value.quality][0],
        quality_tone=QUALITIES[value.quality][1],
        rows=[
            SummaryRow("规定", text),
            *_common_rows(value, national),
        ],
        sayings=sayings,
        versions=_value_versions(value.key, book),
    )


def _common_rows(
    entry: Value | LimitEntry, national: Value | LimitEntry | None
) -> list[SummaryRow]:
    has_floor = entry.floor or (national is not None and national.floor)
    rows = [
        SummaryRow("来源", "本地规定" if entry.is_local else "全国规定"),
        SummaryRow("地方能否放宽", "不能，只能更严" if has_floor else "没有设全国底线"),
        SummaryRow("施行日期", entry.since, kind="date"),
    ]
    if entry.until is not None:
        rows.append(SummaryRow("失效日期", entry.until, kind="date"))
    if entry.note:
        rows.append(SummaryRow("说明", entry.note))
    return rows


def _reasons(
    entry: Value | LimitEntry, book: LawBook, text: str, national: str, cite: Citation
) -> list[str]:
    """The answer in whole sentences: who says so, and how it stands to the national rule."""
    if not entry.is_local:
        return [f"{book.name}没有另作规定，沿用全国规定：{cite}规定为“{text}”。"]
    sentences = [f"{book.name}在{cite}中规定为“{text}”，优先于全国规定适用。"]
    if national == text:
        sentences.append("全国规定与此相同。")
    elif national:
        sentences.append(f"全国规定为“{national}”。")
    return sentences


def _counting(unit: Unit) -> str:
    if unit is Unit.WORKDAY:
        return "按工作日，不含双休日和法定节假日；调休上班的周末算工作日"
    return "按小时，连续计算" if unit is Unit.HOUR else "按自然日连续计算，含休息日"


def _rolling(bearer: Bearer, *, rolls: bool) -> str:
    if rolls:
        return "顺延到休息日后的第一个工作日"
    return "不顺延" if bearer is Bearer.PARTY else "不顺延：约束行政机关的期限从严计算"


def _saying(pack: KeptPack, key: str, on: date) -> Saying:
    book = pack.lawbook
    limit = book.find_limit_entry(key, on=on)
    if limit is not None:
        return Saying(pack.name, limit.text, _origin(limit), limit.limit.cite, pack.is_own)
    value = book.find(key, on=on)
    if value is not None:
        return Saying(pack.name, value_text(value), _origin(value), value.cite, pack.is_own)
    return Saying(pack.name, "", "未规定", None, pack.is_own)


def _origin(entry: Value | LimitEntry) -> str:
    return "本地规定" if entry.is_local else "沿用全国"


def _limit_versions(act: str, book: LawBook) -> list[Version]:
    entries = [
        entry for entry in (*book.jurisdiction.limits, *book.national.limits) if entry.act == act
    ]
    return _newest_first(
        Version(entry.text, _origin_title(entry), entry.limit.cite, entry.since, entry.until)
        for entry in entries
    )


def _value_versions(key: str, book: LawBook) -> list[Version]:
    values = [
        value for value in (*book.jurisdiction.values, *book.national.values) if value.key == key
    ]
    return _newest_first(
        Version(value_text(value), _origin_title(value), value.cite, value.since, value.until)
        for value in values
    )


def _newest_first(versions: Iterable[Version]) -> list[Version]:
    return sorted(versions, key=lambda version: version.since, reverse=True)


def _origin_title(entry: Value | LimitEntry) -> str:
    return "本地规定" if entry.is_local else "全国规定"
