"""What belongs to a clinic, and to a group of clinics, beside its pages.

Rights are Wagtail's own: groups of users with permissions on a part of the page tree and on
collections. These records only remember which groups, collections, workflow and site were made
for which clinic, so that a clinic can be renamed, moved, closed and opened again.
"""

import swapper
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection, Site, Workflow


class ClinicGroup(models.Model):
    """The clinics of one group: all below one outermost site root (see `delivery.sites`).

    Its central team keeps the treatment library and the shared questions; what is in the shared
    collection may be chosen by the editors of all its clinics.
    """

    root_page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    shared_collection = models.ForeignKey(
        Collection, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    editors = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    managers = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "clinic group"

    def __str__(self):
        return self.root_page.title


class Clinic(models.Model):
    """A clinic as a tenant: its people's groups, its collections, its workflow and its site."""

    page = models.OneToOneField(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="tenant",
    )
    editors = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    managers = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    image_collection = models.ForeignKey(
        Collection, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    document_collection = models.ForeignKey(
        Collection, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    workflow = models.ForeignKey(Workflow, on_delete=models.SET_NULL, null=True, related_name="+")
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    # What closing took away and reopening gives back.
    former_editors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    former_managers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    unpublished_pages = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = "clinic"

    def __str__(self):
        return self.page.title

    @property
    def is_closed(self):
        return self.closed_at is not None
