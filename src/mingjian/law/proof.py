"""What must be proved (待证事实) and with what: evidence ↔ fact ↔ clause, and the gaps.

The facts of a violation follow from its provisions: who the party is, the act itself, what each
sanction asks (amounts, circumstances), and the grounds used for discretion. 行政处罚法 art. 40: an
act not clear or not proved is not punished; art. 46: evidence is verified and lawfully obtained.
A gap warns and is seen by the reviewer; the gates that stop a case are those of ``law.procedure``
(no evidence, unverified evidence), because only a person can say whether a fact is proved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from mingjian.law.benchmarks import BenchmarkItem
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.grounds import grounds
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import EvidenceKind
from mingjian.law.procedure.titles import Titled
from mingjian.law.violations import Violation

CLEAR_FACTS = Citation("行政处罚法", "40")
EIGHT_KINDS = Citation("行政处罚法", "46", "1")
VERIFIED = Citation("行政处罚法", "46", "2")
LAWFUL = Citation("行政处罚法", "46", "3")
TWO_OFFICERS = Citation("行政处罚法", "42", "1")
SEARCH = Citation("行政处罚法", "55", "2")
_NAMED = Citation("行政处罚法", "59", "1", "1")
_GAINS = Citation("行政处罚法", "28", "2")
_COURT = "最高人民法院关于行政诉讼证据若干问题的规定"
COPIES, PLACES_OF_COPIES = Citation(_COURT, "10"), Citation(_COURT, "11")


class PointKind(Titled):
    """待证事实的种类."""

    PARTY = "party", "主体"
    ACT = "act", "行为"
    RESULT = "result", "结果、数额"
    ELEMENT = "element", "处罚条款的情形"
    FACTOR = "factor", "裁量情节"


MANDATORY = frozenset({PointKind.PARTY, PointKind.ACT})


@dataclass(frozen=True)
class Point:
    """待证事实: one fact of one violation; ``key`` stays the same while its clause does."""

    key: str
    kind: PointKind
    title: str
    cites: tuple[Citation, ...]

    @property
    def is_mandatory(self) -> bool:
        """Whether nothing can be punished without it."""
        return self.kind in MANDATORY


class Confirmation(Titled):
    """当事人或者提供人确认."""

    SIGNED = "signed", "已核对并签名"
    REFUSED = "refused", "拒绝签名，已注明情况"
    NOT_DUE = "not_due", "依法不需要确认"
    MISSING = "missing", "尚未确认"


class Original(Titled):
    """原件、原物."""

    ORIGINAL = "original", "原件、原物"
    CHECKED_COPY = "checked_copy", "复制件，已与原件核对无误"
    FROM_KEEPER = "from_keeper", "复制件，已注明出处并由保管单位盖章"
    UNCHECKED = "unchecked", "复制件，未与原件核对"


@dataclass(frozen=True)
class Exhibit:
    """一件证据 as this page needs it; ``confirmation`` and ``original`` empty: not examined yet."""

    label: str
    kind: EvidenceKind
    collected_on: date
    is_collected: bool
    is_verified: bool
    is_excluded: bool
    source: str = ""
    confirmation: Confirmation | None = None
    original: Original | None = None
    has_photo: bool = False
    place: str = ""


@dataclass(frozen=True)
class Gap:
    """缺口: what is missing, why it is asked for, what to do."""

    about: str
    text: str
    cite: Citation
    is_mandatory: bool = False

    @property
    def sentence(self) -> str:
        """For lists: what and why."""
        return f"{self.about}：{self.text}（{self.cite}）。"


def points_of(rule: Violation | BenchmarkItem, *, used: Iterable[str] = ()) -> tuple[Point, ...]:
    """待证事实 of a violation; ``used``: ids of the statutory grounds that the proposal applies."""
    return tuple(_once(_points(rule, used)))


def gaps_of(
    *, points: Sequence[Point], proved_by: Mapping[str, Sequence[Exhibit]], about: str = ""
) -> tuple[Gap, ...]:
    """待证事实 without evidence that may be used; those that nothing can do without come first."""
    found = [
        Gap(
            f"{about}{point.kind.title}“{point.title}”",
            _why_unproved(proved_by.get(point.key, ())),
            CLEAR_FACTS,
            point.is_mandatory,
        )
        for point in points
        if not any(_may_be_used(one) for one in proved_by.get(point.key, ()))
        and point.kind is not PointKind.ELEMENT
    ]
    return tuple(sorted(found, key=lambda one: not one.is_mandatory))


def faults_of(exhibit: Exhibit, *, before: date) -> tuple[Gap, ...]:
    """合法性核对 of one item: source, officers, day, confirmation, original, photo and place.

    What was excluded needs nothing any more. ``before``: the day of the decision, or today.
    """
    return () if exhibit.is_excluded else tuple(_faults(exhibit, before))


def _points(rule: Violation | BenchmarkItem, used: Iterable[str]) -> Iterator[Point]:
    yield Point("party", PointKind.PARTY, "当事人的身份和责任能力", (_NAMED,))
    yield Point("act", PointKind.ACT, rule.title, (*rule.forbids, *rule.penalises))
    if isinstance(rule, Violation):
        yield from _of_sanctions(rule)
    else:
        for group in rule.groups:
            for fine in group.fines.values():
                yield from (_amount(name, rule.penalises) for name in fine.measures)
        for tier in rule.rules:
            if tier.condition_text:
                title = f"{tier.tier}：{tier.condition_text}"
                yield _element(title, rule.penalises)
    known = grounds()
    for slug in used:
        if slug in known:
            ground = known[slug]
            yield Point(f"ground:{slug}", PointKind.FACTOR, ground.title, (ground.cite,))


def _of_sanctions(rule: Violation) -> Iterator[Point]:
    for key, title in rule.facts:
        yield Point(f"fact:{key}", PointKind.RESULT, title, rule.penalises)
    for one in rule.sanctions:
        if PenaltyKind.CONFISCATION_OF_GAINS in one.kinds:
            yield Point("gains", PointKind.RESULT, "违法所得的数额，或者没有违法所得", (_GAINS,))
        if PenaltyKind.CONFISCATION_OF_PROPERTY in one.kinds:
            yield Point("goods", PointKind.RESULT, "应当没收的财物的名称、数量", (one.cite,))
        if one.fine is not None:
            yield from (_amount(name, (one.cite,)) for name in one.fine.measures)
        if one.condition_text:
            yield _element(one.condition_text, (one.cite,))


def _element(title: str, cites: tuple[Citation, ...]) -> Point:
    # The words of a tier can be long; their digest names them as exactly.
    return Point(f"if:{sha256(title.encode()).hexdigest()[:16]}", PointKind.ELEMENT, title, cites)


def _amount(name: str, cites: tuple[Citation, ...]) -> Point:
    return Point(f"amount:{name}", PointKind.RESULT, f"{name}的数额", cites)


def _once(points: Iterable[Point]) -> Iterator[Point]:
    seen: set[str] = set()
    for one in points:
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _may_be_used(one: Exhibit) -> bool:
    return one.is_verified and not one.is_excluded


def _why_unproved(linked: Collection[Exhibit]) -> str:
    if not linked:
        return "没有对应的证据"
    if all(one.is_excluded for one in linked):
        return "对应的证据均不予采信"
    return "对应的证据尚未查证属实"


def _faults(one: Exhibit, before: date) -> Iterator[Gap]:
    if not one.source:
        yield Gap(one.label, "没有注明来源", LAWFUL)
    if not one.is_collected and one.kind is EvidenceKind.SCENE_RECORD:
        yield Gap(one.label, "没有两名执法人员", TWO_OFFICERS)
    if not one.is_verified:
        yield Gap(one.label, "尚未查证属实", VERIFIED)
    if one.collected_on > before:
        yield Gap(one.label, f"取得日期晚于{long_date(before)}，不能作为根据", LAWFUL)
    if one.confirmation in (None, Confirmation.MISSING):
        yield Gap(one.label, "没有当事人、提供人核对签名，也没有注明拒绝签名", SEARCH)
    if one.original is None:
        yield Gap(one.label, "没有注明是原件、原物还是复制件", COPIES)
    if one.original is Original.UNCHECKED:
        yield Gap(one.label, "复制件没有与原件核对", COPIES)
    if one.kind is EvidenceKind.PHYSICAL and not one.has_photo:
        yield Gap(one.label, "物证没有照片", PLACES_OF_COPIES)
    if one.kind is EvidenceKind.PHYSICAL and not one.place:
        yield Gap(one.label, "物证没有注明提取地点", PLACES_OF_COPIES)
