"""What the database asks of a service (送达), in PL/pgSQL: the twins of ``law.service.rules``.

They hold for rows to come: what was served before is not judged again.
"""

from __future__ import annotations

from mingjian.law.service import ServiceMethod, paper_seals

_WAY = ServiceMethod


def _listed(kinds: list[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))


_SEALED = _listed(list(paper_seals()))
_SPOT = _listed([one.kind for one in paper_seals().values() if one.on_the_spot])


def _refuse(name: str, said: str) -> str:
    return (
        f"RAISE EXCEPTION '{said}' "
        f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{name}';"
    )


# 行政处罚法第五十九条第二款. A paper handed over on the spot is served in the act that makes it.
SEALED_PAPER = f"""DECLARE
  paper record;
BEGIN
  SELECT kind, made_at, dated INTO paper FROM dossier_document WHERE id = NEW.document_id;
  IF paper.kind NOT IN ({_SEALED}) THEN RETURN NEW; END IF;
  IF NEW.is_on_the_spot AND paper.kind IN ({_SPOT})
     AND NEW.recorded_at = paper.made_at AND NEW.done_on = paper.dated THEN RETURN NEW; END IF;
  IF NEW.sealed_sha256 IS NULL OR NOT EXISTS (
    SELECT FROM dossier_seal WHERE document_id = NEW.document_id
    AND sealed_sha256 = NEW.sealed_sha256
    AND (sealed_at AT TIME ZONE 'Asia/Shanghai')::date <= coalesce(NEW.sent_on, NEW.done_on)
  ) THEN
    {_refuse("service_of_sealed_paper", "a paper that must bear the seal was not sealed by then")}
  END IF;
  RETURN NEW;
END"""  # noqa: S608 - built from our own enums and packs

# 民事诉讼法第八十九条.
LEFT_AFTER_REFUSAL = f"""BEGIN
  IF NEW.method = '{_WAY.LEFT_IN_PLACE.value}' AND NOT NEW.is_on_the_spot
     AND (NEW.refused_reason = '' OR NEW.place = ''
          OR (NEW.witness = '' AND NEW.recording = '')) THEN
    {_refuse("service_left_after_refusal", "left without refusal, place, or witness or recording")}
  END IF;
  RETURN NEW;
END"""

# 行政处罚法第六十一条第二款.
ELECTRONIC_AS_AGREED = f"""BEGIN
  IF NEW.method = '{_WAY.ELECTRONIC.value}' AND (NEW.address = '' OR NOT EXISTS (
    SELECT FROM dossier_addressconfirmation WHERE id = NEW.confirmation_id
    AND electronic_address <> '' AND confirmed_on <= coalesce(NEW.sent_on, NEW.done_on)
  )) THEN
    {_refuse("service_electronic_as_agreed", "electronic service without signed consent")}
  END IF;
  RETURN NEW;
END"""

# 民事诉讼法第九十五条第一款.
ANNOUNCED_LAST = f"""DECLARE
  tried text[];
BEGIN
  IF NEW.method <> '{_WAY.BY_ANNOUNCEMENT.value}' THEN RETURN NEW; END IF;
  SELECT coalesce(array_agg(DISTINCT method), '{{}}') INTO tried FROM dossier_serviceattempt
  WHERE document_id = NEW.document_id AND tried_on <= NEW.done_on;
  IF NOT (tried @> ARRAY['{_WAY.DIRECT.value}', '{_WAY.POSTAL.value}']
          OR (NEW.is_missing AND cardinality(tried) > 0)) THEN
    {_refuse("service_announced_last", "announced before the other ways had failed")}
  END IF;
  RETURN NEW;
END"""  # noqa: S608 - built from our own enums and packs
