"""The site (网站标识): who runs it, and the marks a government site must carry in its footer."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from mingjian.web.parts import Link

# 尚未填写的标识不显示，不以假号充数。
UNFILLED = "待填"


@dataclass(frozen=True)
class Site:
    """网站标识: what every page shows in its head and foot. Empty slots are left out."""

    name: str
    owner: str
    division: str
    code: str
    icp: str
    police: str
    contact: str
    licence: str
    licence_url: str
    home_url: str
    search_url: str
    accessibility_url: str
    links: tuple[Link, ...]


def read_site() -> Site:
    """The site as the operator set it up (MINGJIAN_… settings)."""
    return Site(
        name=_slot("MINGJIAN_PORTAL_NAME") or "行政执法公示平台",
        owner=_slot("MINGJIAN_OWNER") or f"（主办单位{UNFILLED}）",
        division=_slot("MINGJIAN_DIVISION_NAME"),
        code=_slot("MINGJIAN_SITE_CODE"),
        icp=_slot("MINGJIAN_ICP"),
        police=_slot("MINGJIAN_POLICE_FILING"),
        contact=_slot("MINGJIAN_CONTACT"),
        licence=_slot("MINGJIAN_DATA_LICENCE"),
        licence_url=_slot("MINGJIAN_DATA_LICENCE_URL"),
        home_url=reverse("portal:home"),
        search_url=reverse("portal:decisions"),
        accessibility_url=reverse("portal:accessibility"),
        links=(
            Link("网站地图", reverse("portal:sitemap")),
            Link("公开日志", reverse("portal:log")),
            Link("怎样核验我们", reverse("portal:verify")),
            Link("开放数据与订阅", reverse("portal:open-data")),
            Link("更正与异议", reverse("portal:requests")),
            Link("关于本平台", reverse("portal:about")),
            Link("无障碍说明", reverse("portal:accessibility")),
        ),
    )


def absolute(path: str) -> str:
    """The path with the portal's public address before it."""
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"


def _slot(name: str) -> str:
    text = str(getattr(settings, name, "") or "").strip()
    return "" if text == UNFILLED else text
