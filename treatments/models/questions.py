"""Questions and answers: one list of chosen FAQ pages and of questions typed here."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from treatments.api.fields import QuestionsField
from treatments.blocks.content import TEXT_FEATURES

from .base import CheckedRowsMixin

TREATMENT_PAGE = swapper.get_model_name("treatments", "TreatmentPage")
FAQ_PAGE = swapper.get_model_name("faq", "FAQPage")


class AbstractTreatmentFAQ(Orderable):
    """A question on a treatment: a shared FAQ page, or one that only this treatment has."""

    faq = models.ForeignKey(
        FAQ_PAGE,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="shared question",
        help_text="Choose a question from the FAQ; it is kept up to date there. Or type one below.",
    )
    question = models.CharField("question of this treatment only", max_length=255, blank=True)
    answer = RichTextField("its answer", features=TEXT_FEATURES, blank=True)

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "question"

    panels = [FieldPanel("faq"), FieldPanel("question"), FieldPanel("answer")]

    def __str__(self):
        return self.question or str(self.faq or "")

    def clean(self):
        super().clean()
        # The editor gives an empty paragraph for an answer that was never typed.
        question, answer = self.question.strip(), strip_tags(self.answer).strip()
        if self.faq_id and (question or answer):
            raise ValidationError(
                {
                    "faq": "This row holds both a shared question and a typed one. "
                    "Clear the typed question and answer, or take the shared question out."
                }
            )
        if self.faq_id:
            return
        if not (question or answer):
            raise ValidationError(
                {"faq": "Choose a shared question, or type a question and its answer below."}
            )
        if not question:
            raise ValidationError({"question": "Type the question that this answers."})
        if not answer:
            raise ValidationError({"answer": "Type the answer to this question."})


class TreatmentFAQ(AbstractTreatmentFAQ):
    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="faqs")


class QuestionsMixin(CheckedRowsMixin):
    """The questions of a treatment, in order."""

    class Meta:
        abstract = True

    unique_rows = {"faqs": "faq"}

    questions_panels = [
        InlinePanel(
            "faqs",
            heading="Questions and answers",
            label="question",
            help_text="In the order in which they are shown. A row is either a shared question, "
            "chosen, or a question of this treatment only, typed.",
        ),
    ]

    questions_api_fields = [APIField("faqs", serializer=QuestionsField())]
