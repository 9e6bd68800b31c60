"""The form of a webhook."""

from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import PAGE_MODEL_CLASSES

from delivery.documents.references import base_page_model

from ..models import Endpoint


def page_type_choices():
    """Return the kinds of page that exist, under the names that the API gives them."""
    choices = [
        (model._meta.label, capfirst(str(model._meta.verbose_name)))
        for model in PAGE_MODEL_CLASSES
        if model is not base_page_model()
    ]
    return sorted(choices, key=lambda choice: choice[1])


class EndpointForm(WagtailAdminModelForm):
    page_types = forms.MultipleChoiceField(
        label="Kinds of page",
        required=False,
        choices=page_type_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=Endpoint._meta.get_field("page_types").help_text,
    )

    class Meta:
        model = Endpoint
        fields = ["name", "url", "is_active", "all_sites", "sites", "page_types"]
        widgets = {"sites": forms.CheckboxSelectMultiple, "url": forms.URLInput}

    def clean(self):
        cleaned = super().clean()
        if "sites" in cleaned and bool(cleaned["all_sites"]) == bool(cleaned["sites"]):
            self.add_error("sites", "Tick “Every site”, or the sites to hear of: one or the other.")
        return cleaned
