"""Forms in use (文书式样): the national form of a paper, or that of a line or a jurisdiction.

packs/documents/forms/variants.toml says in what a line (领域) or a jurisdiction (法域) differs,
from which day to which. wordings.toml names the papers that acts make and the digest of their text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.document_types import DocumentType, document_type, document_types, read_columns
from mingjian.law.violations import Line

NATIONAL = "national"
_FOLDER = resources.files("mingjian.law") / "packs" / "documents" / "forms"
_KNOWN = {
    *("id", "form", "pack", "line", "title", "renamed", "added", "fields", "text", "columns"),
    *("signs", "look", "since", "until", "cite", "note", "quality"),
}
_SIGNS = "一二三四五六七八九十、"


@dataclass(frozen=True)
class Variant:
    """领域、地方式样: only what differs; ``pack`` and ``line`` are "" where they do not matter."""

    id: str
    form: str
    since: date
    until: date | None
    cite: Citation
    pack: str = ""
    line: str = ""
    title: str = ""
    renamed: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fields: tuple[str, ...] | None = None
    text: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None
    signs: tuple[str, ...] | None = None
    look: str = ""
    note: str = ""
    quality: str = ""

    def applies(self, *, pack: str, line: str, on: date) -> bool:
        """Whether a paper of that jurisdiction, line and day is made in this form."""
        in_force = self.since <= on and (self.until is None or on < self.until)
        return in_force and self.pack in ("", pack) and self.line in ("", line)

    @property
    def rank(self) -> tuple[bool, bool]:
        """地方先于领域: the nearer rule wins."""
        return (bool(self.pack), bool(self.line))


@dataclass(frozen=True)
class Wording:
    """环节自动制作的文书: its name, and the digest of the words the act writes."""

    kind: str
    title: str
    digest: str


@dataclass(frozen=True)
class Form:
    """使用中的式样: ``key`` is the code of the type, or the kind where no type has it."""

    key: str
    national: DocumentType | None
    wording: Wording | None
    variant: Variant | None = None

    @property
    def id(self) -> str:
        """式样编号: of the variant, else the national one."""
        return self.variant.id if self.variant else NATIONAL

    @property
    def type(self) -> DocumentType | None:
        """The type as the variant has it."""
        if self.national is None or self.variant is None:
            return self.national
        return localised(self.national, self.variant)

    @property
    def title(self) -> str:
        """文书名称."""
        own = self.national or self.wording
        assert own is not None  # a form is of a type, or of an act
        return (self.variant.title if self.variant else "") or own.title

    @property
    def since(self) -> date:
        """启用日期."""
        if self.variant:
            return self.variant.since
        return self.national.since if self.national else date(2021, 7, 15)

    @property
    def until(self) -> date | None:
        """停用日期, the first day without it."""
        if self.variant:
            return self.variant.until
        return self.national.until if self.national else None


def form_of(*, key: str, pack: str, line: str, on: date) -> Form:
    """The form of that paper for this jurisdiction, line and day; KeyError where there is none."""
    national, wording = _by_key()[key]
    return Form(key, national, wording, choose_variant(variants(), key, pack, line, on))


def form_of_kind(*, kind: str, pack: str, line: str, on: date) -> Form:
    """The form of a paper that an act makes."""
    return form_of(key=_keys_of_kinds().get(kind, kind), pack=pack, line=line, on=on)


def forms_in_use(*, pack: str, lines: Iterable[Line], on: date) -> tuple[Form, ...]:
    """使用中的全部式样 of an agency with these lines, each once, in the order of the types.

    An agency without a line enforces nothing and uses none.
    """
    named = [one.value for one in lines]
    found: dict[tuple[str, str], Form] = {}
    for key in _by_key():
        for line in named:
            form = form_of(key=key, pack=pack, line=line, on=on)
            found.setdefault((key, form.id), form)
    return tuple(one for one in found.values() if one.since <= on and not _is_supervisor_s(one))


def _is_supervisor_s(form: Form) -> bool:
    """执法监督文书 are the supervisor's own, no form of an agency that enforces."""
    return form.national is not None and form.national.code.startswith("JD")


