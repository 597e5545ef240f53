"""What PDF/A-2a asks for, as far as a reader of objects can see it (ISO 19005-2; docs/pdfa.md).

Not a validator: no content stream is interpreted, no glyph is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

_FORBIDDEN_ACTIONS = {
    *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide"),
    *("/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
}
_FORBIDDEN_NOTES = {"/3D", "/Sound", "/Screen", "/Movie"}
_IDENTITY = {"/Identity-H", "/Identity-V"}
_LZW = "/LZWDecode"


def faults_in(pdf: bytes, *, sealed: bool = False) -> list[str]:
    """Every departure found, in words; none for a file that keeps what is checked."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"].get_object()
    objects = list(_objects(reader))
    return [
        *_of_the_file(pdf, reader),
        *_of_the_catalogue(root, sealed=sealed),
        *_of_objects(objects),
        *_of_colours(reader, root),
        *(fault for one in objects if _is(one, "/Font") for fault in _of_font(one)),
    ]


def _of_the_file(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-(1\.[0-7]|2\.0)\r?\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header or its line of four bytes"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3 encrypted"
    if len(reader.trailer.get("/ID", [])) != 2:
        yield "6.1.3 no file identifier"


def _of_the_catalogue(root: DictionaryObject, *, sealed: bool) -> Iterator[str]:
    packet = root["/Metadata"].get_object().get_data().decode() if "/Metadata" in root else ""
    for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        # RDF may write a property as an element or as an attribute; sealing rewrites the packet.
        if not re.search(rf'{name}(?:>|="){value}[<"]', packet):
            yield f"6.6.4 the metadata do not say {name} {value}"
    if root.get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712  # a PDF boolean, not ours
        yield "6.7.2 not marked"
    tree = root.get("/StructTreeRoot")
    if tree is None or not tree.get_object().get("/K"):
        yield "6.7.3 no structure"
    if not str(root.get("/Lang", "")).startswith("zh"):
        yield "6.7.4 no language"
    for name in ("/OpenAction", "/AA", "/OCProperties"):
        if name in root:
            yield f"6.5 {name} in the catalogue"
    form = root["/AcroForm"].get_object() if "/AcroForm" in root else {}
    if form and not sealed:
        yield "a form in a paper that bears no seal"
    if form.get("/NeedAppearances") or "/XFA" in form:
        yield "6.4 a form that is drawn anew"
    if "/JavaScript" in root.get("/Names", {}).get_object() if "/Names" in root else False:
        yield "6.5.1 scripts"


def _of_objects(objects: list[DictionaryObject]) -> Iterator[str]:
    for one in objects:
        filters = one.get("/Filter", [])
        if _LZW in (filters if isinstance(filters, list) else [filters]):
            yield "6.1.7 LZW"
        if isinstance(one, StreamObject) and "/F" in one:
            yield "6.1.7 a stream outside the file"
        if one.get("/S") in _FORBIDDEN_ACTIONS:
            yield f"6.5.1 action {one['/S']}"
        if _is(one, "/Annot") or one.get("/Subtype") == "/Widget":
            yield from _of_note(one)
        if one.get("/Subtype") == "/PS" or one.get("/Type") == "/Filespec":
            yield "6.2.9, 6.8 PostScript or an embedded file"


def _of_note(one: DictionaryObject) -> Iterator[str]:
    if one.get("/Subtype") in _FORBIDDEN_NOTES:
        yield f"6.3.1 annotation {one['/Subtype']}"
    flags = int(one.get("/F", 0))
    if one.get("/Subtype") != "/Popup" and (not flags & 4 or flags & 0b100011):
        yield "6.3.2 an annotation that is not printed, or is hidden"
    if "/AP" not in one and one.get("/Subtype") == "/Widget":
        yield "6.3.3 an annotation without appearance"


def _of_colours(reader: PdfReader, root: DictionaryObject) -> Iterator[str]:
    intents = [one.get_object() for one in root.get("/OutputIntents", [])]
    wanted = [one for one in intents if one.get("/S") == "/GTS_PDFA1"]
    if not any("/DestOutputProfile" in one for one in wanted):
        # Typst names its colours by profile; the drawn seal uses those of the device.
        yield "6.2.3 no output intent for the colours of a device"
    for page in reader.pages:
        group = page.get("/Group")
        if group is not None and not wanted and "/CS" not in group.get_object():
            yield "6.2.10 a transparency group without a colour space"


def _of_font(font: DictionaryObject) -> Iterator[str]:
    name = str(font.get("/BaseFont", font.get("/Name", "")))
    if font.get("/Subtype") in {"/CIDFontType0", "/CIDFontType2"}:
        yield from _of_program(name, font)
        return
    if "/ToUnicode" not in font:
        yield f"6.2.11.7 {name}: no way back to Unicode"
    if font.get("/Subtype") == "/Type0" and font.get("/Encoding") not in {
        "/Identity-H",
        "/Identity-V",
    }:
        yield f"6.2.11.3 {name}: another encoding than Identity"
    if font.get("/Subtype") in {"/Type1", "/TrueType"}:
        yield f"{name}: a simple font"


def _of_program(name: str, font: DictionaryObject) -> Iterator[str]:
    descriptor = font["/FontDescriptor"].get_object()
    program = next(
        (descriptor[one] for one in ("/FontFile2", "/FontFile3") if one in descriptor), None
    )
    if program is None:
        yield f"6.2.11.4 {name}: not embedded"
        return
    if "+" not in name:
        yield f"6.2.11.4 {name}: not named as a subset"
    if "/W" not in font and "/DW" not in font:
        yield f"6.2.11.5 {name}: no widths"
    if font["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in font:
        yield f"6.2.11.3 {name}: no map to glyphs"
    if program.get_object().get("/Subtype") == "/OpenType":
        TTFont(BytesIO(program.get_object().get_data()))  # readable at least


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(one)


def _is(one: DictionaryObject, kind: str) -> bool:
    return one.get("/Type") == kind
