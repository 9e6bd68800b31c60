"""How long a clinic is closed for."""

from django import forms


class ClosingForm(forms.Form):
    how_long = forms.ChoiceField(
        label="How long is it closed?",
        choices=[
            ("temporarily", "Temporarily: it will open again"),
            ("for_good", "For good; it can still be reopened here"),
        ],
        widget=forms.RadioSelect,
    )

    def is_for_good(self):
        return self.cleaned_data["how_long"] == "for_good"
