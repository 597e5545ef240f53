"""The log as files: the paths of the standard, kept for ever or asked for again, no database."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.ledger.checkpoints import newest_checkpoint, note_of
from mingjian.ledger.models import Leaf
from tests.portal.make import House


def test_the_checkpoint_is_asked_for_each_time(visitor: Client, house: House):
    answer = visitor.get("/log/checkpoint")

    assert answer.content.decode() == note_of(newest_checkpoint())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    again = visitor.get("/log/checkpoint", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_tiles_are_kept_for_ever(visitor: Client, house: House):
    size = newest_checkpoint().size
    answer = visitor.get(f"/log/tile/0/000.p/{size}")

    hashes = Leaf.objects.filter(index__lt=size).order_by("index").values_list("hash", flat=True)
    assert answer.content.hex() == "".join(hashes)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path", ["tile/0/999", "tile/0/../../signed", "tile/x", "tile/entries/000.p/999", "signed"]
)
def test_nothing_else_is_handed_out(visitor: Client, house: House, path: str):
    assert visitor.get(f"/log/{path}").status_code == 404


def test_files_need_no_database(visitor: Client, house: House, django_assert_num_queries: object):
    with django_assert_num_queries(0):
        assert visitor.get("/log/keys").status_code == 200
        assert visitor.get("/log/checkpoint").status_code == 200
