"""The demo's filing of forms: once, most of them, by one receipt."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mingjian.dossier.filings import Standing, used_forms
from mingjian.dossier.models import FormFiling
from mingjian.ops.demo.filed_forms import file_forms
from mingjian.registry.models import Agency
from tests.cases.story import make_cast
from tests.registry.make import make_packs

TODAY, AT = datetime(2026, 5, 11, 2, 0, tzinfo=UTC).date(), datetime(2026, 5, 11, 2, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_most_forms_are_filed_once_and_a_few_are_left() -> None:
    make_packs()
    cast = make_cast()

    filed = file_forms(cast=cast, today=TODAY, at=AT)
    again = file_forms(cast=cast, today=TODAY, at=AT)

    used = used_forms(Agency.objects.get(id=cast.agency_id), on=TODAY)
    left = [one for one in used if one.standing is Standing.UNFILED]
    assert (len(left), again) == (3, 0)
    assert FormFiling.objects.count() == filed == len(used) - 3
