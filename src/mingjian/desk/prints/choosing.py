"""Which papers may be printed together: all of the cases that this person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.dossier.models import Document, PrintRun
from mingjian.dossier.printing import MOST
from mingjian.law.breach import Breach, MoveRefused


@dataclass(frozen=True)
class Pile:
    """一个案件的文书."""

    case: Case
    number: str
    papers: list[Document]


def piles_of(case_ids: Sequence[UUID], *, scope: Scope) -> list[Pile]:
    """The cases in the order asked for, each with its papers in the order of their days."""
    visible = Case.objects.visible_to(scope).filter(id__in=case_ids)
    cases = {one.id: one for one in visible.select_related("party", "lead_number")}
    papers: dict[UUID, list[Document]] = {one: [] for one in cases}
    rows = Document.objects.filter(subject_id__in=cases).select_related("number", "seal")
    for paper in rows.defer("content").order_by("dated", "made_at", "id"):
        papers[paper.subject_id].append(paper)
    return [
        Pile(cases[one], cases[one].number or cases[one].lead_number.text, papers[one])
        for one in case_ids
        if one in cases
    ]


def chosen_papers(picked: Sequence[str], *, scope: Scope) -> list[UUID]:
    """The ticked papers in the order of the page; MoveRefused where one is not to be seen."""
    wanted = _ids(picked)
    if not wanted:
        refuse("没有勾选文书，没有打印", "请勾选要打印的文书。")
    if len(wanted) > MOST:
        refuse(f"一次最多打印{MOST}份，您勾选了{len(wanted)}份", "请分几次打印。")
    subjects = dict(Document.objects.filter(id__in=wanted).values_list("id", "subject_id"))
    seen = _visible(set(subjects.values()), scope)
    hidden = sum(1 for one in wanted if subjects.get(one) not in seen)
    if hidden:
        refuse(f"有{hidden}份文书不在您可以查看的范围内，全部没有打印", "请回到案件列表重新勾选。")
    return wanted


def run_for(*, run_id: UUID, scope: Scope) -> PrintRun:
    """One's own run, as long as every case in it may still be seen; otherwise 404."""
    run = get_object_or_404(PrintRun, id=run_id, person_id=scope.person_id)
    subjects = set(run.papers.values_list("document__subject_id", flat=True))
    if subjects - _visible(subjects, scope):
        raise Http404("a case of this run is out of scope now")
    return run


def refuse(message: str, remedy: str) -> None:
    """Nothing was printed."""
    raise MoveRefused([Breach("PRINT", message, None, remedy)])


def _visible(subjects: set[UUID], scope: Scope) -> set[UUID]:
    found = Case.objects.visible_to(scope).filter(id__in=subjects)
    return set(found.values_list("id", flat=True))


def _ids(picked: Sequence[str]) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(one) for one in picked))
    except ValueError as error:
        raise Http404("not the id of a paper") from error
