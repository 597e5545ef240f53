"""Draw every type of document on one small picture for the docs (``make contact-sheet``)."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import django
from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "docs" / "document-types.png"
COLUMNS, GAP, DOTS_PER_INCH, COLOURS = 12, 6, 22, 12


def write_contact_sheet(path: Path = TARGET) -> None:
    """Each type filled from the same invented case."""
    # Settings must be named before the models are read.
    from mingjian.dossier.filling import fill_type
    from mingjian.dossier.pdf import FORMS, picture_of
    from mingjian.law.document_types import document_types
    from tests.dossier.sample import SAMPLE

    contents = [fill_type(kind=kind, values=SAMPLE) for kind in document_types()]
    pictures = [
        Image.open(
            BytesIO(picture_of(content=one, template=FORMS, dots_per_inch=DOTS_PER_INCH * 3))
        ).convert("RGB")
        for one in contents
    ]
    width, height = (side // 3 for side in pictures[0].size)
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new(
        "RGB", (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#9aa3af"
    )
    for place, picture in enumerate(pictures):
        left = GAP + place % COLUMNS * (width + GAP)
        top = GAP + place // COLUMNS * (height + GAP)
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (left, top))
    sheet.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write_contact_sheet()
