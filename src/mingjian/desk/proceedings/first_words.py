"""What a form begins with (预填): goods already listed, who pays, from rows read before."""

from __future__ import annotations

from mingjian.cases.measures.papers import quantity_words
from mingjian.cases.models import Case, SeizedGoods
from mingjian.law.measures import GoodsOutcome
from mingjian.law.proceedings import ProceedingMove


def first_words(move: ProceedingMove, case: Case) -> dict[str, str]:
    """First values of the fields; the officer may change them."""
    match move:
        case ProceedingMove.RECEIVE_CONFISCATED:
            confiscated = [
                one
                for one in case.seized_goods.all()
                if one.outcome == GoodsOutcome.CONFISCATED and one.sold_on is None
            ]
            return {"goods": "\n".join(_line(one) for one in confiscated)} if confiscated else {}
        case ProceedingMove.RECORD_STORAGE_COST:
            keepers = {one.keeper for one in case.measures.all() if one.keeper}
            found = {"subject": case.agency.name}
            return {**found, "organ": keepers.pop()} if len(keepers) == 1 else found
        case ProceedingMove.DISPOSE_CONFISCATED:
            return dict.fromkeys(["subject", "basis", "organ"], "")  # not those of the receipt
        case _:
            return {}


def _line(one: SeizedGoods) -> str:
    """As the field reads it; the number stays in 规格."""
    spec = "".join(one.spec.split()).replace("，", "、") or "-"
    value = f" {one.value_yuan}" if one.value_yuan is not None else ""
    return f"{''.join(one.name.split())} {spec} {quantity_words(one.quantity)} {one.unit}{value}"
