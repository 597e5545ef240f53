"""Service (送达): ways, what each needs, and the order in which they may be used."""

from mingjian.law.service.facts import (
    Attempt,
    AttemptReason,
    Confirmation,
    Delivery,
    Receiver,
    ServiceFacts,
)
from mingjian.law.service.rules import effective_day, judge_service
from mingjian.law.service.ways import ServiceMethod, Way, paper_seals, way_of

__all__ = [
    "Attempt",
    "AttemptReason",
    "Confirmation",
    "Delivery",
    "Receiver",
    "ServiceFacts",
    "ServiceMethod",
    "Way",
    "effective_day",
    "judge_service",
    "paper_seals",
    "way_of",
]
