"""Medical review: who vouches for the text, and whether the text is still the one that was read."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from treatments.api.fields import ReviewField
from treatments.panels import ReviewStatePanel
from treatments.reviewed_text import fingerprint, part

from .base import CheckedModel


class ReviewMixin(CheckedModel):
    """A review that holds for one text only.

    Whenever the reviewer or the day of review changes, the fingerprint of the text is sealed with
    them. A text that differs from the sealed one voids the review. Nothing is erased: with the
    text put back, the review holds again.
    """

    reviewer = models.CharField(max_length=200, blank=True, help_text="The name, with title.")
    reviewer_credentials = models.CharField(
        "credentials", max_length=200, blank=True, help_text="Such as “MD, FRCPC”."
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_due = models.DateField("next review due", null=True, blank=True)
    review_seal = models.CharField(max_length=65, blank=True, editable=False)
    text_seal = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True

    review_panels = [
        MultiFieldPanel(
            [
                ReviewStatePanel(),
                FieldRowPanel([FieldPanel("reviewer"), FieldPanel("reviewer_credentials")]),
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due")]),
                FieldPanel("renew_review"),
            ],
            "Medical review",
            help_text="A review covers the summary, body, quick facts, indications, "
            "contraindications and risks. Changing any of them voids it until the text is "
            "reviewed again.",
        ),
    ]

    review_api_fields = [APIField("review", serializer=ReviewField())]

    @property
    def has_review(self):
        """Whether both a reviewer and a day are given, void or not."""
        return bool(self.reviewer and self.reviewed_on)

    @property
    def review_is_void(self):
        """Whether the text has changed since it was reviewed, as of the last save."""
        return self.has_review and self.review_seal.partition(":")[2] != self.text_seal

    @property
    def review_state(self):
        """How the review stands on the day of whoever looks; see `review_state_on`."""
        return self.review_state_on(timezone.localdate())

    def review_state_on(self, day):
        """Return how the review stands on a day: none, void, overdue or valid."""
        if not self.has_review:
            return "none"
        if self.review_is_void:
            return "void"
        if self.review_due and self.review_due < day:
            return "overdue"
        return "valid"

    @property
    def review(self):
        """The review in force, or None when there is none or the text has changed since.

        `{"reviewer": "Dr A. Osei", "credentials": "MD", "reviewed_on": "2026-09-14",
        "next_due": "2027-09-14"}`
        """
        if not self.has_review or self.review_is_void:
            return None
        return {
            "reviewer": self.reviewer,
            "credentials": self.reviewer_credentials or None,
            "reviewed_on": self.reviewed_on.isoformat(),
            "next_due": self.review_due and self.review_due.isoformat(),
        }

    @classmethod
    def reviewed_names(cls):
        """Return the names of the fields and relations that a review covers."""
        raise NotImplementedError

    def seal_review(self, renew=False):
        """Note the present text, and seal it with the review if that is new.

        `renew` seals it in any case: the same reviewer has read the present text.
        """
        self.text_seal = fingerprint({name: part(self, name) for name in self.reviewed_names()})
        review = fingerprint([self.reviewer, self.reviewed_on]) if self.has_review else ""
        if renew or not review or self.review_seal.partition(":")[0] != review:
            self.review_seal = f"{review}:{self.text_seal}" if review else ""

    def field_errors(self):
        errors = super().field_errors()
        if self.reviewed_on and self.review_due and self.review_due <= self.reviewed_on:
            errors["review_due"] = (
                "The next review is due after the last one: choose a day after "
                f"{self.reviewed_on.day} {self.reviewed_on:%B %Y}."
            )
        return errors

    def save(self, *args, update_fields=None, **kwargs):
        # Wagtail's own partial saves hold no text, and the page in hand may then be a draft whose
        # seals do not belong in the live columns.
        if update_fields is None:
            self.seal_review()
        elif {"reviewer", "reviewed_on", *self.reviewed_names()}.intersection(update_fields):
            self.seal_review()
            update_fields = {*update_fields, "review_seal", "text_seal"}
        return super().save(*args, update_fields=update_fields, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.seal_review()
        return super().save_revision(*args, **kwargs)
