"""The import report: every fault on a line of its own, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from mingjian.disclosure.past_decisions import check_file
from mingjian.disclosure.past_report import as_csv, lines_of_batch, lines_of_rows
from tests.disclosure.make import TODAY, a_row, imported, make_office
from tests.disclosure.make import as_csv as file_of
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def test_a_trial_and_a_kept_batch_report_the_same():
    office = make_office(make_agency(lines=()).id)
    rows = [a_row(1), a_row(2, 文书号="", 案由=""), a_row(1)]
    trial = check_file(agency_id=office.agency_id, file_name="x.csv", data=file_of(rows), on=TODAY)

    lines = lines_of_batch(batch=imported(rows, office))

    assert lines == lines_of_rows(rows=trial.problems)
    assert [(line[0], line[3]) for line in lines] == [(3, "文书号"), (3, "案由"), (4, "文书号")]


def test_no_cell_of_the_report_is_a_formula():
    lines = [(2, "=HYPERLINK(1)", "有问题", "案由", "+1"), (3, "测1号", "有问题", "", "@x")]

    cells = list(csv.reader(io.StringIO(as_csv(lines))))

    assert cells[0][1:] == ["文书号", "结论", "列", "原因"]
    assert cells[1][1] == "'=HYPERLINK(1)"
    assert (cells[1][4], cells[2][4], cells[2][1]) == ("'+1", "'@x", "测1号")
