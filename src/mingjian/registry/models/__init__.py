"""Tables of the registry, by subject."""

from mingjian.registry.models.advisers import Adviser, AdviserConflict
from mingjian.registry.models.agencies import Agency, AgencyPower, EnforcementItem
from mingjian.registry.models.officers import Credential, CredentialSuspension, Officer
from mingjian.registry.models.packs import LawPack
from mingjian.registry.models.parties import Party

__all__ = [
    "Adviser",
    "AdviserConflict",
    "Agency",
    "AgencyPower",
    "Credential",
    "CredentialSuspension",
    "EnforcementItem",
    "LawPack",
    "Officer",
    "Party",
]
