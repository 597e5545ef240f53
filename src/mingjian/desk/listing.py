"""Lists: the page in view and addresses that keep the other conditions."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from mingjian.web.parts import Paging

PAGE_SIZE = 20


@dataclass(frozen=True)
class Page:
    """One page of a list whose length is known."""

    number: int
    total: int
    paging: Paging

    @property
    def is_only_one(self) -> bool:
        """Whether there is nothing to turn to."""
        return self.total <= PAGE_SIZE

    @property
    def start(self) -> int:
        """Index of the first row."""
        return (self.number - 1) * PAGE_SIZE

    @property
    def stop(self) -> int:
        """Index after the last row."""
        return self.number * PAGE_SIZE


def page_of(query: QueryDict, *, total: int) -> Page:
    """The page the address asks for; an impossible number is the nearest possible one."""
    last = max(1, -(-total // PAGE_SIZE))
    asked = query.get("page", "1")
    number = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 8 else 1
    first = (number - 1) * PAGE_SIZE + 1
    paging = Paging(
        previous_url=link_with(query, page=str(number - 1)) if number > 1 else "",
        next_url=link_with(query, page=str(number + 1)) if number < last else "",
        total=total,
        first=first if total else None,
        last=min(number * PAGE_SIZE, total) if total else None,
    )
    return Page(number, total, paging)


def link_with(query: QueryDict, **changes: str) -> str:
    """The same list with some conditions changed; "" takes one away. Any change leads to page 1."""
    target = query.copy()
    if "page" not in changes:
        target.pop("page", None)
    for name, value in changes.items():
        target.pop(name, None)
        if value:
            target[name] = value
    return f"?{target.urlencode()}"
