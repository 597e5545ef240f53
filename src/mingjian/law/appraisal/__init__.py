"""Dossier appraisal (案卷评查): items as data, scoring, drawing, automatic checks. Pure."""

from __future__ import annotations

from mingjian.law.appraisal import checks as _checks  # registers the checks
from mingjian.law.appraisal.answers import CHECKS, Prefilled, prefill
from mingjian.law.appraisal.drawing import (
    Drawn,
    commitment_of,
    draw_sample,
    fingerprint_of,
    rank_of,
    sample_count,
)
from mingjian.law.appraisal.facts import DossierFacts, EvidenceLine, PaperFacts
from mingjian.law.appraisal.items import (
    Auto,
    Dimension,
    Item,
    ItemSet,
    Procedure,
    item_set,
    item_sets,
    read_item_set,
    restore_item_set,
)
from mingjian.law.appraisal.scoring import (
    Mark,
    Score,
    Verdict,
    faults_of_marks,
    restore_mark,
    score_dossier,
    shown,
)
from mingjian.law.appraisal.workings import Workings, workings_of

__all__ = [
    "CHECKS",
    "Auto",
    "Dimension",
    "DossierFacts",
    "Drawn",
    "EvidenceLine",
    "Item",
    "ItemSet",
    "Mark",
    "PaperFacts",
    "Prefilled",
    "Procedure",
    "Score",
    "Verdict",
    "Workings",
    "_checks",
    "commitment_of",
    "draw_sample",
    "faults_of_marks",
    "fingerprint_of",
    "item_set",
    "item_sets",
    "prefill",
    "rank_of",
    "read_item_set",
    "restore_item_set",
    "restore_mark",
    "sample_count",
    "score_dossier",
    "shown",
    "workings_of",
]
