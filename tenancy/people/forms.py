"""Inviting a person."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from .members import Role, invite


class ClinicsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, clinic):
        return clinic.page.title


class InvitationForm(forms.Form):
    """Who is invited, as what, and where; `clinics` are those that the inviter looks after."""

    email = forms.EmailField(
        label="E-mail address", help_text="Where the invitation goes, and how the person is known."
    )
    name = forms.CharField(
        label="Name",
        max_length=150,
        help_text="First name and surname. An account that is there already keeps its name.",
    )
    role = forms.ChoiceField(
        label="Role", choices=Role.choices, initial=Role.EDITOR, widget=forms.RadioSelect
    )
    clinics = ClinicsField(
        label="Clinics",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text="Where this person is to work.",
        error_messages={"required": "Choose at least one clinic."},
    )

    def __init__(self, *args, clinics, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["clinics"].queryset = clinics
        if clinics.count() == 1:
            self.fields["clinics"].widget = forms.MultipleHiddenInput()

    def save(self):
        """Give the access and return the account; None, with errors, where that is refused."""
        data = self.cleaned_data
        try:
            with transaction.atomic():
                return invite(
                    data["email"], data["name"], data["role"], list(data["clinics"]), by=self.by
                )
        except ValidationError as error:
            self.add_error(None, error.messages)
            return None
