"""Rows of a clinic's own, which take the place of the library's or stand beside them."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey

from .evidence import AbstractCitation
from .pairing import AbstractPairing
from .questions import AbstractTreatmentFAQ
from .safety import AbstractContraindication, AbstractIndication, AbstractRisk

CLINIC_TREATMENT_PAGE = swapper.get_model_name("treatments", "ClinicTreatmentPage")


class ClinicIndication(AbstractIndication):
    page = ParentalKey(CLINIC_TREATMENT_PAGE, on_delete=models.CASCADE, related_name="indications")


class ClinicContraindication(AbstractContraindication):
    page = ParentalKey(
        CLINIC_TREATMENT_PAGE, on_delete=models.CASCADE, related_name="contraindications"
    )


class ClinicRisk(AbstractRisk):
    page = ParentalKey(CLINIC_TREATMENT_PAGE, on_delete=models.CASCADE, related_name="risks")


class ClinicCitation(AbstractCitation):
    page = ParentalKey(CLINIC_TREATMENT_PAGE, on_delete=models.CASCADE, related_name="citations")


class ClinicTreatmentFAQ(AbstractTreatmentFAQ):
    """A question that this clinic shows before the shared ones."""

    page = ParentalKey(CLINIC_TREATMENT_PAGE, on_delete=models.CASCADE, related_name="faqs")


class ClinicPairing(AbstractPairing):
    """A pairing in the clinic's words, or one that only this clinic makes."""

    page = ParentalKey(CLINIC_TREATMENT_PAGE, on_delete=models.CASCADE, related_name="pairings")
    treatment = models.ForeignKey(
        swapper.get_model_name("treatments", "TreatmentPage"),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="other treatment",
        help_text="A treatment of the library; shown only while this clinic offers it too.",
    )
