from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import AbstractPage, DefaultBasePageMixin


class BasePage(AbstractPage, DefaultBasePageMixin):
    """The project's own base page: every page has a team that answers for it."""

    team = models.CharField(max_length=100, blank=True)

    promote_panels = [*DefaultBasePageMixin.promote_panels, FieldPanel("team")]
