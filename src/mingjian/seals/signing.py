"""Sealing a PDF (电子签章): PAdES B-LT in one revision, so that the seal covers every byte.

Certificates and revocation list go into the document security store *before* signing; after the
seal nothing is added. ``certify`` with NO_CHANGES: any later edit is a fault, not an update.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from asn1crypto import crl, x509
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mingjian.seals.drawing import DIAMETER, draw_seal
from mingjian.seals.keys import KeyPair
from mingjian.seals.parsed import parsed_certificate
from mingjian.seals.provider import Place
from mingjian.seals.timestamps import BuiltInTimeStamps

LEVEL = "PAdES B-LT"
FIELD = "OfficialSeal"
# CMS with certificate and time stamp: measured below 3 KB, in hexadecimal 6 KB.
_ROOM_FOR_SIGNATURE = 8_192
_ECDSA_SHA256 = SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})


class HeldKeySigner(Signer):
    """A signer that keeps its loaded key (stock pyHanko loads it again for each signature)."""

    def __init__(self, *, pair: KeyPair, root: x509.Certificate) -> None:
        self._key: EllipticCurvePrivateKey = pair.key
        super().__init__(
            signing_cert=parsed_certificate(pair.certificate),
            cert_registry=SimpleCertificateStore.from_certs([root]),
            signature_mechanism=_ECDSA_SHA256,
            # The root stands in the store that the seal covers, not where nothing covers it.
            embed_roots=False,
        )

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature itself."""
        if digest_algorithm != "sha256":
            raise ValueError(f"made for sha256, asked for {digest_algorithm}")
        return self._key.sign(data, ECDSA(SHA256()))


@dataclass(frozen=True)
class Proofs:
    """Validation data to embed (长期验证信息)."""

    certificates: tuple[x509.Certificate, ...]
    revocation_list: bytes


def sign_pdf(
    *,
    pdf: bytes,
    signer: HeldKeySigner,
    time_stamps: BuiltInTimeStamps,
    proofs: Proofs,
    agency_name: str,
    place: Place,
    no_force: str,
) -> bytes:
    """The sealed file: the bytes handed in, and after them one revision with the seal."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=proofs.certificates,
        crls=[crl.CertificateList.load(proofs.revocation_list)],
    )
    sealing = PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            name=agency_name,
            reason=no_force,
        ),
        signer,
        timestamper=time_stamps,
        stamp_style=_stamp(agency_name),
        new_field_spec=_field(agency_name, place),
    )
    out = BytesIO()
    sealing.sign_pdf(writer, output=out, bytes_reserved=_ROOM_FOR_SIGNATURE)
    return out.getvalue()


def _field(agency_name: str, place: Place) -> SigFieldSpec:
    half = DIAMETER / 2
    edges = (place.x - half, place.y - half, place.x + half, place.y + half)
    left, bottom, right, top = (round(edge, 2) for edge in edges)
    return SigFieldSpec(
        FIELD,
        on_page=place.page,
        box=(left, bottom, right, top),  # type: ignore[arg-type]  # points may be fractions
        readable_field_name=f"{agency_name}印章（测试用印）",
    )


def _stamp(agency_name: str) -> StaticStampStyle:
    size = BoxConstraints(width=DIAMETER, height=DIAMETER)
    drawing = RawContent(draw_seal(agency_name), box=size)
    return StaticStampStyle(background=drawing, border_width=0, background_opacity=1.0)
