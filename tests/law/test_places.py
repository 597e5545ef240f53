"""Places in statutes as packs write them."""

from __future__ import annotations

import pytest

from mingjian.law.places import read_place


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("69", "《水法》第六十九条"),
        ("37.2", "《水法》第三十七条第二款"),
        ("69..1", "《水法》第六十九条第（一）项"),
        ("124.1.5", "《水法》第一百二十四条第一款第（五）项"),
        ("防洪法:22", "《防洪法》第二十二条"),
    ],
)
def test_a_place_reads_as_the_citation_it_means(text: str, sentence: str):
    assert str(read_place(text, law="水法")) == sentence


@pytest.mark.parametrize("text", ["", "1.2.3.4", "第六十九条", "水法:"])
def test_anything_else_is_refused(text: str):
    with pytest.raises(ValueError, match="must be"):
        read_place(text, law="水法")
