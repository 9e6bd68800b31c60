"""The form of “Add clinic”: what a clinic cannot do without; the rest is written on its page."""

from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from wagtail.admin.panels import FieldPanel, ObjectList

from treatments.querysets import location_model

from .clinics import find_clinic, open_clinic, slug_of

PAGE_FIELDS = (
    "title",
    "slug",
    "country",
    "subdivision",
    "address_lines",
    "locality",
    "postcode",
    "phone",
    "timezone",
    "currency",
)


class HostnameField(forms.CharField):
    """A host with or without a port; gives `(host, port)`, of which the host may be blank."""

    default_error_messages = {
        "port": "Behind the colon stands a port, a number from 1 to 65535, such as 8000."
    }

    def clean(self, value):
        host, colon, port = super().clean(value).partition(":")
        if not colon:
            return host, 80
        try:
            number = int(port)
            for check in (MinValueValidator(1), MaxValueValidator(65535)):
                check(number)
        except (ValueError, ValidationError) as error:
            raise ValidationError(self.error_messages["port"], code="port") from error
        return host, number


@cache
def opening_form_class():
    """Return the form, made of the page's own (`LocationPageForm` and what a project adds)."""

    class OpeningForm(location_model().base_form_class):
        hostname = HostnameField(
            label="Website of its own",
            required=False,
            help_text="Such as andover.example.com. Left blank, the clinic is a part of the "
            "group’s website.",
        )
        publish_now = forms.BooleanField(
            label="Publish at once",
            required=False,
            help_text="Left blank, the clinic is a draft until somebody publishes it.",
        )

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["slug"].required = False
            self.fields["slug"].help_text = (
                "The last part of the clinic’s address on the site. Left blank, it is made of "
                "the title."
            )

        def clean(self):
            cleaned_data = super().clean()
            if not self.errors:
                self._check_newness(cleaned_data)
            return cleaned_data

        def _check_newness(self, cleaned_data):
            try:
                there = find_clinic(self.parent_page, slug_of(cleaned_data))
            except ValidationError as error:
                self.add_error(None, error)
                return
            if there:
                self.add_error(
                    "slug",
                    f"This clinic is here already, as “{there.title}”. For another one, write "
                    "another slug.",
                )

        def open(self, user):
            """Open the clinic and return it; None, with errors, where that is refused."""
            data = self.cleaned_data
            host, port = data["hostname"]
            try:
                return open_clinic(
                    self.parent_page,
                    {name: data[name] for name in PAGE_FIELDS},
                    hostname=host,
                    port=port,
                    publish=data["publish_now"],
                    user=user,
                )
            except ValidationError as error:
                for name, errors in error.update_error_dict({}).items():
                    self.add_error(name if name in self.fields else None, errors)
                return None

    panels = [FieldPanel(name, required_on_save=True) for name in PAGE_FIELDS]
    layout = ObjectList(panels, base_form_class=OpeningForm)
    return layout.bind_to_model(location_model()).get_form_class()
