"""Refusals (不予准许): what happened, why with the article, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.law.citation import Citation


@dataclass(frozen=True)
class Breach:
    """One rule that a move would break.

    ``code`` is the rule's number (APL42 = 行政处罚法 art. 42); ``message`` says what is wrong, a
    whole Chinese sentence; ``cite`` where the rule is written; ``remedy`` what to do next.
    """

    code: str
    message: str
    cite: Citation | None
    remedy: str

    def __str__(self) -> str:
        place = f"（{self.cite}）" if self.cite else ""
        return f"{self.message.rstrip('。')}{place}。{self.remedy}"


class MoveRefused(Exception):
    """The law does not allow this act now; nothing was changed."""

    def __init__(self, breaches: Iterable[Breach]) -> None:
        self.breaches = tuple(breaches)
        if not self.breaches:
            raise ValueError("MoveRefused needs at least one breach")
        super().__init__("；".join(str(breach) for breach in self.breaches))
