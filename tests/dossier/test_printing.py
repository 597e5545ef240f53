"""Printing many papers: each file as the single path makes it, and nothing is lost on the way."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from mingjian.dossier.looks import FIRST, FOLDER, looks
from mingjian.dossier.models import Document, PrintedPaper, PrintRun
from mingjian.dossier.pdf import content_of, order_for, print_document, render_pdf
from mingjian.dossier.press import NotPrinted, Press
from mingjian.dossier.printing import (
    advance_run,
    drop_old_runs,
    file_of,
    progress_of,
    start_run,
    volume_of,
    volumes_of,
    zip_of,
)
from mingjian.dossier.together import Part, print_together
from mingjian.dossier.typesetting import Order
from mingjian.journal.ids import new_id
from tests.dossier.make import AT, CLERK, make_paper
from tests.dossier.test_pdf import text_of
from tests.dossier.test_sealing import approve, seal

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Two processes, as on two cores."""
    made = Press(processes=2)
    yield made
    made.close()


def papers(count: int) -> list[Document]:
    return [make_paper(addressee=f"样板{one}公司", sealed=True) for one in range(count)]


def run_of(documents: list[Document]) -> PrintRun:
    return start_run(
        title="宾市监罚〔2026〕 全部文书",
        document_ids=[one.id for one in documents],
        by=CLERK,
        at=AT,
    )


def test_the_press_gives_the_bytes_and_the_seal_place_of_the_single_path(press: Press) -> None:
    made = papers(5)

    printed = press.print_all([order_for(one) for one in made])

    assert printed == [print_document(one) for one in made]


def test_a_paper_that_cannot_be_set_holds_up_no_other(press: Press) -> None:
    good = order_for(papers(1)[0])
    broken = Order('{"agency": "甲"}', good.template, good.seconds, bears_seal=False)

    first, second, third = press.print_all([good, broken, good])

    assert isinstance(second, NotPrinted)
    assert first == third


def test_a_press_whose_process_died_says_so_and_goes_on() -> None:
    press, order = Press(processes=1), order_for(papers(1)[0])
    press.print_all([order])
    press._workers[0]._child.kill()

    failed, again = press.print_all([order, order])
    press.close()

    assert isinstance(failed, NotPrinted)
    assert "中断" in failed.why
    assert not isinstance(again, NotPrinted)


def test_a_run_gives_every_file_as_the_single_path_does() -> None:
    made = papers(2)
    approve(made[1])
    seal(made[1])
    run = run_of([*made, made[0]])
    advance_run(run_id=run.id)

    with zipfile.ZipFile(BytesIO(zip_of(run))) as archive:
        files = [archive.read(name) for name in archive.namelist()]

    assert progress_of(run).is_finished
    assert files == [file_of(one) for one in Document.objects.filter(id__in=[m.id for m in made])]
    assert files[0] == render_pdf(made[0])


def test_a_run_goes_on_where_it_stopped() -> None:
    run = run_of(papers(3))
    advance_run(run_id=run.id, turn=2)
    before = progress_of(run)
    kept = list(run.papers.exclude(sha256="").values_list("sha256", flat=True))
    advance_run(run_id=run.id, turn=2)

    assert (before.done, before.total, before.is_finished) == (2, 3, False)
    assert set(kept) < set(run.papers.values_list("sha256", flat=True))
    assert progress_of(run).is_finished


def test_a_paper_without_glyphs_is_named_and_the_rest_is_printed() -> None:
    good, bad = make_paper(addressee="样板公司"), make_paper(addressee="张\U0002ceff")
    run = run_of([bad, good])
    advance_run(run_id=run.id)

    progress = progress_of(run)
    assert (progress.done, progress.problems, progress.is_finished) == (1, 1, True)
    assert "\U0002ceff" in run.papers.get(document=bad).problem


def test_a_lost_file_is_printed_again() -> None:
    made = papers(1)
    run = run_of(made)
    advance_run(run_id=run.id)
    line = run.papers.get()
    (Path(settings.PRINT_DIR) / str(run.id) / f"{line.sha256}.pdf").write_bytes(b"changed")

    with zipfile.ZipFile(BytesIO(zip_of(run))) as archive:
        assert archive.read(archive.namelist()[0]) == render_pdf(made[0])


def test_the_file_for_the_printer_has_the_pages_and_words_of_each_paper() -> None:
    made = papers(3)
    approve(made[1])
    seal(made[1])
    run = run_of(made)
    advance_run(run_id=run.id)

    [(first, last)] = volumes_of(run)
    together = volume_of(run=run, first=first, last=last, agency="宾县市场监督管理局")

    singles = [file_of(Document.objects.get(id=one.id)) for one in made]
    pages = [page for one in singles for page in PdfReader(BytesIO(one)).pages]
    assert len(PdfReader(BytesIO(together)).pages) == len(pages)
    assert text_of(singles[0]) in text_of(together)
    assert text_of(singles[2]) in text_of(together)
    assert content_of(made[0])["addressee"] in text_of(together)


def with_a_second_look(folder: Path) -> Path:
    """The templates as shipped, and a later look whose papers say so."""
    shutil.copytree(str(FOLDER), folder, dirs_exist_ok=True)
    first = looks()[FIRST]
    (folder / "later").mkdir()
    for name in first.files:
        words = (folder / first.template(name)).read_text(encoding="utf-8")
        if name == "paper.typ":
            words = words.replace("#signing(content)", "后来的版式\n\n#signing(content)")
        (folder / "later" / name).write_text(words, encoding="utf-8")
    row = "".join(f'"{name}" = ""\n' for name in first.files)
    listed = (folder / "looks.toml").read_text(encoding="utf-8")
    later = f'[[look]]\nid = "later"\nfolder = "later"\nsince = 2026-01-01\n[look.files]\n{row}'
    (folder / "looks.toml").write_text(f"{listed}\n{later}", encoding="utf-8")
    return folder


def test_papers_of_two_looks_are_each_printed_in_their_own(tmp_path: Path) -> None:
    old, new = (content_of(one) for one in papers(2))
    parts = [
        Part("旧", content=old),
        Part("新", content={**new, "form": {**new["form"], "look": "later"}}),
    ]

    made = print_together(
        parts=parts, title="两种版式", agency="甲", at=AT, templates=with_a_second_look(tmp_path)
    )

    pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    said = ["后来的版式" in page for page in pages]
    assert any(said[len(pages) // 2 :])
    assert not any(said[: len(pages) // 2])


def test_old_runs_go_with_their_files() -> None:
    run = run_of(papers(1))
    advance_run(run_id=run.id)
    folder = Path(settings.PRINT_DIR) / str(run.id)

    kept = drop_old_runs(at=AT + timedelta(days=2))
    dropped = drop_old_runs(at=AT + timedelta(days=4))

    assert (kept, dropped, folder.exists()) == (0, 1, False)
    assert not PrintedPaper.objects.exists()


def test_a_line_is_printed_or_told_why_and_each_paper_stands_once() -> None:
    made = papers(1)
    run = run_of(made)
    both = {"sha256": hashlib.sha256(b"").hexdigest(), "problem": "没有"}
    for name, values in (
        ("printed_or_told_why", {"position": 2, "document": papers(1)[0], **both}),
        ("print_run_names_once", {"position": 2, "document": made[0]}),
        ("print_run_in_order", {"position": 1, "document": papers(1)[0]}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PrintedPaper.objects.create(id=new_id(), run=run, **values)
