"""The types of documents: all 85, each with its basis, its place in the file and its elements."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from mingjian.law.document_types import (
    GROUPS,
    DocumentType,
    Shape,
    document_type,
    document_types,
)
from mingjian.law.provisions import UnknownProvision, provision_text, statute

each_type = pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.code)


def test_there_are_85_types_in_four_groups():
    counts = Counter(kind.group for kind in document_types())

    assert counts == {"行政处罚": 56, "行政检查": 7, "行政许可": 16, "执法监督": 6}


def test_no_two_types_share_code_title_or_mark():
    for attribute in ("code", "title", "mark"):
        values = [getattr(kind, attribute) for kind in document_types() if getattr(kind, attribute)]

        assert len(values) == len(set(values)), attribute


@each_type
def test_a_type_names_articles_that_exist(kind: DocumentType):
    for cite in kind.basis:
        try:
            statute(cite.law)
        except UnknownProvision:
            assert not cite.article, f"{cite} is not in the packs: name the document only"
            continue
        assert provision_text(cite) is not None, str(cite)


@each_type
def test_a_type_says_something_and_where_it_is_kept(kind: DocumentType):
    assert kind.part in {"正卷", "副卷", "卷首", "卷末", "检查卷", "许可卷", "监督卷", "不归卷"}
    assert kind.fields or kind.text or kind.table or kind.shape is Shape.STRIP
    assert kind.code[:2] in GROUPS


@each_type
def test_internal_papers_go_to_no_party(kind: DocumentType):
    if not kind.is_external:
        assert not kind.addressee
        assert not kind.bears_seal


def test_a_type_counts_from_its_first_day_to_the_day_before_its_last():
    notice = document_type("JD1")

    assert notice.applies(on=date(2026, 2, 1))
    assert not notice.applies(on=date(2026, 2, 1) - timedelta(days=1))


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        document_type("CF99")
