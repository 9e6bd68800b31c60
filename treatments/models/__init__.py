"""Registers, row models and pages: of the treatment library, and of a treatment at a clinic."""

from .clinic_pages import ClinicTreatmentPage, ClinicTreatmentPageMixin
from .clinic_rows import (
    ClinicCitation,
    ClinicContraindication,
    ClinicIndication,
    ClinicPairing,
    ClinicRisk,
    ClinicTreatmentFAQ,
)
from .evidence import Citation
from .index_pages import TreatmentIndexPage, TreatmentIndexPageMixin
from .pages import TreatmentPage, TreatmentPageMixin
from .pairing import Pairing
from .prices import ClinicPrice
from .questions import TreatmentFAQ
from .registers import Area, Concern, Product, TreatmentCategory
from .safety import Contraindication, Indication, Risk
from .taxonomy import TreatmentArea, TreatmentConcern, TreatmentProduct

__all__ = [
    "Area",
    "Citation",
    "ClinicCitation",
    "ClinicContraindication",
    "ClinicIndication",
    "ClinicPairing",
    "ClinicPrice",
    "ClinicRisk",
    "ClinicTreatmentFAQ",
    "ClinicTreatmentPage",
    "ClinicTreatmentPageMixin",
    "Concern",
    "Contraindication",
    "Indication",
    "Pairing",
    "Product",
    "Risk",
    "TreatmentArea",
    "TreatmentCategory",
    "TreatmentConcern",
    "TreatmentFAQ",
    "TreatmentIndexPage",
    "TreatmentIndexPageMixin",
    "TreatmentPage",
    "TreatmentPageMixin",
    "TreatmentProduct",
]
