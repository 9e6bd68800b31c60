"""What belongs to a clinic, and to a group of clinics, beside its pages; and failed schedules.

Rights are Wagtail's own: groups of users with permissions on a part of the page tree and on
collections. These records only remember which groups, collections, workflow and site were made
for which clinic, so that a clinic can be renamed, moved, closed and opened again. What is deleted
by hand leaves an empty place that `tenancy.opening.clinics.furnish` fills again.
"""

import swapper
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Collection, Site, Workflow

from locations.timezones import local_date


def _made_for_it(model):
    """Return a field for something made for one record, which may be deleted by hand."""
    return models.OneToOneField(
        model, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )


class ClinicGroup(models.Model):
    """The clinics of one group: all below one outermost site root (see `delivery.sites`).

    Its central team keeps the treatment library and the shared questions; what is in the shared
    collection may be chosen by the editors of all its clinics.
    """

    root_page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    shared_collection = _made_for_it(Collection)
    editors = _made_for_it(Group)
    managers = _made_for_it(Group)

    class Meta:
        verbose_name = "clinic group"

    def __str__(self):
        return self.root_page.title


class Clinic(models.Model):
    """A clinic as a tenant: its people's groups, its collections, its workflow and its site.

    It was opened below the page `opened_below` with the slug `opened_as`: by these it is known
    again when its page has another slug by now, or stands elsewhere.
    """

    page = models.OneToOneField(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="tenant",
    )
    opened_below = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    opened_as = models.CharField(max_length=255, editable=False)
    editors = _made_for_it(Group)
    managers = _made_for_it(Group)
    collection = _made_for_it(Collection)
    image_collection = _made_for_it(Collection)
    document_collection = _made_for_it(Collection)
    workflow = _made_for_it(Workflow)
    site = _made_for_it(Site)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What closing took away and reopening gives back (see `tenancy.closing`).
    former_editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+"
    )
    former_managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+"
    )
    before_closing = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = "clinic"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(editors=models.F("managers")),
                name="tenancy_editors_are_not_managers",
            )
        ]

    def __str__(self):
        return self.page.title

    @property
    def website(self):
        """Its own Site: the one made for it, else one that somebody has given to its page."""
        return self.site or Site.objects.filter(root_page=self.page_id).first()

    @property
    def closed_on(self):
        """The day on which it was closed, by its own clocks; None for one that is open."""
        return self.closed_at and local_date(self.page.timezone, self.closed_at)

    @property
    def is_closed(self):
        return self.closed_at is not None


class FailedSchedule(models.Model):
    """What could not be published, or taken offline, at its time (see `tenancy.scheduling`).

    Its schedule stands and is tried again. The record is there as long as that fails; `reason` is
    in whole sentences, for its editors.
    """

    class Action(models.TextChoices):
        PUBLISH = "publish", "published"
        UNPUBLISH = "unpublish", "taken offline"

    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    action = models.CharField(max_length=9, choices=Action)
    due_at = models.DateTimeField()
    title = models.TextField()
    reason = models.TextField()
    is_told = models.BooleanField("editors were sent a message", default=False)

    class Meta:
        verbose_name = "failed schedule"
        constraints = [
            models.UniqueConstraint(
                fields=["base_content_type", "object_id", "action", "due_at"],
                name="tenancy_one_failure_of_a_schedule",
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.reason}"
