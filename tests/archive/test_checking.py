"""四性检测: a sound package passes; each kind of damage fails the check that is meant for it."""

from __future__ import annotations

from mingjian.archive.checking import check_dossier, four_checks
from mingjian.archive.describing import item_path
from mingjian.archive.kinds import Occasion
from mingjian.archive.store import package_path
from tests.archive.make import Filed


def test_a_sound_package_has_the_four_properties(filed: Filed) -> None:
    report = check_dossier(
        dossier_id=filed.dossier.id, occasion=Occasion.FILING, by=filed.archivist, at=filed.at
    )

    found = {one["property"] for one in report.report["results"]}
    assert found == {"真实性", "完整性", "可用性", "安全性"}
    assert report.passed, report.report


def test_an_altered_paper_fails_authenticity_and_integrity(filed: Filed) -> None:
    item = filed.dossier.items.first()
    path = package_path(filed.dossier, 1) / item_path(item)
    whole = path.read_bytes()

    path.write_bytes(whole.replace(b"%PDF-1.7", b"%PDF-1.6"))
    failed = {one["id"] for one in four_checks(filed.dossier, filed.package) if one["faults"]}
    path.write_bytes(whole)

    assert {"A2", "C1"} <= failed
