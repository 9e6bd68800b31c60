"""The form of a clinic's treatment."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify

from .forms import CheckedRowsForm
from .models.base import RowProblem
from .offering.rules import is_of_its_library, offered_page
from .overrides.states import PartStates
from .overrides.words import KINDS
from .querysets import clinic_path, location_model
from .visibility import may_read

SHORT = 60
NOT_SHARED = (
    "This question is neither shared with this clinic nor its own. Choose one of the group’s FAQ "
    "or of this clinic’s."
)
NO_TREATMENT = (
    "A clinic’s treatment is added in the admin, where the treatment of the library is chosen."
)
NOT_PUBLISHED = "This treatment is not published yet. Choose one that is."


class ChoicesOfPage(forms.MultipleChoiceField):
    """Any of what the page has to choose from; what was chosen and is gone stays until unticked."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "“%(value)s” is not there to be chosen. Reload the page to see what is.",
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in groups, each under its name."""

    template_name = "treatments/overrides/grouped_checkboxes.html"


class ClinicTreatmentPageForm(CheckedRowsForm):
    """Offers what this clinic can choose from: its own practitioners, the parts of its treatment.

    The treatment is chosen when the page is made; a page with another treatment is another page.
    """

    practitioner_keys = ChoicesOfPage(
        label="Performed by",
        help_text="Those who perform this treatment here; the people are on the clinic’s page.",
    )
    hidden = ChoicesOfPage(
        label="Not shown at this clinic",
        widget=GroupedCheckboxes,
        help_text="Tick what this clinic’s page leaves out. Warnings of what must not be combined "
        "cannot be left out.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "practitioner_keys" in self.fields:
            self.fields["practitioner_keys"].choices = self._practitioner_choices()
        if "hidden" in self.fields:
            self.fields["hidden"].choices = self._hidden_choices()
        if "slug" in self.fields:
            # Left blank, it is made of the name; once it is made, a new page's form is still blank.
            self.fields["slug"].required = False
        self._stored_slug = self.instance.slug
        if "treatment" in self.fields:
            self.fields["treatment"].disabled = self.treatment_is_settled

    # What there is to choose from

    @cached_property
    def clinic(self):
        """The clinic above the page, or None in a tree without one."""
        if self.parent_page is None:
            return self.instance.clinic if self.instance.path else None
        return location_model().objects.filter(pk=self.parent_page.pk).first()

    @cached_property
    def treatment_is_settled(self):
        """Whether the page has the treatment that it will always have."""
        return self.instance.pk is not None and self.instance.treatment is not None

    @cached_property
    def states(self):
        """How each part stands against the library's page, for the panels and the choices."""
        return PartStates(self.instance, may_read(self.for_user, self.instance.treatment))

    def _practitioner_choices(self):
        people = self.clinic.practitioners.all() if self.clinic else []
        choices = [(str(person.key), _person(person)) for person in people]
        gone = set(self.instance.practitioner_keys) - {key for key, _ in choices}
        return [*choices, *((key, "Somebody no longer at this clinic") for key in sorted(gone))]

    def _hidden_choices(self):
        groups = {kind: [] for kind in KINDS}
        hideable = {state.key: state for state in self.states.hideable()}
        for key, state in hideable.items():
            groups[state.kind].append((key, _part(state)))
        for key in self.instance.hidden:
            if key not in hideable:
                state = self.states[key]
                why = "no longer" if state.is_readable else "not published"
                groups[state.kind].append((key, f"{state.name} ({why} in the library)"))
        return [(KINDS[kind], choices) for kind, choices in groups.items() if choices]

    # What is refused

    def clean_treatment(self):
        treatment = self.cleaned_data["treatment"]
        if self.treatment_is_settled:
            self._check_settled(treatment)
        elif treatment is not None:
            self._check_chosen(treatment)
        return treatment

    def _check_settled(self, treatment):
        # Wagtail saves a new page while it is written, and its chooser is still there.
        posted = self.data.get(self.add_prefix("treatment"))
        if posted and posted != str(treatment.pk):
            raise ValidationError(
                f"This page is about “{treatment.title}”. For another treatment, add another page."
            )

    def _check_chosen(self, treatment):
        if not may_read(self.for_user, treatment):
            raise ValidationError(
                "This treatment is not published yet. Choose one that is, or ask those who keep "
                "the library to publish it."
            )
        if self.parent_page and not is_of_its_library(treatment, self.parent_page):
            raise ValidationError(
                "This treatment is in the library of another group of clinics. Choose one of this "
                "clinic’s own group."
            )
        rival = self._page_about(treatment)
        if rival is not None:
            raise ValidationError(
                format_html(
                    "This clinic offers it already, on the page “{}”. Edit that page, or choose "
                    "another treatment.",
                    rival,
                )
            )

    def _page_about(self, treatment):
        """Return the clinic's other page about a treatment, linked for those who may edit it."""
        page = self.parent_page and offered_page(
            treatment.pk, self.parent_page, besides=self.instance.pk
        )
        if page is None:
            return None
        title = page.get_admin_display_title()
        if self.for_user and page.permissions_for_user(self.for_user).can_edit():
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            return format_html('<a href="{}">{}</a>', url, title)
        return title

    def clean(self):
        cleaned_data = super().clean()
        if "treatment" not in self.fields and self.instance.pk is None:
            self.add_error(None, NO_TREATMENT)
        if "slug" in self.fields and not cleaned_data.get("slug") and "slug" not in self.errors:
            cleaned_data["slug"] = self._stored_slug or self._free_slug(cleaned_data)
        return cleaned_data

    def problems_of_choices(self, relation, rows):
        """Return a RowProblem for what is chosen from a place that is not the clinic's to show."""
        if relation == "faqs":
            return [
                RowProblem(index, "faq", NOT_SHARED)
                for index, row in enumerate(rows)
                if row.faq_id and not self._may_show(row.faq)
            ]
        if relation == "pairings":
            return [
                RowProblem(index, "treatment", NOT_PUBLISHED)
                for index, row in enumerate(rows)
                if row.treatment_id and not may_read(self.for_user, row.treatment)
            ]
        return []

    def _may_show(self, question):
        """Whether a question is the clinic's own, or one that is shared with it and published."""
        owner = clinic_path(question.path, levels=2)
        if self.clinic is None or not self.clinic.path.startswith(owner):
            return False
        may_edit = self.for_user and question.permissions_for_user(self.for_user).can_edit()
        return question.live or bool(may_edit)

    def _free_slug(self, cleaned_data):
        """Return a slug for a new page, made of the name that it will have."""
        treatment = cleaned_data.get("treatment")
        title = cleaned_data.get("local_title") or (treatment.title if treatment else "")
        base = slugify(title, allow_unicode=True)
        slug, number = base, 1
        while not self.instance._slug_is_available(slug, self.parent_page, self.instance):
            number += 1
            slug = f"{base}-{number}"
        return slug


def _person(person):
    role = f" – {person.role}" if person.role else ""
    return f"{person}{role}"


def _part(state):
    words = "" if ":" in state.key else " ".join(state.shared)
    return f"{state.name}: {words}" if words and len(words) <= SHORT else state.name
