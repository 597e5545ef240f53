"""Kinds the law lists."""

from mingjian.law.procedure import EvidenceKind, NoticeElement, Outcome
from mingjian.law.provisions import statute

LAW = statute("行政处罚法")


def test_the_kinds_of_evidence_are_the_eight_of_the_law_in_its_words():
    items = [LAW.provision("46", "1", str(number)).text for number in range(1, 9)]

    assert len(EvidenceKind) == len(items)
    for kind, item in zip(EvidenceKind, items, strict=True):
        assert kind.title in item


def test_the_outcomes_are_the_four_decisions_of_the_law():
    assert len(Outcome) == 4


def test_a_notice_says_what_the_law_says_it_must():
    article = LAW.provision("44").text
    named = set(NoticeElement) - {NoticeElement.DEFENCE_RIGHT}

    assert all(element.title in article for element in named)
    assert "陈述、申辩" in article
