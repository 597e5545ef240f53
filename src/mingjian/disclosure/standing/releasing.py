"""Review and publication (复核、公布): another person agrees, then a new version stands."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import REVIEW_DUE, require_clerk, require_text
from mingjian.disclosure.agencies import page_of
from mingjian.disclosure.logbook import keep_log, require_open_log
from mingjian.disclosure.models import ListDraft, ListRelease, ListReview, PublicList
from mingjian.disclosure.models.standing import REVIEWERS
from mingjian.disclosure.standing.checking import list_faults
from mingjian.disclosure.standing.contents import hash_of, setting_of, table_of
from mingjian.disclosure.standing.drafting import DRAFTERS, lock_list, write_list_entry
from mingjian.journal.canonical import ALGORITHMS
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor
from mingjian.law.standing.kinds import ListKind, list_kind
from mingjian.ledger.leaf import SALT_BYTES, LeafType, Statement, commit
from mingjian.ledger.submitting import submit_statements

# 清单不含应当保密的内容，盐取零：谁都可以重算。
NO_SALT = bytes(SALT_BYTES)
MOST_TOLD = 12


def review_list(
    *,
    draft_id: UUID,
    seen_hash: str,
    passed: bool,
    opinion: str,
    on: date,
    by: Actor,
    at: datetime,
) -> ListReview:
    """复核: agree to one draft or send it back, with an opinion; never by who drafted it."""
    with transaction.atomic():
        draft, kind = _locked(draft_id)
        require_clerk(by=by, agency_id=draft.list.agency_id, roles=REVIEWERS, act="复核公开清单")
        said = require_text(
            opinion, what="复核意见", cite=kind.cite, remedy="请写明复核意见后提交。"
        )
        _require_reviewable(draft, seen_hash, by)
        if passed:
            _refuse_faults(draft, kind, on)
        review = ListReview.objects.create(
            draft=draft,
            list=draft.list,
            hash=draft.hash,
            drafted_by_person_id=draft.drafted_by_person_id,
            passed=passed,
            opinion=said,
            role=by.role.value,
            reviewed_on=on,
            reviewed_at=at,
            reviewed_by_person_id=by.person_id,
            reviewed_by_name=by.name,
        )
        word = "passed" if passed else "returned"
        payload = {"revision": draft.revision, "hash": draft.hash, "opinion": said}
        write_list_entry(standing=draft.list, kind=word, by=by, at=at, on=on, payload=payload)
    return review


def publish_list(*, draft_id: UUID, on: date, by: Actor, at: datetime) -> PublicList:
    """公布: the reviewed draft becomes the next version; its leaf goes into the public log."""
    require_open_log(at=at)
    with transaction.atomic():
        draft, kind = _locked(draft_id)
        require_clerk(by=by, agency_id=draft.list.agency_id, roles=DRAFTERS, act="公布清单")
        _require_passed(draft)
        _refuse_faults(draft, kind, on)
        page = page_of(agency_id=draft.list.agency_id, on=on, by=by, at=at)
        version = _next_version(draft, kind, on)
        version.agency, version.leaf_hash = page, _submit(version, at)
        ListRelease.objects.create(
            list=draft.list,
            public_id=version.public_id,
            version=version.version,
            draft=draft,
            hash=draft.hash,
            leaf_hash=version.leaf_hash,
            released_on=on,
            released_at=at,
            released_by_person_id=by.person_id,
        )
        version.save(force_insert=True)
        payload = {"revision": draft.revision, "version": version.version, "hash": draft.hash}
        write_list_entry(
            standing=draft.list, kind="published", by=by, at=at, on=on, payload=payload
        )
    keep_log(at=at)
    return version


def _locked(draft_id: UUID) -> tuple[ListDraft, ListKind]:
    draft = ListDraft.objects.select_related("list", "list__agency").get(id=draft_id)
    lock_list(draft.list_id)
    return draft, list_kind(draft.list.kind)


def _require_reviewable(draft: ListDraft, seen_hash: str, by: Actor) -> None:
    newest = ListDraft.objects.filter(list=draft.list).order_by("-revision").first()
    if newest != draft or draft.hash != seen_hash or hash_of(draft.content) != seen_hash:
        raise refusal(
            code="STALE",
            message="不能复核：清单已经有更新的稿子",
            cite=REVIEW_DUE,
            remedy="请打开最新的一稿重新复核。",
        )
    if ListReview.objects.filter(draft=draft).exists():
        raise refusal(code="REVIEWED", message="这一稿已经复核", remedy="无需重复复核。")
    if by.person_id == draft.drafted_by_person_id:
        raise refusal(
            code="FOUR_EYES",
            message="不能复核：这一稿由您本人起草",
            cite=REVIEW_DUE,
            remedy="请由没有参与起草的其他人员复核。",
        )


def _require_passed(draft: ListDraft) -> None:
    review = ListReview.objects.filter(draft=draft).first()
    newer = ListDraft.objects.filter(list=draft.list, revision__gt=draft.revision).exists()
    if review is None or not review.passed or newer:
        raise refusal(
            code="UNREVIEWED",
            message="不能公布：这一稿没有通过复核，或者已有更新的稿子",
            cite=REVIEW_DUE,
            remedy="请等待另一人复核通过后公布。",
        )
    if ListRelease.objects.filter(draft=draft).exists():
        raise refusal(code="PUBLISHED", message="这一稿已经公布", remedy="无需重复公布。")


def _refuse_faults(draft: ListDraft, kind: ListKind, on: date) -> None:
    faults = list_faults(
        kind=kind,
        table=table_of(draft.content),
        setting=setting_of(draft.list.agency, on=on),
        filed=draft.content["filed"],
    )
    if faults:
        raise MoveRefused([fault.as_breach for fault in faults[:MOST_TOLD]])


def _next_version(draft: ListDraft, kind: ListKind, on: date) -> PublicList:
    shown = PublicList.objects.filter(public_id=draft.list.public_id)
    last = shown.order_by("-version").first()
    return PublicList(
        public_id=draft.list.public_id,
        version=last.version + 1 if last else 1,
        kind=kind.kind,
        content=draft.content,
        hash=draft.hash,
        pack_id=draft.content["pack"]["id"],
        published_on=on,
        review_by=kind.review_by(published_on=on),
    )


def _submit(version: PublicList, at: datetime) -> str:
    """The leaf's hash."""
    statement = Statement(
        type=LeafType.LIST,
        public_id=version.public_id,
        version=version.version,
        effective_at=at,
        commitments=commit(content=version.content, salt=NO_SALT, algorithms=ALGORITHMS),
    )
    [submission] = submit_statements(statements=[statement])
    return submission.hash