def choose_variant(
    known: Iterable[Variant], form: str, pack: str, line: str, on: date
) -> Variant | None:
    """地方和领域都有的，从地方; none where the national form is used."""
    fitting = [
        one for one in known if one.form == form and one.applies(pack=pack, line=line, on=on)
    ]
    return max(fitting, key=lambda one: one.rank, default=None)


def localised(national: DocumentType, variant: Variant) -> DocumentType:
    """The type with what the variant says instead."""
    return replace(
        national,
        title=variant.title or national.title,
        note=variant.note or national.note,
        fields=national.fields if variant.fields is None else read_columns(variant.fields),
        text=national.text if variant.text is None else variant.text,
        table=national.table if variant.columns is None else variant.columns,
        signatures=national.signatures if variant.signs is None else read_columns(variant.signs),
    )


def content_in_form(content: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The words an act wrote, in the variant's: its headings and columns, what it adds."""
    told = {**content, "title": form.title}
    variant = form.variant
    if variant is None:
        return told
    named = dict(variant.renamed)
    for part in ("fields", "signatures"):
        if part in told:
            told[part] = [[named.get(row[0], row[0]), *row[1:]] for row in told[part]]
    sections = [_renamed(one, named) for one in told.get("sections", ()) if one is not None]
    added = [{"heading": head, "paragraphs": list(lines)} for head, lines in variant.added]
    if sections or added:
        told["sections"] = [*sections, *added]
    return told


def _renamed(section: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, Any]:
    head = str(section["heading"])
    words = head.lstrip(_SIGNS)
    serial = head[: len(head) - len(words)]
    return {**section, "heading": serial + named.get(words, words)}


@cache
def variants() -> tuple[Variant, ...]:
    """Every variant of the packs; ValueError where two of equal rank want the same day."""
    rows = tomllib.loads((_FOLDER / "variants.toml").read_text(encoding="utf-8"))["variant"]
    return read_variants(rows)


def read_variants(rows: Iterable[Mapping[str, Any]]) -> tuple[Variant, ...]:
    """Rows of a pack as variants; raises ValueError for one that cannot be meant."""
    found: list[Variant] = []
    for row in rows:
        one = _read(row)
        rival = next((other for other in found if _collide(one, other)), None)
        if rival is not None or one.id in {other.id for other in found}:
            raise ValueError(f"variant {one.id!r} collides with {rival.id if rival else one.id!r}")
        found.append(one)
    return tuple(found)


def _read(row: Mapping[str, Any]) -> Variant:
    unknown = set(row) - _KNOWN
    if unknown or row["form"] not in _by_key():
        raise ValueError(f"variant {row['id']}: form {row['form']}, unknown keys {sorted(unknown)}")
    told = {name: value for name, value in row.items() if name not in ("renamed", "added", "cite")}
    for name in ("fields", "text", "columns", "signs"):
        if name in told:
            told[name] = tuple(told[name])
    if row.get("line"):
        Line(row["line"])
    return Variant(
        **{"until": None, **told},
        cite=Citation(**row["cite"]),
        renamed=tuple(row.get("renamed", {}).items()),
        added=tuple((one["heading"], tuple(one["paragraphs"])) for one in row.get("added", ())),
    )


def _collide(one: Variant, other: Variant) -> bool:
    same = (one.form, one.pack, one.line) == (other.form, other.pack, other.line)
    apart = (one.until is not None and one.until <= other.since) or (
        other.until is not None and other.until <= one.since
    )
    return same and not apart


@cache
def wordings() -> dict[str, Wording]:
    """Every paper that an act makes, by kind."""
    path = _FOLDER / "wordings.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["wording"]
    return {row["kind"]: Wording(row["kind"], row["title"], row["digest"]) for row in rows}


@cache
def _keys_of_kinds() -> dict[str, str]:
    return {one.kind: one.code for one in document_types() if one.kind}


@cache
def _by_key() -> dict[str, tuple[DocumentType | None, Wording | None]]:
    known = wordings()
    found: dict[str, tuple[DocumentType | None, Wording | None]] = {
        one.code: (document_type(one.code), known.get(one.kind)) for one in document_types()
    }
    typed = {one.kind for one in document_types()}
    return found | {kind: (None, one) for kind, one in known.items() if kind not in typed}
