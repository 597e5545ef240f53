"""Short procedures on the public site: every act of the table, with the law's own sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.portal.procedure.acts import SHORT, UnplacedAct, stages_of
from tests.portal.make import House


@pytest.mark.parametrize("kind", SHORT)
def test_every_act_of_the_table_is_told_once_with_its_law(kind: str) -> None:
    procedure = SHORT[kind]

    acts = [act for stage in stages_of(procedure) for act in stage.acts]

    assert {act.move for act in acts} == set(procedure.table)
    assert len(acts) == len(procedure.table)
    assert all(act.roles for act in acts)
    assert any(line.cite.law == procedure.law for act in acts for line in act.sentences)


def test_an_act_that_the_table_has_anew_fails_the_page() -> None:
    procedure = SHORT["summary"]
    with_one_less = replace(procedure, stages=procedure.stages[:-1])

    with pytest.raises(UnplacedAct, match="hand_in_cash"):
        stages_of(with_one_less)


def test_the_page_shows_acts_rules_and_the_other_procedures(visitor: Client, house: House) -> None:
    page = visitor.get(reverse("portal:short-procedure", args=["summary"])).content.decode()

    assert "当场作出行政处罚决定" in page
    assert "对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款" in page
    assert reverse("portal:short-procedure", args=["measures"]) in page
    assert (
        reverse("portal:short-procedure", args=["summary"])
        in visitor.get(reverse("portal:procedure")).content.decode()
    )


def test_the_published_list_of_procedures_leads_to_each_chart(
    visitor: Client, house: House
) -> None:
    page = visitor.get(reverse("portal:list", args=[house.busy, "procedures"])).content.decode()

    for kind in SHORT:
        assert reverse("portal:short-procedure", args=[kind]) in page


def test_an_unknown_procedure_is_said_in_words(visitor: Client, house: House) -> None:
    answer = visitor.get(reverse("portal:short-procedure", args=["no-such"]))

    assert answer.status_code == 404
    assert "没有这个办案流程" in answer.content.decode()
