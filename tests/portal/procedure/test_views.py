"""办案流程: the picture and the same in words."""

from __future__ import annotations

from django.test import Client

from mingjian.law.procedure import VERSION, Move, State


def test_the_page_shows_every_state_and_move_in_words(reader: Client):
    page = reader.get("/law/procedure/").content.decode()

    words = page[page.index('id="steps"') :]
    assert all(state.title in words for state in State)
    assert all(move.title in words for move in Move)
    assert VERSION in page


def test_the_picture_is_drawn_not_linked(reader: Client):
    page = reader.get("/law/procedure/").content.decode()

    assert '<svg class="flow"' in page
    assert page.count("<img") == 1  # the emblem


def test_each_step_opens_the_sentences_of_the_law(reader: Client):
    page = reader.get("/law/procedure/").content.decode()

    assert "执法人员不得少于两人" in page
    assert 'href="/law/%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A%E6%B3%95/58/"' in page
