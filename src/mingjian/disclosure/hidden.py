"""Hidden values (不公开的内容): what the matter behind a public record knows and keeps back.

Whoever writes a sentence that the public will read about a record (why it was withdrawn, corrected,
why a request was refused) writes of the same people; their names are looked for in it.
"""

from __future__ import annotations

from mingjian.disclosure.leaks import KnownValue
from mingjian.disclosure.models import PublicRecord, Release
from mingjian.disclosure.past_columns import PARTY_NAME, REPRESENTATIVE
from mingjian.disclosure.projection import Masks, known_values
from mingjian.disclosure.sources import source_of_case


def hidden_values(*, public_id: str) -> tuple[KnownValue, ...]:
    """Names, homes, secrets of the case or of the imported row; the party's own where masked."""
    releases = Release.objects.select_related("preparation__duty__case", "row")
    found = releases.filter(public_id=public_id)
    first, last = found.earliest("version"), found.latest("version")
    duty = last.preparation.duty
    if duty is not None:
        masks = Masks(**{key: tuple(texts) for key, texts in last.preparation.masks.items()})
        source = source_of_case(duty.case)
        return _of_party(source.party_name, public_id) + known_values(source=source, masks=masks)
    raw = first.row.raw if first.row is not None else {}
    names = (str(raw.get(column, "")).strip() for column in (PARTY_NAME, REPRESENTATIVE))
    return tuple(value for name in names for value in _of_party(name, public_id))


def erased_values(*, public_id: str) -> tuple[KnownValue, ...]:
    """The same, and what is erased with the record: a stub names nobody, nor the decision."""
    shown = PublicRecord.objects.get(public_id=public_id)
    own = (
        KnownValue("当事人名称", shown.party_name),
        KnownValue("处罚决定书文号", shown.number),
        KnownValue("统一社会信用代码", shown.credit_code),
    )
    return (*hidden_values(public_id=public_id), *(each for each in own if each.value))


def _of_party(name: str, public_id: str) -> tuple[KnownValue, ...]:
    """A name that the public copy does not show."""
    shown = PublicRecord.objects.filter(public_id=public_id).values_list("content", flat=True)
    content = shown.first() or {}
    if len(name) < 2 or name in (content.get("party_name"), content.get("legal_representative")):
        return ()
    return (KnownValue("当事人姓名", name),)
