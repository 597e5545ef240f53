"""The bound volume: cover, catalogue, papers with stamped numbers, 备考表."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from mingjian.archive.binding import bind_volume
from mingjian.law.archiving import Volume
from tests.archive.make import Filed


def test_the_volume_is_bound_with_cover_catalogue_papers_and_notes(filed: Filed) -> None:
    items = list(filed.dossier.items.filter(volume="main").order_by("serial"))

    bound = PdfReader(BytesIO(bind_volume(dossier=filed.dossier, volumes=[Volume.MAIN])))

    texts = [page.extract_text() for page in bound.pages]
    assert len(texts) == 3 + sum(item.pages for item in items)
    assert filed.dossier.archive_number in texts[0]
    catalogue = "".join(texts[1].split())
    assert all(item.title in catalogue for item in items if len(item.title) < 8)
    assert texts[2].rstrip().endswith("1")
