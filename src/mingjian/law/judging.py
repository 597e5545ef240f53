"""Judging by a table (逐条判断): what every table of acts asks in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, ParamSpec, Protocol, TypeVar

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor, Role

Asked = ParamSpec("Asked")
MoveT = TypeVar("MoveT")
MatterT_contra = TypeVar("MatterT_contra", contravariant=True)
ActT_contra = TypeVar("ActT_contra", contravariant=True)


class RuleLine(Protocol[MatterT_contra, ActT_contra]):
    """One line of a table: who may act, and under which rules."""

    @property
    def roles(self) -> frozenset[Role]:
        """岗位."""

    @property
    def rules(self) -> tuple[Callable[[MatterT_contra, ActT_contra, Actor], Breach | None], ...]:
        """What can be judged before anything is filled in."""

    @property
    def details(self) -> tuple[Callable[[MatterT_contra, ActT_contra, Actor], Breach | None], ...]:
        """What judges the things filled in."""


@dataclass(frozen=True)
class OpenAct(Generic[MoveT]):
    """一项可以办理的行为. ``is_mine``: the actor's role may do it."""

    move: MoveT
    breaches: tuple[Breach, ...]
    is_mine: bool


def broken_rules(
    rules: Iterable[Callable[Asked, Breach | None]], *asked: Asked.args, **named: Asked.kwargs
) -> Iterator[Breach]:
    """The breach of every rule that the act would break, in the order of the table."""
    for rule in rules:
        breach = rule(*asked, **named)
        if breach is not None:
            yield breach


def wrong_post(*, title: str, roles: Collection[Role], by: Actor) -> Iterator[Breach]:
    """岗位不符: the act belongs to other posts than the one in which ``by`` acts."""
    if by.role not in roles:
        titles = "、".join(sorted(role.title for role in roles))
        yield Breach(
            "ROLE",
            f"{title}应当由{titles}办理，{by.name}现以{by.role.title}的岗位办理",
            None,
            f"请由{titles}办理；本人兼有该岗位的，请先切换岗位。",
        )


def refuse_by_line(
    *,
    title: str,
    line: RuleLine[MatterT_contra, ActT_contra],
    matter: MatterT_contra,
    act: ActT_contra,
    by: Actor,
) -> None:
    """MoveRefused with every breach of the line."""
    breaches = [
        *wrong_post(title=title, roles=line.roles, by=by),
        *broken_rules((*line.rules, *line.details), matter, act, by),
    ]
    if breaches:
        raise MoveRefused(breaches)


def open_act(
    *,
    move: MoveT,
    title: str,
    line: RuleLine[MatterT_contra, ActT_contra],
    matter: MatterT_contra,
    act: ActT_contra,
    by: Actor,
) -> OpenAct[MoveT]:
    """The act as offered to this person, with what stands in the way before it is filled in."""
    return OpenAct(
        move,
        (
            *wrong_post(title=title, roles=line.roles, by=by),
            *broken_rules(line.rules, matter, act, by),
        ),
        is_mine=by.role in line.roles,
    )
