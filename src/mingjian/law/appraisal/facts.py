"""Facts of a dossier (案卷事实): the frozen picture that the automatic checks look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.law.appraisal.items import Procedure
from mingjian.law.deadlines import Deadline
from mingjian.law.measures import MeasureFacts
from mingjian.law.procedure import CaseFacts
from mingjian.law.summary import SummaryFacts


@dataclass(frozen=True)
class PaperFacts:
    """案卷中的一份文书. ``faults``: (rule, message) of the formal check against the case."""

    id: UUID
    kind: str
    title: str
    dated: date
    text: str = ""
    number: str = ""
    is_external: bool = False
    is_sealed: bool = False
    signers: tuple[str, ...] = ()
    served_on: date | None = None
    proof: str = ""
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EvidenceLine:
    """证据目录的一行."""

    title: str
    place: str
    proves: str
    by_officers: bool


@dataclass(frozen=True)
class DossierFacts:
    """案卷事实: either ``case`` (普通程序) or ``summary`` (当场处罚), and what lies around it."""

    procedures: frozenset[Procedure]
    party_name: str
    party_code: str = ""
    case: CaseFacts | None = None
    summary: SummaryFacts | None = None
    decided_on: date | None = None
    has_power: bool | None = None  # 决定之日登记有该领域职权
    prior_fines: int = 0  # 同一当事人、同一行为、同一行为终了日的其他罚款决定
    measures: tuple[MeasureFacts, ...] = ()
    measure_witnesses: tuple[str, ...] = ()
    review_points: int = 0  # 法制审核意见逐项写明的项数
    receipts: tuple[str, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    papers: tuple[PaperFacts, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    cases_of_year: int = 0
    closed_on: date | None = None

    def paper(self, *kinds: str) -> PaperFacts | None:
        """The last paper of these kinds."""
        return next((one for one in reversed(self.papers) if one.kind in kinds), None)

    def deadline(self, act: str) -> Deadline | None:
        """The last clock of that act."""
        return next((one for one in reversed(self.deadlines) if one.limit.act == act), None)
