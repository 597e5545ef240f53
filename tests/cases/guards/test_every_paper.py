"""Every kind of paper is made by an act of a told case, says no fault, and can be set."""

from __future__ import annotations

from time import perf_counter

from mingjian.cases.models import Case
from mingjian.cases.paper_checks import check_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document

# 提示：所引法律在当日施行的文本不在法规库里，须由人核对。
TEXT_NOT_HERE = "L42"
# 其余文书由注明的测试中的案件制作。
ELSEWHERE: dict[DocumentKind, str] = {}


def papers() -> list[Document]:
    return list(Document.objects.order_by("made_at", "id"))


def test_every_kind_of_paper_is_made_by_an_act_of_a_told_case() -> None:
    made = {DocumentKind(one) for one in Document.objects.values_list("kind", flat=True)}

    assert set(DocumentKind) - made == set(ELSEWHERE)


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
