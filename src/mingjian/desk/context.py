"""What every page of the desk shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def desk_context(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame: site, navigation, person."""
    return {}
