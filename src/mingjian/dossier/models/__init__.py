"""Tables of the dossier: numbers, documents, forms filed, seals, service, signatures, prints."""

from mingjian.dossier.models.filings import FormFiling
from mingjian.dossier.models.papers import Document, IssuedNumber, NumberBook, VoidedNumber
from mingjian.dossier.models.prints import PrintedPaper, PrintRun
from mingjian.dossier.models.seals import Seal, SealApproval
from mingjian.dossier.models.service import AddressConfirmation, Service, ServiceAttempt
from mingjian.dossier.models.signatures import Signature, SigningSheet

__all__ = [
    "AddressConfirmation",
    "Document",
    "FormFiling",
    "IssuedNumber",
    "NumberBook",
    "PrintRun",
    "PrintedPaper",
    "Seal",
    "SealApproval",
    "Service",
    "ServiceAttempt",
    "Signature",
    "SigningSheet",
    "VoidedNumber",
]
