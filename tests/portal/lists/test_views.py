"""Lists in public: the version in force, older ones, what changed, files, proof."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from mingjian.ledger.checkpoints import served_keys
from tests.portal.make import House
from tests.verifier.make import VERIFIER

assert VERIFIER.exists()  # importing it puts the verifier on the path
import mingjian_verify as verifier  # noqa: E402


def address(house: House, name: str = "list", *args: Any) -> str:
    return reverse(f"portal:{name}", args=[house.busy, "items", *args])


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_newest_version_is_in_force_and_says_when_it_was_published(
    visitor: Client, house: House
) -> None:
    page = text_of(visitor, address(house))

    assert "现行有效" in page
    assert "第 2 版" in page
    assert "警告、罚款" in page


def test_an_old_version_says_since_when_it_is_obsolete(visitor: Client, house: House) -> None:
    page = text_of(visitor, address(house, "list-version", 1))

    assert "已作废" in page
    assert "自 2026年4月20日起由新的一版代替" in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_change_shows_new_and_changed_rows(visitor: Client, house: House) -> None:
    page = text_of(visitor, address(house, "list-changes"))

    assert "新增" in page
    assert "<del>权限的内容</del> <ins>警告、罚款</ins>" in page
    assert "变更 2 行，1 行没有变化" in page


@pytest.mark.parametrize("query", ["?from=abc", "?from=9&to=9", "?to=-1", "?from=2&to=1"])
def test_a_wrong_choice_of_versions_is_answered_with_the_last_change(
    visitor: Client, house: House, query: str
) -> None:
    answer = visitor.get(address(house, "list-changes") + query)

    assert answer.status_code == 200


def test_the_proof_of_a_version_is_accepted_by_the_stand_alone_verifier(
    visitor: Client, house: House, tmp_path: Path
) -> None:
    saved = tmp_path / "proof.json"
    saved.write_bytes(visitor.get(address(house, "list-proof", 1)).content)
    proof = json.loads(saved.read_text("utf-8"))

    holds = verifier.main(["inclusion", str(saved), "--key", served_keys()[0]])
    proof["content"]["rows"][0][1] += "（改）"
    saved.write_text(json.dumps(proof, ensure_ascii=False), "utf-8")

    assert (holds, verifier.main(["inclusion", str(saved), "--key", served_keys()[0]])) == (0, 1)


def test_the_three_files_hold_the_same_rows_and_no_formula(visitor: Client, house: House) -> None:
    rows = json.loads(visitor.get(address(house)[:-1] + ".json").content)["content"]["rows"]
    sheet = load_workbook(io.BytesIO(visitor.get(address(house)[:-1] + ".xlsx").content)).active
    lines = csv.reader(io.StringIO(text_of(visitor, address(house)[:-1] + ".csv")))

    assert sheet is not None
    in_sheet = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert in_sheet == rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert [[cell.lstrip("'") for cell in row] for row in lines][1:] == rows


def test_a_list_of_rules_says_that_it_is_what_runs(visitor: Client, house: House) -> None:
    page = text_of(visitor, reverse("portal:list", args=[house.busy, "review"]))

    assert "与办案系统执行的规则逐条一致" in page


def test_the_agency_page_leads_to_every_list(visitor: Client, house: House) -> None:
    page = text_of(visitor, reverse("portal:agency", args=[house.busy]))

    assert address(house) in page
    assert "随机抽查事项清单" in page


def test_a_list_that_was_not_published_leads_to_those_that_were(
    visitor: Client, house: House
) -> None:
    answer = visitor.get(reverse("portal:list", args=[house.quiet, "items"]))

    assert answer.status_code == 404
    assert "没有公布这份清单" in answer.content.decode()
