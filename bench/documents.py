"""Documents: setting with Typst against WeasyPrint, sealing against stock pyHanko use.

Both set the same decision of two to three pages with the same font. Both sealings end with the
same claim (PAdES B-LT, time stamp made in this process, no network) on the same PDF.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from bench.batches import bench_batches  # noqa: E402
from bench.decisions_on_paper import AGENCY, AT, as_html, decision  # noqa: E402
from bench.measuring import measure, tell  # noqa: E402
from bench.peers import StockSeals, WeasyPrinting  # noqa: E402
from mingjian.dossier.pdf import OFFICIAL, print_content  # noqa: E402
from mingjian.seals.authority import TestAuthority  # noqa: E402
from mingjian.seals.builtin import TestSeals  # noqa: E402
from mingjian.seals.checking import check_seal, read_trusted  # noqa: E402
from mingjian.seals.provider import Place, SealOrder  # noqa: E402


def bench_setting() -> bytes:
    """Setting one decision after another; returns one of them."""
    turns, peer_turns, peer = iter(range(10**6)), iter(range(10**6)), WeasyPrinting()

    def ours() -> bytes:
        content = decision(next(turns))
        return print_content(content=content, template=OFFICIAL, at=AT, bears_seal=True).pdf

    def theirs() -> bytes:
        return peer.print(as_html(decision(next(peer_turns))))

    print(f"  bytes: ours {len(ours()):,}, WeasyPrint {len(theirs()):,}")
    found = measure({"Mingjian (Typst, PDF/A-2a)": ours, "WeasyPrint (PDF/A-2u)": theirs}, count=10)
    tell("Setting a decision", found, peer="WeasyPrint (PDF/A-2u)")
    return ours()


def bench_sealing(pdf: bytes, folder: Path) -> None:
    """Sealing the same PDF again and again."""
    authority = TestAuthority(folder=folder / "keys", trust=folder / "trust")
    own = TestSeals(authority=authority)
    order = SealOrder(pdf, UUID(int=1), AGENCY, Place(0, 400, 300), AT)
    stock = StockSeals(folder)
    ways = {
        "Mingjian (P-256, held key, drawn seal)": lambda: own.seal(order=order).pdf,
        "stock pyHanko (RSA-2048, PNG 800 px)": lambda: stock.seal(pdf),
    }
    for name, way in ways.items():
        print(f"  bytes: {name} {len(way()):,}")
    tell("Sealing, PAdES B-LT", measure(ways, count=5), peer="stock pyHanko (RSA-2048, PNG 800 px)")
    sealed, trusted = own.seal(order=order).pdf, read_trusted(folder / "trust")
    checked = measure({"check_seal": lambda: check_seal(pdf=sealed, trusted=trusted)}, count=10)
    tell("Checking", checked, peer="check_seal")


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # the peer warns of its picture's margins at each call
    paper = bench_setting()
    with tempfile.TemporaryDirectory() as scratch:
        bench_sealing(paper, Path(scratch))
    bench_batches()
