"""What every page of the portal shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from mingjian.portal.node import read_node
from mingjian.portal.site import absolute, read_site
from mingjian.portal.styles import styles_address
from mingjian.web.parts import NavItem

# 三个公示阶段，及各自的地址开头。
_STAGES = (
    ("事前公开", "standing", ("/standing/", "/law/")),
    ("事中公示", "on-site", ("/on-site/",)),
    ("事后公开", "decisions", ("/decisions", "/statistics")),
)


def portal_context(request: HttpRequest) -> dict[str, Any]:
    """Site and navigation; the portal knows no person."""
    return {
        "site": read_site(),
        "styles_url": styles_address(),
        "node": read_node() if settings.IS_NODE else None,
        # 不印当事人：撤下以后，别处存下的图片收不回来。
        "share_image": absolute(static("portal/share.png")),
        "nav_items": [
            NavItem(label, reverse(f"portal:{name}"), current=request.path_info.startswith(starts))
            for label, name, starts in _STAGES
        ],
    }
