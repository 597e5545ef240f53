"""Navigation (工作台导航): an entry shows when its page exists and the chosen role may enter it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from mingjian.law.roles import Role
from mingjian.web.endpoints import Endpoint, endpoint_of
from mingjian.web.parts import NavItem


@dataclass(frozen=True)
class Entry:
    """One entry: its words, its page (name in ``desk:``) and its icon."""

    label: str
    page: str
    icon: str


ENTRIES = (
    Entry("待办", "todo", "inbox"),
    Entry("案件", "cases", "case"),
    Entry("证据", "evidence", "camera"),
    Entry("亮证", "credential", "badge"),
    Entry("文书模板", "document-types", "document"),
    Entry("公示", "disclosure", "publish"),
    Entry("归档", "archive", "archive"),
    Entry("监督", "supervision", "eye"),
    Entry("案卷评查", "appraisals", "review"),
    Entry("名录", "registry", "people"),
    Entry("法律依据", "parameters", "book"),
    Entry("系统管理", "administration", "settings"),
)


def nav_items(request: HttpRequest, *, role: Role, todo_count: int) -> list[NavItem]:
    """The entries of this role, the current one marked, with what waits."""
    return [
        NavItem(
            entry.label,
            url,
            entry.icon,
            current=_is_within(request.path, url),
            count=todo_count if entry.page == "todo" else None,
        )
        for entry in ENTRIES
        if (url := page_for(entry.page, role=role))
    ]


def page_for(page: str, *, role: Role) -> str:
    """The address of a desk page, "" where there is none or the role may not enter."""
    try:
        url = reverse(f"desk:{page}")
    except NoReverseMatch:
        return ""
    endpoint = _endpoint_at(url, get_resolver().urlconf_name)
    may_enter = endpoint is not None and (not endpoint.roles or role in endpoint.roles)
    return url if may_enter else ""


@lru_cache(maxsize=200)
def _endpoint_at(url: str, urlconf: str) -> Endpoint | None:
    """What the page's view declares; it is the same for as long as the addresses are."""
    return endpoint_of(resolve(url, urlconf).func)


def _is_within(path: str, url: str) -> bool:
    return path == url or path.startswith(url)
