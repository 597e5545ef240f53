"""卷内文件: every paper of a closed case with its bytes, in the order of the law.

Documents come as sealed, else as printed. What has no document of its own (案源登记、送达回证、
证据目录、缴款记录) is set from the rows of the case, in the forms of the house. A service has one
送达回证: the one signed on the screen where there is one, else the one made from its row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from pyhanko.pdf_utils.reader import PdfFileReader

from mingjian.cases.evidence_papers import CATALOGUE, CATALOGUE_COLUMNS, catalogue_table
from mingjian.cases.models import Case
from mingjian.cases.paper_values import values_of
from mingjian.cases.proof import matrix_of
from mingjian.cases.receipts import receipt_content, signed_receipt_of
from mingjian.dossier.filling import fill_type
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Service
from mingjian.dossier.pdf import FORMS, print_content
from mingjian.dossier.sealed_files import read_sealed_file
from mingjian.dossier.signature_sheet import printed_file
from mingjian.journal.models import Entry
from mingjian.law.amounts import format_yuan
from mingjian.law.archiving import (
    EVIDENCE_LIST,
    LEAD_FORM,
    PAYMENT_LIST,
    RECEIPT,
    Paper,
    Volume,
    arrange,
)
from mingjian.law.dates import long_date
from mingjian.law.document_types import document_type
from mingjian.law.procedure import PaymentChannel

# Ids of papers that have no row: they follow from the case, so a second try gives the same.
_SPACE = UUID("7e0f3d36-5d0a-4a53-9f52-3d9b8a1d6c11")
_LEAD_TYPE = "CF01"


@dataclass(frozen=True)
class Printed:
    """卷内文件 with its bytes, in its place; page numbers run through each volume."""

    paper: Paper
    volume: Volume
    serial: int
    first_page: int
    pages: int
    number: str
    responsible: str
    document_id: UUID | None
    is_sealed: bool
    pdf: bytes

    @property
    def sha256(self) -> str:
        """Its SHA-256."""
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def sm3(self) -> str:
        """Its SM3."""
        return hashlib.new("sm3", self.pdf).hexdigest()


@dataclass(frozen=True)
class _Raw:
    paper: Paper
    number: str
    responsible: str
    document_id: UUID | None
    is_sealed: bool
    print: Callable[[], bytes]


def print_file(*, case: Case, known: frozenset[UUID] = frozenset()) -> tuple[Printed, ...]:
    """Every paper of the case that is not ``known`` yet, printed, ordered and paged."""
    raw = {one.paper.id: one for one in _papers_of(case)}
    placed = arrange(one.paper for one in raw.values())
    page, serial = dict.fromkeys(Volume, 1), dict.fromkeys(Volume, 1)
    found = []
    for it in placed:
        one, volume = raw[it.paper.id], it.place.volume
        if it.paper.id in known:
            continue
        pdf = one.print()
        pages = count_pages(pdf)
        found.append(
            Printed(
                paper=one.paper,
                volume=volume,
                serial=serial[volume],
                first_page=page[volume],
                pages=pages,
                number=one.number,
                responsible=one.responsible,
                document_id=one.document_id,
                is_sealed=one.is_sealed,
                pdf=pdf,
            )
        )
        page[volume] += pages
        serial[volume] += 1
    return tuple(found)


def count_pages(pdf: bytes) -> int:
    """How many pages the file has."""
    return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])


def _papers_of(case: Case) -> Iterator[_Raw]:
    yield _lead_form(case)
    rows = Document.objects.filter(subject_id=case.id).select_related("number", "seal", "service")
    documents = list(rows.order_by("dated", "made_at", "id"))
    served = {one.id: one.service for one in documents if hasattr(one, "service")}
    signed = _signed_receipts(documents, served)
    for document in documents:
        yield _document(document, proves=signed.get(document.id))
        if document.id in served and document not in signed.values():
            yield _receipt(case, document, served[document.id])
    if case.evidence.exists():
        yield _evidence_list(case)
    if case.payments.exists():
        yield _payment_list(case)


def _signed_receipts(
    documents: Sequence[Document], served: Mapping[UUID, Service]
) -> dict[UUID, Document]:
    """送达回证 signed on the screen, by its id: the paper whose recorded service it proves."""
    found = {}
    for paper in documents:
        service = served.get(paper.id)
        receipt = service and signed_receipt_of(paper=paper, service=service)
        if receipt:
            found[receipt.id] = paper
    return found


def _document(document: Document, *, proves: Document | None) -> _Raw:
    seal = getattr(document, "seal", None)

    def bytes_of() -> bytes:
        return read_sealed_file(digest=seal.sealed_sha256) if seal else printed_file(document)

    kind = DocumentKind(document.kind)
    paper = Paper(
        document.id,
        kind.value,
        f"{document.title}（{proves.title}）" if proves else document.title,
        kind.is_external,
        document.dated,
        document.made_at,
        follows=proves.id if proves else None,
    )
    number = document.number.text if document.number else ""
    agency = str(document.content["agency"])
    return _Raw(paper, number, agency, document.id, seal is not None, bytes_of)


def _receipt(case: Case, document: Document, service: Service) -> _Raw:
    content = receipt_content(case=case, document=document, service=service)
    paper = Paper(
        service.id,
        RECEIPT,
        f"送达回证（{document.title}）",
        True,
        service.done_on,
        service.recorded_at,
        follows=document.id,
    )
    return _made(case, paper, content)


def _lead_form(case: Case) -> _Raw:
    kind = document_type(_LEAD_TYPE)
    content = fill_type(kind=kind, values=values_of(case=case, on=case.registered_on))
    at = _begun_at(case)
    paper = Paper(_own_id(case, LEAD_FORM), LEAD_FORM, kind.title, False, case.registered_on, at)
    return _made(case, paper, content)


def _evidence_list(case: Case) -> _Raw:
    last = case.evidence.latest("collected_on").collected_on
    content = _form(
        case,
        title=CATALOGUE,
        on=last,
        columns=list(CATALOGUE_COLUMNS),
        table=catalogue_table(matrix_of(case, on=last)),
    )
    return _made(case, _list_paper(case, EVIDENCE_LIST, CATALOGUE, last), content)


def _payment_list(case: Case) -> _Raw:
    rows = list(case.payments.order_by("paid_on", "id"))
    table = [
        [
            str(number),
            f"{one.paid_on:%Y-%m-%d}",
            format_yuan(one.amount_yuan),
            format_yuan(one.surcharge_yuan),
            PaymentChannel(one.channel).title,
            one.receipt_number,
        ]
        for number, one in enumerate(rows, 1)
    ]
    columns = ["序号", "缴款日期", "金额（元）", "其中加处罚款", "方式", "票据号"]
    content = _form(case, title="罚没款缴纳记录", on=rows[-1].paid_on, columns=columns, table=table)
    return _made(case, _list_paper(case, PAYMENT_LIST, "罚没款缴纳记录", rows[-1].paid_on), content)


def _list_paper(case: Case, kind: str, title: str, dated: date) -> Paper:
    return Paper(_own_id(case, kind), kind, title, True, dated, _begun_at(case))


def _made(case: Case, paper: Paper, content: Mapping[str, Any]) -> _Raw:
    def bytes_of() -> bytes:
        at = paper.made_at
        return print_content(content=content, template=FORMS, at=at, bears_seal=False).pdf

    return _Raw(paper, "", case.agency.name, None, False, bytes_of)


def _form(
    case: Case,
    *,
    title: str,
    on: date,
    rows: list[list[str]] | None = None,
    columns: list[str] | None = None,
    table: list[list[str]] | None = None,
) -> dict[str, Any]:
    return {
        "shape": "list" if columns else "form",
        "agency": case.agency.name,
        "title": title,
        "number": case.number or case.lead_number.text,
        "external": False,
        "addressee": "",
        "rows": [[label, text, 1] for label, text in rows or []],
        "paragraphs": [],
        "body": "",
        "body_text": "",
        "body_lines": 0,
        "columns": columns or [],
        "table": table or [],
        "signatures": [],
        "contact": [],
        "dated": long_date(on),
        "sealed": False,
    }


def _own_id(case: Case, kind: str) -> UUID:
    return uuid5(_SPACE, f"{case.id}/{kind}")


def _begun_at(case: Case) -> datetime:
    first = Entry.objects.filter(stream_id=case.id).order_by("seq").first()
    assert first is not None  # a case begins with an entry
    return first.at
