"""Which pack a published name of law parameters means (适用的法律参数)."""

from __future__ import annotations

from django.urls import reverse

from mingjian.law.lawbook import load_lawbook, pack_ids


def pack_page(published: str) -> str:
    """Address of the place whose name stands before the version: 宾县（1.0…）; else the overview.

    Published text is kept as it was, so a pack that has gone since is no error.
    """
    name = published.partition("（")[0].strip()
    for pack_id in pack_ids():
        if load_lawbook(pack_id).name == name:
            return reverse("portal:pack", args=[pack_id])
    return reverse("portal:parameters")
