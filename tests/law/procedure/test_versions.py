"""Versions of the procedure."""

import pytest

from mingjian.law.procedure import TABLE, VERSION, UnknownProcedure, table_of


def test_a_case_finds_the_table_it_was_opened_under():
    assert table_of(VERSION) is TABLE


def test_an_unknown_version_is_refused_with_what_there_is():
    with pytest.raises(UnknownProcedure, match="ordinary-penalty/1"):
        table_of("ordinary-penalty/0")
