"""Sealing: approved bytes and no others, by two persons, once; the file is kept for good."""

from __future__ import annotations

import hashlib
from pathlib import Path
from shutil import copytree

import pytest
from _pytest.raises import RaisesExc
from django.conf import settings

from mingjian.dossier import pdf, typesetting
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Seal, SealApproval
from mingjian.dossier.pdf import check_code, render_pdf
from mingjian.dossier.sealed_files import SealedFileDamaged, read_sealed_file
from mingjian.dossier.sealing import approve_seal, ready_bytes, seal_document
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor, Role
from mingjian.seals.checking import Verdict, check_seal, read_trusted
from mingjian.seals.register import find_by_code, find_by_file
from tests.dossier.make import AGENCY, AT, CLERK, make_paper

pytestmark = pytest.mark.django_db
HEAD = Actor(new_id(), "李四", Role.AGENCY_HEAD, AGENCY, "批准用印")
STRANGER = Actor(new_id(), "王五", Role.CASE_OFFICER, new_id(), "用印")


def no_faults(document: Document) -> list[Breach]:
    return []


def one_fault(document: Document) -> list[Breach]:
    return [Breach("L1", "日期不合法", None, "请更正。")]


def a_decision() -> Document:
    return make_paper(addressee="样板公司", sealed=True)


def approve(paper: Document, by: Actor = HEAD, sha256: str = "") -> SealApproval:
    seen = sha256 or ready_bytes(document=paper).sha256
    return approve_seal(document_id=paper.id, seen_sha256=seen, find_faults=no_faults, by=by, at=AT)


def seal(paper: Document, by: Actor = CLERK) -> Seal:
    return seal_document(document_id=paper.id, find_faults=no_faults, by=by, at=AT)


def refused(code: str) -> RaisesExc[MoveRefused]:
    return pytest.raises(MoveRefused, match=code)


def test_a_sealed_document_is_the_approved_bytes_under_a_seal_anybody_can_check():
    paper = a_decision()
    approval = approve(paper)
    sealed = seal(paper)
    file = read_sealed_file(digest=sealed.sealed_sha256)

    assert file.startswith(render_pdf(paper))
    assert hashlib.sha256(render_pdf(paper)).hexdigest() == approval.pre_seal_sha256
    report = check_seal(pdf=file, trusted=read_trusted(Path(settings.SEAL_TRUST_DIR)))
    assert report.verdict is Verdict.INTACT
    assert report.agency_name == paper.content["agency"]


def test_both_acts_are_in_the_record_of_the_case():
    paper = a_decision()
    approve(paper)
    sealed = seal(paper)

    kinds = Entry.objects.filter(stream_id=paper.subject_id).order_by("seq")
    assert [entry.kind for entry in kinds][1:] == ["document.seal_approved", "document.sealed"]
    assert kinds.last().payload["sealed_sha256"] == sealed.sealed_sha256


def test_what_was_not_seen_cannot_be_approved():
    with refused("您看到的文书与现在的文书不一致"):
        approve(a_decision(), sha256="0" * 64)

    assert not SealApproval.objects.exists()


def test_a_document_nobody_approved_is_not_sealed():
    with refused("尚未批准用印"):
        seal(a_decision())


def test_other_bytes_than_the_approved_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    paper = a_decision()
    approve(paper)
    later = compiler_of_a_later_release(tmp_path / "documents")
    monkeypatch.setattr(typesetting, "_compiler", lambda name: later)
    pdf._printed.cache_clear()

    with refused("批准用印之后文书发生了变化"):
        seal(paper)
    assert not Seal.objects.exists()
    pdf._printed.cache_clear()


def compiler_of_a_later_release(folder: Path) -> typesetting.typst.Compiler:
    """The same template, a point further down."""
    copytree(Path(str(typesetting.files("mingjian.dossier"))) / "templates/documents", folder)
    template = folder / "official.typ"
    template.write_text(template.read_text(encoding="utf-8") + "\n第二版", encoding="utf-8")
    fonts = [str(typesetting.serif_path().parent)]
    return typesetting.typst.Compiler(input=template, root=folder, font_paths=fonts)


def test_who_approved_does_not_seal_even_in_another_role():
    paper = a_decision()
    approve(paper)
    both = Actor(HEAD.person_id, HEAD.name, Role.CASE_OFFICER, AGENCY, "用印")

    with refused("须由两人分别办理"):
        seal(paper, by=both)


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.SYSTEM_ADMIN, Role.DISCLOSURE_CLERK])
def test_only_head_or_reviewer_approves(role: Role):
    with refused("不能批准用印"):
        approve(a_decision(), by=Actor(new_id(), "赵六", role, AGENCY, "用印"))


def test_another_agency_cannot_use_the_seal():
    paper = a_decision()
    approve(paper)

    with refused("属于另一机关"):
        seal(paper, by=STRANGER)


def test_an_internal_document_bears_no_seal():
    paper = make_paper(DocumentKind.CLOSING_REPORT, sections=[])

    with refused("内部文书"):
        ready_bytes(document=paper)


def test_a_document_with_faults_is_neither_approved_nor_sealed():
    paper = a_decision()
    seen = ready_bytes(document=paper).sha256
    with refused("日期不合法"):
        approve_seal(document_id=paper.id, seen_sha256=seen, find_faults=one_fault, by=HEAD, at=AT)
    approve(paper)

    with refused("日期不合法"):
        seal_document(document_id=paper.id, find_faults=one_fault, by=CLERK, at=AT)


def test_a_document_is_sealed_once():
    paper = a_decision()
    approve(paper)
    seal(paper)

    with refused("已经加盖印章"):
        seal(paper)
    with refused("已经加盖印章"):
        approve(paper, by=Actor(new_id(), "钱七", Role.LEGAL_REVIEWER, AGENCY, "用印"))


def test_the_public_register_answers_who_holds_number_and_code_or_the_file():
    paper = a_decision()
    approve(paper)
    sealed = seal(paper)
    number, code = paper.content["number"], check_code(paper)

    found = find_by_code(number=f" {number} ", code=code.lower().replace("-", ""))
    assert found is not None
    assert (found.title, found.has_legal_force) == ("行政处罚决定书", False)
    assert find_by_file(pdf=read_sealed_file(digest=sealed.sealed_sha256)) == found
    assert find_by_code(number=number, code="AAAA-AAAA-AAAA-AAAA") is None
    assert find_by_file(pdf=render_pdf(paper)) is None


def test_a_damaged_or_lost_file_is_never_served():
    paper = a_decision()
    approve(paper)
    digest = seal(paper).sealed_sha256
    path = Path(settings.SEALED_FILES_DIR) / digest[:2] / f"{digest}.pdf"
    assert path.stat().st_mode & 0o077 == 0

    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SealedFileDamaged, match="不能下载"):
        read_sealed_file(digest=digest)
    path.unlink()
    with pytest.raises(SealedFileDamaged):
        read_sealed_file(digest=digest)
