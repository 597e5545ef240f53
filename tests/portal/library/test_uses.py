"""What rests on an article: parameters, steps of the procedure, violations."""

from __future__ import annotations

from datetime import date

from django.test import Client

from mingjian.portal.library.uses import uses_of

DAY = date(2026, 5, 11)


def test_the_article_on_withdrawal_leads_to_its_time_limit(reader: Client):
    uses = uses_of(law="行政处罚法", article="48", on=DAY)

    [limit] = [each for each in uses.parameters if "撤回" in each.label]
    path, _, anchor = limit.url.partition("#")
    assert f'id="{anchor}"' in reader.get(path).content.decode()


def test_the_article_on_review_leads_to_the_steps_it_binds(reader: Client):
    uses = uses_of(law="行政处罚法", article="58", on=DAY)

    page = reader.get("/law/procedure/").content.decode()
    assert "作出决定" in {step.label for step in uses.steps}
    assert all(f'id="{step.url.partition("#")[2]}"' in page for step in uses.steps)


def test_a_penal_article_names_its_violations():
    assert "未经批准擅自取水" in uses_of(law="水法", article="69", on=DAY).violations


def test_an_article_nothing_rests_on_has_no_uses():
    assert not uses_of(law="行政处罚法", article="1", on=DAY)
