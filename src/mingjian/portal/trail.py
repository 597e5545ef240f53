"""当前位置: the way from the front page to where the reader stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from mingjian.web.parts import Link


@dataclass(frozen=True)
class Stop:
    """A page that others lie under."""

    label: str
    name: str


STANDING = Stop("事前公开", "standing")
ON_SITE = Stop("事中公示", "on-site")
DECISIONS = Stop("事后公开", "decisions")


def trail(*stops: Stop | Link) -> list[Link]:
    """首页 and the stops; the last one is here."""
    links = [each if isinstance(each, Link) else _link(each) for each in stops]
    return [Link("首页", reverse("portal:home")), *links]


def _link(stop: Stop) -> Link:
    return Link(stop.label, reverse(f"portal:{stop.name}"))
