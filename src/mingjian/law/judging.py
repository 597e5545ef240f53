"""Judging by a table (逐条判断): what every table of acts asks in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import ParamSpec

from mingjian.law.breach import Breach
from mingjian.law.roles import Actor, Role

Asked = ParamSpec("Asked")


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
