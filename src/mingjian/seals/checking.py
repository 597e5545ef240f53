"""Checking a sealed PDF (验章): whole, from a seal we trust, and nothing added since.

Judged by pyHanko's bottom line, by the kind of later changes and by coverage, never by the
signature's own validity: an edit appended to a file leaves the signature itself valid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import cms, pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from mingjian.seals.authority import NO_FORCE

LARGEST = 20 * 1024 * 1024


class Verdict(StrEnum):
    """核验结论."""

    INTACT = "intact"  # 真实、完整
    ALTERED = "altered"  # 盖章后被改动
    UNKNOWN = "unknown"  # 印章不是本平台信任的机构签发的
    UNSEALED = "unsealed"  # 没有电子印章
    UNREADABLE = "unreadable"  # 不是可以读取的 PDF


@dataclass(frozen=True)
class SealReport:
    """What a check found; ``sealed_at`` comes from the time stamp, not from the signer's clock."""

    verdict: Verdict
    signer: str = ""
    agency_name: str = ""
    sealed_at: str = ""
    for_long_term: bool = False
    is_trial: bool = False
    detail: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the checking process to print."""
        return asdict(self)


def read_trusted(folder: Path) -> tuple[x509.Certificate, ...]:
    """The root certificates an operator trusts (``*.crt`` in PEM)."""
    found = []
    for path in sorted(folder.glob("*.crt")):
        for _, _, der in pem.unarmor(path.read_bytes(), multiple=True):
            found.append(x509.Certificate.load(der))
    return tuple(found)


def check_seal(*, pdf: bytes, trusted: Sequence[x509.Certificate]) -> SealReport:
    """Check one file; never raises for what is in it."""
    if len(pdf) > LARGEST or not pdf.startswith(b"%PDF-"):
        return SealReport(Verdict.UNREADABLE, detail="not a PDF, or larger than allowed")
    try:
        return _check(pdf, trusted)
    except (PdfError, SignatureValidationError, UnacceptableSignerError) as error:
        return SealReport(Verdict.ALTERED, detail=f"{type(error).__name__}: {error}"[:200])
    except Exception as error:  # hostile input: whatever it broke, it is not intact
        return SealReport(Verdict.UNREADABLE, detail=type(error).__name__)


def _check(pdf: bytes, trusted: Sequence[x509.Certificate]) -> SealReport:
    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted:
        return SealReport(Verdict.UNREADABLE, detail="encrypted")
    seals = reader.embedded_regular_signatures
    if not seals:
        return SealReport(Verdict.UNSEALED)
    stamped_at = _stamped_at(seals[0])
    if stamped_at is None:
        return _report(seals[0], Verdict.UNKNOWN, None, detail="no time stamp")
    context, has_proofs = _context(reader, trusted, stamped_at)
    status = validate_pdf_signature(seals[0], context)
    return _report(
        seals[0],
        _verdict(
            status, is_whole=len(reader.embedded_signatures) == 1 and _gap_is_plain(pdf, seals[0])
        ),
        stamped_at,
        for_long_term=has_proofs,
        detail=f"{status.coverage}, {status.modification_level}",
    )


def _verdict(status: PdfSignatureStatus, *, is_whole: bool) -> Verdict:
    untouched = (
        is_whole
        and status.intact
        and status.modification_level is ModificationLevel.NONE
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    )
    if not untouched:
        return Verdict.ALTERED
    if not status.bottom_line:
        return Verdict.ALTERED if not status.valid else Verdict.UNKNOWN
    return Verdict.INTACT


def _gap_is_plain(pdf: bytes, seal: EmbeddedPdfSignature) -> bool:
    """The one place no seal covers, its own, holds the seal and zeros: nothing hides there."""
    _, first, second, _ = (int(number) for number in seal.byte_range)
    gap = pdf[first:second]
    seal_itself = cms.ContentInfo.load(seal.pkcs7_content).dump().hex().encode()
    padding = gap[1 + len(seal_itself) : -1]
    same = gap[1 : 1 + len(seal_itself)] in (seal_itself, seal_itself.upper())
    return gap[:1] + gap[-1:] == b"<>" and same and not padding.strip(b"0")


def _stamped_at(seal: EmbeddedPdfSignature) -> datetime | None:
    """The moment in the time stamp; it counts only once the stamp itself has been checked."""
    token = next(iter(extract_tst_data_iter(seal.signer_info, signed=False)), None)
    if token is None:
        return None
    moment = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment if isinstance(moment, datetime) else None


def _context(
    reader: PdfFileReader, trusted: Sequence[x509.Certificate], at: datetime
) -> tuple[ValidationContext, bool]:
    """Trust as it stood when the seal was set; every certificate needs revocation information."""
    settings: dict[str, Any] = {
        "trust_roots": list(trusted),
        "moment": at,
        "allow_fetching": False,
        "revocation_mode": "require",
    }
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except ValidationInfoReadingError:
        return ValidationContext(**settings, crls=[]), False
    return store.as_validation_context(settings), True


def _report(
    seal: EmbeddedPdfSignature, verdict: Verdict, at: datetime | None, **more: Any
) -> SealReport:
    subject = seal.signer_cert.subject.native
    return SealReport(
        verdict,
        signer=str(subject.get("common_name", ""))[:120],
        agency_name=str(subject.get("organization_name", ""))[:120],
        sealed_at=at.isoformat() if at else "",
        is_trial=subject.get("organizational_unit_name") == NO_FORCE,
        **more,
    )
