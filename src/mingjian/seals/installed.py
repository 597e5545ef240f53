"""Which seal provider this installation uses (本平台的印章提供方)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from mingjian.seals.authority import TestAuthority
from mingjian.seals.builtin import TestSeals
from mingjian.seals.provider import SealProvider


@cache
def current_provider() -> SealProvider:
    """The provider named by ``settings.SEAL_PROVIDER``, made once for the process."""
    found: SealProvider = import_string(settings.SEAL_PROVIDER)()
    return found


def built_in() -> SealProvider:
    """测试用印: the default, until a government seal system is connected."""
    folder = Path(settings.SEAL_KEY_DIR)
    return TestSeals(authority=TestAuthority(folder=folder, trust=trust_folder()))


def trust_folder() -> Path:
    """Where the root certificates lie whose seals are believed (*.crt)."""
    return Path(settings.SEAL_TRUST_DIR)
