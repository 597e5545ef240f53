"""Tables of the archive: the dossier and what it holds; what happens to it afterwards."""

from mingjian.archive.models.custody import (
    Borrowing,
    BorrowView,
    Destruction,
    Hold,
    RetentionChange,
)
from mingjian.archive.models.dossiers import (
    CheckReport,
    Dossier,
    DossierQuerySet,
    HandOver,
    Item,
    Package,
)

__all__ = [
    "BorrowView",
    "Borrowing",
    "CheckReport",
    "Destruction",
    "Dossier",
    "DossierQuerySet",
    "HandOver",
    "Hold",
    "Item",
    "Package",
    "RetentionChange",
]
