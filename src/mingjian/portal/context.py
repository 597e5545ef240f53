"""What every page of the portal shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def portal_context(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame: site, navigation, person."""
    return {}
