"""The peers as their own documentation uses them: WeasyPrint, and pyHanko with files on disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pylopdf_fonts_zh_cn import serif_path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

_CSS = """
@font-face { font-family: "N"; src: url("file://%s"); }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: counter(page); } }
body { font: 16pt "N"; line-height: 28.95pt; text-align: justify; }
h1 { font-size: 22pt; text-align: center; } .mark { color: #c8102e; font-size: 32pt; }
h2 { font-size: 16pt; } p { text-indent: 2em; margin: 0; } .sign { text-align: right; }
table { width: 100%%; border-collapse: collapse; } td, th { border: 1px solid #555; }
"""


class WeasyPrinting:
    """HTML to PDF/A, style sheet and fonts read once."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._style = CSS(string=_CSS % serif_path(), font_config=self._fonts)

    def print(self, html: str) -> bytes:
        """One document."""
        page = HTML(string=html)
        made: bytes = page.write_pdf(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/a-2u"
        )
        return made

    def print_together(self, pages: list[str]) -> bytes:
        """Many documents as one file: each rendered, all pages written at once."""
        made = [
            HTML(string=one).render(stylesheets=[self._style], font_config=self._fonts)
            for one in pages
        ]
        every = [page for one in made for page in one.pages]
        file: bytes = made[0].copy(every).write_pdf(pdf_variant="pdf/a-2u")
        return file


class StockSeals:
    """pyHanko as its guide shows it: key and certificates from files for each signature."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        root_key, root = _issue("root", None)
        for name in ("seal", "tsa"):
            key, certificate = _issue(name, (root_key, root))
            _write(folder / f"{name}.key", key, folder / f"{name}.crt", certificate)
        _write(folder / "root.key", root_key, folder / "root.crt", root)
        now = datetime.now(UTC)
        listed = x509.CertificateRevocationListBuilder().issuer_name(root.subject)
        listed = listed.last_update(now - timedelta(hours=1)).next_update(now + timedelta(days=9))
        self._crl = listed.sign(root_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
        picture = Image.new("RGBA", (800, 800), (0, 0, 0, 0))
        ImageDraw.Draw(picture).ellipse((20, 20, 780, 780), outline=(200, 16, 46, 255), width=24)
        picture.save(folder / "seal.png")

    def seal(self, pdf: bytes) -> bytes:
        """One seal with time stamp and revocation information."""
        folder = self._folder
        signer = signers.SimpleSigner.load(
            str(folder / "seal.key"),
            str(folder / "seal.crt"),
            ca_chain_files=(str(folder / "root.crt"),),
        )
        root = _read(folder / "root.crt")
        stamps = DummyTimeStamper(_read(folder / "tsa.crt"), _read_key(folder / "tsa.key"))
        context = ValidationContext(
            trust_roots=[root], crls=[self._crl], revocation_mode="require", allow_fetching=False
        )
        sealing = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name="Seal",
                md_algorithm="sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
                embed_validation_info=True,
                validation_context=context,
            ),
            signer,
            timestamper=stamps,
            stamp_style=StaticStampStyle(background=PdfImage(str(folder / "seal.png"))),
            new_field_spec=fields.SigFieldSpec("Seal", box=(340, 240, 460, 360)),
        )
        out = BytesIO()
        sealing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
        return out.getvalue()


def _issue(name: str, issuer: tuple[rsa.RSAPrivateKey, x509.Certificate] | None):  # type: ignore[no-untyped-def]  # a bench
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing_key, parent = issuer if issuer else (key, None)
    usage = {"digital_signature": True, "content_commitment": name == "seal"}
    usage |= {"key_cert_sign": issuer is None, "crl_sign": issuer is None}
    others = ("key_encipherment", "data_encipherment", "key_agreement")
    usage |= dict.fromkeys((*others, "encipher_only", "decipher_only"), False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(parent.subject if parent else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if name == "tsa":
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
    return key, builder.sign(signing_key, hashes.SHA256())


def _write(
    key_path: Path, key: rsa.RSAPrivateKey, path: Path, certificate: x509.Certificate
) -> None:
    encoding = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    key_path.write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    path.write_bytes(certificate.public_bytes(encoding))


def _read(path: Path) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(pem.unarmor(path.read_bytes())[2])


def _read_key(path: Path) -> asn1_keys.PrivateKeyInfo:
    return asn1_keys.PrivateKeyInfo.load(pem.unarmor(path.read_bytes())[2])
