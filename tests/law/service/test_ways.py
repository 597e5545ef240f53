"""The ways of service and the papers under seal, as the pack says them."""

from __future__ import annotations

import pytest

from mingjian.dossier.kinds import DocumentKind
from mingjian.law.provisions import provision_text
from mingjian.law.service import ServiceMethod, paper_seals, way_of


@pytest.mark.parametrize("method", ServiceMethod)
def test_every_way_rests_on_an_article_that_exists(method: ServiceMethod) -> None:
    way = way_of(method)

    assert provision_text(way.cite)
    assert way.proof.startswith("请")
    assert way.day


def test_every_paper_that_goes_out_must_bear_the_seal() -> None:
    outside = {kind.value for kind in DocumentKind if kind.is_external}

    assert set(paper_seals()) == outside


def test_the_papers_that_start_the_periods_are_never_handed_over_unsealed() -> None:
    on_paper = {kind for kind, one in paper_seals().items() if one.on_the_spot}

    assert not on_paper & {"penalty_notice", "hearing_notice", "penalty_decision", "demand"}


def test_every_duty_to_seal_rests_on_an_article_that_exists() -> None:
    assert all(provision_text(one.cite) for one in paper_seals().values())
