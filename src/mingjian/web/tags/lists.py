"""Tags for lists: counters, filters, facets, sorting, paging, tabs, breadcrumbs, empty states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.template import Library
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingjian.web.parts import ActiveFilter, Chip, Counter, Facet, Link, Paging, Tab
from mingjian.web.tags.text import icon

register = Library()


@register.inclusion_tag("web/parts/counters.html")
def counters(items: Iterable[Counter], label: str = "计数") -> dict[str, Any]:
    """待办 · 即将到期 · 已超期: figures that filter."""
    return {"items": tuple(items), "label": label}


@register.inclusion_tag("web/parts/filter_chips.html")
def filter_chips(chips: Iterable[Chip], label: str = "常用筛选") -> dict[str, Any]:
    """Ready-made filters as links."""
    return {"chips": tuple(chips), "label": label}


@register.inclusion_tag("web/parts/active_filters.html")
def active_filters(filters: Iterable[ActiveFilter], clear_url: str = "") -> dict[str, Any]:
    """The conditions in force, each removable."""
    return {"filters": tuple(filters), "clear_url": clear_url}


@register.inclusion_tag("web/parts/facets.html")
def facets(facets: Iterable[Facet], label: str = "筛选") -> dict[str, Any]:
    """Ways to narrow the list: plain links with counts; a drawer on a phone."""
    return {"facets": tuple(facets), "label": label}


@register.inclusion_tag("web/parts/pagination.html")
def pagination(paging: Paging, label: str = "分页") -> dict[str, Any]:
    """Previous and next, and where the reader stands."""
    return {"paging": paging, "label": label}


@register.inclusion_tag("web/parts/breadcrumbs.html")
def breadcrumbs(links: Iterable[Link]) -> dict[str, Any]:
    """当前位置."""
    return {"links": tuple(links)}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(tabs: Iterable[Tab], label: str) -> dict[str, Any]:
    """Views of the same thing, as links with addresses of their own."""
    return {"tabs": tuple(tabs), "label": label}


@register.inclusion_tag("web/parts/empty_state.html")
def empty_state(text: str, action: Link | None = None, icon: str = "document") -> dict[str, Any]:
    """Nothing here: one sentence, one action."""
    return {"text": text, "action": action, "icon": icon}


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, text: str, key: str, numeric: bool = False) -> SafeString:
    """A column heading that sorts by ``?sort=key`` (``-key`` the other way round)."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else None
    chosen = query.get("sort", "") if query is not None else ""
    order = {key: "ascending", f"-{key}": "descending"}.get(chosen, "none")
    target = f"sort={'-' if order == 'ascending' else ''}{key}"
    if query is not None:
        query.pop("page", None)
        query["sort"] = target.removeprefix("sort=")
        target = query.urlencode()
    arrow = {"ascending": "sort-up", "descending": "sort-down", "none": "sort"}[order]
    return format_html(
        '<th scope="col" aria-sort="{}"{}><a class="sort" href="?{}">{}{}</a></th>',
        order,
        SafeString(' class="figure"') if numeric else "",
        target,
        text,
        icon(arrow),
    )
