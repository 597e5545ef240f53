"""A statute is read in the version asked for, chapter by chapter."""

from __future__ import annotations

from datetime import date

from mingjian.portal.library.reading import open_article, open_statute

DAY = date(2026, 5, 11)


def test_the_newest_version_opens_unless_another_is_named():
    newest = open_statute(title="行政处罚法", version="", on=DAY)
    named = open_statute(title="行政处罚法", version="2021-01-22", on=DAY)

    assert newest == named
    assert newest is not None
    assert (newest.is_in_force, newest.query, newest.other_versions) == (True, "", ())


def test_a_version_that_is_not_here_does_not_open():
    assert open_statute(title="行政处罚法", version="2017-09-01", on=DAY) is None
    assert open_statute(title="没有的法", version="", on=DAY) is None


def test_a_version_is_in_force_on_its_days_only():
    for day, in_force in ((date(2025, 12, 31), True), (date(2026, 1, 1), False)):
        reading = open_statute(title="治安管理处罚法", version="", on=day)

        assert reading is not None
        assert reading.is_in_force is in_force


def test_chapters_hold_all_articles_in_order():
    reading = open_statute(title="行政处罚法", version="", on=DAY)

    assert reading is not None
    numbers = [article.number for chapter in reading.chapters for article in chapter.articles]
    assert numbers == [str(number) for number in range(1, 87)]
    assert reading.chapters[0].title == "第一章 总则"


def test_the_first_article_has_nothing_before_it_and_the_last_nothing_after():
    reading = open_statute(title="行政处罚法", version="", on=DAY)
    assert reading is not None

    first, last = (open_article(reading, number=number) for number in ("1", "86"))

    assert first is not None
    assert last is not None
    assert (first.before, last.after) == (None, None)
    assert (first.place, last.place) == ("第一条", "第八十六条")


def test_an_article_that_is_not_there_does_not_open():
    reading = open_statute(title="行政处罚法", version="", on=DAY)

    assert reading is not None
    assert open_article(reading, number="87") is None
