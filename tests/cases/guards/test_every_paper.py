"""Which kinds of papers acts of the told cases make; none of these papers has a formal fault."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from mingjian.cases.models import Case
from mingjian.cases.paper_checks import check_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document

# 提示：所引法律在当日施行的文本不在法规库里，须由人核对。
TEXT_NOT_HERE = "L42"
# 其余文书由注明的测试中的案件制作。
K = DocumentKind
ELSEWHERE = {
    "cases/proceedings/test_acting.py": {
        *(K.CASE_TRANSFER, K.CORRECTION_ORDER, K.CRIME_HANDOVER, K.RECUSAL_DECISION),
        *(K.FREEZE_DECISION, K.FREEZE_EXTENSION, K.FREEZE_RELEASE),
        *(K.SAMPLING_RECORD, K.TEST_COMMISSION, K.TEST_NOTICE),
        *(K.SUBSTITUTE_DECISION, K.SUBSTITUTE_DEMAND),
    },
    "cases/proceedings/test_papers.py": {K.SURCHARGE_DECISION, K.ENFORCEMENT_DECISION},
    "cases/test_announcements.py": {K.SERVICE_ANNOUNCEMENT},
    "cases/proceedings/test_goods.py": {K.CONFISCATION_LIST, K.CONFISCATION_DISPOSAL},
    "cases/test_decision.py": {K.NO_PENALTY_DECISION},
    "cases/test_goods_lists.py": {K.GOODS_LIST},
    "cases/test_justice.py": {K.RESULT_LETTER},
    "cases/test_opening.py": {K.DECLINE_FORM},
    "cases/test_receipts.py": {K.SERVICE_RECEIPT},
    "cases/test_remedies.py": {K.CORRECTION},
}
# 没有一个测试的案件制作：与询问笔录同一办理（make_record），只是栏目不同。
NOWHERE = {K.SCENE_RECORD, K.DEFENCE_RECORD}
TESTS = Path(__file__).resolve().parents[2]


def papers() -> list[Document]:
    return list(Document.objects.order_by("made_at", "id"))


def test_every_kind_of_paper_is_made_by_an_act_of_a_told_case() -> None:
    made = {DocumentKind(one) for one in Document.objects.values_list("kind", flat=True)}

    assert set(DocumentKind) - made == NOWHERE.union(*ELSEWHERE.values())
    assert all((TESTS / name).exists() for name in ELSEWHERE)


def test_no_paper_of_a_told_case_has_a_formal_fault_and_each_is_checked_within_a_second() -> None:
    cases = {one.id: one for one in Case.objects.select_related("agency", "party")}
    faults, slowest = [], 0.0

    for paper in papers():
        began = perf_counter()
        found = check_paper(document=paper, case=cases[paper.subject_id])
        slowest = max(slowest, perf_counter() - began)
        faults += [f"{paper.kind} {one}" for one in found if one.rule != TEXT_NOT_HERE]

    assert faults == []
    assert slowest < 1
