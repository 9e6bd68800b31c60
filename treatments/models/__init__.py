"""Registers, row models and pages of the treatment library."""

from .evidence import Citation
from .pages import (
    TreatmentIndexPage,
    TreatmentIndexPageMixin,
    TreatmentPage,
    TreatmentPageMixin,
)
from .pairing import Pairing
from .questions import TreatmentFAQ
from .registers import Area, Concern, Product, TreatmentCategory
from .safety import Contraindication, Indication, Risk
from .taxonomy import TreatmentArea, TreatmentConcern, TreatmentProduct

__all__ = [
    "Area",
    "Citation",
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
