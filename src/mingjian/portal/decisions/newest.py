"""The newest publications (最新公示), in the order of the public log."""

from __future__ import annotations

from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.models import Leaf

# So many more leaves are read than records are wanted: some were withdrawn since.
_SPARE = 4


def newest_publications(*, count: int) -> list[PublicRecord]:
    """最新公示, in the order of the public log: two queries whatever the size of the register."""
    leaves = Leaf.objects.filter(type=LeafType.PUBLISH.value).order_by("-index")
    ids = list(leaves.values_list("public_id", flat=True)[: _SPARE * count])
    records = PublicRecord.objects.published().defer("grams", "search_text").in_bulk(ids)
    return [records[each] for each in ids if each in records][:count]
