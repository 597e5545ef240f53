"""PDF/A-2a as far as our check goes: every type, official and sealed papers (docs/pdfa.md)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from mingjian.dossier.filling import fill_type
from mingjian.dossier.pdf import FORMS, OFFICIAL, print_content
from mingjian.dossier.typesetting import order_of, set_pdf
from mingjian.law.document_types import Shape, document_types
from tests.dossier.sample import SAMPLE
from tests.dossier.test_pdf import MADE_AT, a_document
from tests.pdfa import faults_in
from tests.seals.make import an_authority, seal_with

MUTOOL = shutil.which("mutool")
SIGNED = {
    "sha256": "ab" * 32,
    "note": "注",
    "rows": [{"lines": ["甲"], "drawing": "", "alt": "甲"}],
}
LIST = {"columns": ["序号", "名称"], "table": [["1", "面粉"]]}


def official(**changes: object) -> bytes:
    """A decision, or what the changes make of it."""
    content = {**a_document().content, "external": True, **changes}
    return print_content(content=content, template=OFFICIAL, at=MADE_AT, bears_seal=False).pdf


def test_every_type_of_document_keeps_what_is_checked() -> None:
    found: dict[str, list[str]] = {}
    for kind in document_types():
        content = fill_type(kind=kind, values=SAMPLE)
        order = order_of(content=content, template=FORMS, at=MADE_AT, bears_seal=False)
        if faults := faults_in(set_pdf(order).pdf):
            found[kind.code] = faults

    assert found == {}


@pytest.mark.parametrize("changes", [{}, {"external": False, "signed": SIGNED}, LIST])
def test_official_papers_with_and_without_signatures_and_lists_do(
    changes: dict[str, object],
) -> None:
    assert faults_in(official(**changes)) == []


def test_a_sealed_paper_does(tmp_path: Path) -> None:
    sealed = seal_with(an_authority(tmp_path), official())

    assert faults_in(sealed, sealed=True) == []


def without(name: str) -> Callable[[DictionaryObject], None]:
    def remove(root: DictionaryObject) -> None:
        del root[NameObject(name)]

    return remove


def with_script(root: DictionaryObject) -> None:
    action = {"/S": NameObject("/JavaScript")}
    root[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in action.items()}
    )


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (without("/Lang"), "no language"),
        (without("/MarkInfo"), "not marked"),
        (without("/StructTreeRoot"), "no structure"),
        (without("/OutputIntents"), "no output intent"),
        (without("/Metadata"), "pdfaid:part 2"),
        (with_script, "action /JavaScript"),
    ],
)
def test_a_damaged_file_is_told(damage: Callable[[DictionaryObject], None], words: str) -> None:
    faults = faults_in(_changed(lambda writer: damage(writer.root_object)))

    assert any(words in one for one in faults), faults


def test_a_font_without_its_way_back_or_its_program_is_told() -> None:
    def damage(writer: PdfWriter) -> None:
        for one in writer._objects:
            if isinstance(one, DictionaryObject):
                one.pop(NameObject("/ToUnicode"), None)
                one.pop(NameObject("/FontFile3"), None)

    faults = " ".join(faults_in(_changed(damage)))

    assert "no way back to Unicode" in faults
    assert "not embedded" in faults


def test_an_encrypted_file_is_told() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(official())))
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)

    assert "6.1.3 encrypted" in faults_in(out.getvalue())


def _changed(damage: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(official())))
    damage(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.skipif(MUTOOL is None, reason="mutool (Debian: mupdf-tools) is not on this machine")
@pytest.mark.parametrize("shape", Shape)
def test_a_second_reader_draws_every_shape_without_complaint(shape: Shape, tmp_path: Path) -> None:
    kind = next(one for one in document_types() if one.shape is shape)
    content = fill_type(kind=kind, values=SAMPLE)
    order = order_of(content=content, template=FORMS, at=MADE_AT, bears_seal=False)

    words, complaints = drawn(set_pdf(order).pdf, tmp_path)

    assert complaints == []
    assert SAMPLE.of("agency") in words


@pytest.mark.skipif(MUTOOL is None, reason="mutool (Debian: mupdf-tools) is not on this machine")
def test_a_second_reader_draws_a_sealed_paper_and_complains_of_a_broken_one(tmp_path: Path) -> None:
    sealed = seal_with(an_authority(tmp_path), official())
    cut = sealed.replace(b"/FlateDecode", b"/FlateDecodf")

    assert drawn(sealed, tmp_path)[1] == []
    assert drawn(cut, tmp_path)[1] != []


def drawn(pdf: bytes, folder: Path) -> tuple[str, list[str]]:
    """What mutool reads while it draws every page, and what it says against the file."""
    assert MUTOOL is not None
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        [MUTOOL, "draw", "-q", "-F", "txt", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "ICC support" not in line]
    return re.sub(r"\s", "", done.stdout), said


def test_the_page_names_every_clause_that_is_checked() -> None:
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs/pdfa.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| 6.")]
    reader = (root / "tests/pdfa.py").read_text(encoding="utf-8")

    checked = {clause for said in re.findall(r'yield f?"(6[^:{]*)', reader) for clause in _in(said)}

    assert checked
    assert {clause for row in rows for clause in _in(row)} == checked


def _in(text: str) -> list[str]:
    return re.findall(r"\b6(?:\.\d+)+", text)
