"""States of a credential (证件状态): what it is worth right now, in words and colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.disclosure.models import PublicCredential
from mingjian.web.parts import Tone

_WORDS = {
    "valid": ("有效", Tone.GOOD, "可以凭此证执法"),
    "suspended": ("已暂扣", Tone.LATE, "暂扣期间不得执法"),
    "revoked": ("已吊销", Tone.LATE, "不得执法"),
    "cancelled": ("已注销", Tone.LATE, "不得执法"),
    "left": ("已离岗", Tone.LATE, "不得执法"),
    "expired": ("已过期", Tone.LATE, "不得执法"),
    "early": ("尚未生效", Tone.WARN, "生效以前不得执法"),
}
_GONE = ("查无此证", Tone.LATE, "不得执法")


@dataclass(frozen=True)
class CredentialState:
    """证件现时状态."""

    word: str
    tone: Tone
    meaning: str
    since: date | None

    @property
    def is_valid(self) -> bool:
        """Whether its holder may enforce."""
        return self.tone is Tone.GOOD

    @classmethod
    def unknown(cls) -> CredentialState:
        """Not in the register."""
        return cls(*_GONE, since=None)


def state_of(card: PublicCredential) -> CredentialState:
    """The state as the registry has it at this moment."""
    return CredentialState(*_WORDS[card.status], since=card.status_since)
