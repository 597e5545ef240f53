"""Tags that show the law: citations, breaches, the next legal step, deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template import Library
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.provisions import provision_text
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import Step

register = Library()


def provision_url(citation: Citation) -> str:
    """Where the provision can be read: our page, the portal's, the official address, or nowhere."""
    if citation.article and provision_text(citation) is not None:
        name = getattr(settings, "MINGJIAN_PROVISION_URL_NAME", "portal:provision")
        try:
            return reverse(name, args=[citation.law, citation.article])
        except NoReverseMatch:
            # 工作台 is a site of its own: provisions are read on the portal.
            portal = getattr(settings, "PORTAL_URL", "")
            if portal:
                return f"{portal}/law/{quote(citation.law)}/{citation.article}"
    return citation.url


@register.simple_tag
def cite(citation: Citation | None) -> SafeString | str:
    """《行政处罚法》第五十八条 as a link to the provision."""
    if citation is None:
        return ""
    url = provision_url(citation)
    if not url:
        return format_html('<span class="cite">{}</span>', citation)
    return format_html('<a class="cite" href="{}">{}</a>', url, citation)


@register.inclusion_tag("web/parts/clause.html")
def clause(citation: Citation | None) -> dict[str, Any]:
    """A citation whose text opens in place; a plain link where the text is not in the packs."""
    text = provision_text(citation) if citation else None
    return {
        "citation": citation,
        "text": text,
        "url": provision_url(citation) if citation else "",
    }


@register.inclusion_tag("web/parts/breach_list.html")
def breach_list(breaches: Iterable[Breach]) -> dict[str, Any]:
    """Why the law refuses, each with its article and what to do next."""
    return {"breaches": tuple(breaches)}


@register.inclusion_tag("web/parts/legal_step.html", takes_context=True)
def legal_step(context: Context, step: Step | None) -> dict[str, Any]:
    """下一法定步骤: the one primary button, or the same button at rest with its reasons."""
    return {"step": step, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/parts/deadline_badge.html")
def deadline_badge(deadline: Deadline | None) -> dict[str, Any]:
    """剩 3 个工作日 · 5月11日, with article and counting rule behind the badge."""
    icons = {"late": "warning", "soon": "clock", "done": "check", "paused": "pause"}
    state = deadline.state if deadline else ""
    return {"deadline": deadline, "icon_name": icons.get(state, "clock")}


@register.inclusion_tag("web/parts/refused_state.html")
def refused_state(
    breaches: Iterable[Breach], title: str = "现在不能办理这一步。", back_url: str = ""
) -> dict[str, Any]:
    """What was refused, why with the article, what to do next; nothing was changed."""
    return {"breaches": tuple(breaches), "title": title, "back_url": back_url}
