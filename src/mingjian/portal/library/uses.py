"""Uses of an article (条文适用): the parameters, steps and violations that rest on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mingjian.law.citation import Citation
from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.violations import violations
from mingjian.portal.procedure.chart import moves_under
from mingjian.web.parts import Link


@dataclass(frozen=True)
class Uses:
    """条文适用: links to what rests on the article, by kind."""

    parameters: tuple[Link, ...]
    steps: tuple[Link, ...]
    violations: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.parameters or self.steps or self.violations)


def uses_of(*, law: str, article: str, on: date) -> Uses:
    """What in the packs and in the procedure cites this article."""
    return Uses(
        parameters=_parameters(law, article, on),
        steps=tuple(
            Link(each.move.title, f"{reverse('portal:procedure')}#{each.anchor}")
            for each in moves_under(law=law, article=article)
        ),
        violations=tuple(
            each.title
            for each in violations()
            if any(_is(cite, law, article) for cite in each.penalises)
        ),
    )


def _parameters(law: str, article: str, on: date) -> tuple[Link, ...]:
    """National values and time limits; the first pack shows them all."""
    pack = pack_ids()[0]
    book, page = load_lawbook(pack), reverse("portal:pack", args=[pack])
    values = [
        Link(f"{book.parameter(value.key).title}：{value.text}", f"{page}#{value.key}")
        for value in book.values(on=on)
        if not value.is_local and _is(value.cite, law, article)
    ]
    limits = [
        Link(f"{entry.limit.title}：{entry.text}", f"{page}#limit.{entry.act}")
        for entry in book.limit_entries(on=on)
        if not entry.is_local and _is(entry.limit.cite, law, article)
    ]
    return (*values, *limits)


def _is(cite: Citation, law: str, article: str) -> bool:
    return cite.law == law and cite.article == article
