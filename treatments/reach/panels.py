"""The panel of the library's editor that says whom the draft reaches."""

from django.urls import reverse
from wagtail.admin.panels import Panel


class ClinicsPanel(Panel):
    """Lists what publishing the latest draft would change at the clinics.

    It is filled when the editor opens, and again whenever a draft has been saved.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "treatments/reach/panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            pk = self.instance.pk
            context["reach_url"] = pk and reverse("treatments_reach", args=[pk])
            return context
