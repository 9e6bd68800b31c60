"""The forms in which treatments and clinics are brought together."""

from itertools import groupby

from django import forms
from django.db import transaction

from .offers import offer, pages_offering, publishable

DRAFT, LIVE = "draft", "live"
MANY = 12


class OfferForm(forms.Form):
    """Offers one treatment: for each clinic, not, as a draft or live.

    `clinics` is the queryset of those at which the user may offer it. Live can be chosen where
    the user may publish.
    """

    everywhere = forms.ChoiceField(
        required=False,
        label="At all clinics below",
        choices=[
            ("", "Only where chosen"),
            (DRAFT, "As a draft"),
            (LIVE, "Live, where you may publish; else as a draft"),
        ],
        help_text="What you choose for a clinic itself counts before this.",
    )

    def __init__(self, *args, treatment, clinics, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.treatment, self.user = treatment, user
        offered = pages_offering(treatment, clinics)
        self.clinics = [clinic for clinic in clinics if clinic.pk not in offered]
        self.may_publish = publishable(user, clinics)
        for clinic in self.clinics:
            self.fields[self._name(clinic)] = forms.ChoiceField(
                required=False, label=clinic.title, choices=self._choices(clinic)
            )
        if len(self.clinics) < 2:  # noqa: PLR2004  one clinic is not many
            del self.fields["everywhere"]

    def clinic_fields(self):
        return [(clinic, self[self._name(clinic)]) for clinic in self.clinics]

    def clean(self):
        cleaned_data = super().clean()
        if not self.errors and not any(self._chosen().values()):
            raise forms.ValidationError("Choose at least one clinic.")
        return cleaned_data

    @transaction.atomic
    def save(self):
        """Offer the treatment where it was chosen; return the pages made."""
        chosen = self._chosen()
        return [
            page
            for state in (DRAFT, LIVE)
            for page in offer(
                self.treatment,
                [clinic for clinic in self.clinics if chosen[clinic.pk] == state],
                user=self.user,
                live=state == LIVE,
            )
        ]

    def _name(self, clinic):
        return f"clinic-{clinic.pk}"

    def _choices(self, clinic):
        choices = [("", "Do not offer"), (DRAFT, "Offer as a draft")]
        return [*choices, (LIVE, "Offer live")] if clinic.pk in self.may_publish else choices

    def _chosen(self):
        everywhere = self.cleaned_data.get("everywhere", "")
        return {
            clinic.pk: self.cleaned_data.get(self._name(clinic))
            or (DRAFT if everywhere == LIVE and clinic.pk not in self.may_publish else everywhere)
            for clinic in self.clinics
        }


class AddFromLibraryForm(forms.Form):
    """Offers several treatments of the library at one clinic.

    `treatments` are those that the clinic does not offer yet, by category.
    """

    search = forms.CharField(
        required=False,
        label="Search",
        widget=forms.TextInput(attrs={"placeholder": "Name or category"}),
    )
    treatments = forms.TypedMultipleChoiceField(
        coerce=int,
        label="Treatments",
        error_messages={"required": "Choose at least one treatment."},
    )
    state = forms.ChoiceField(
        label="Offer them",
        choices=[(DRAFT, "as drafts"), (LIVE, "live")],
        initial=DRAFT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, clinic, treatments, user, may_publish, **kwargs):
        super().__init__(*args, **kwargs)
        self.clinic, self.user, self.treatments = clinic, user, list(treatments)
        self.fields["treatments"].choices = [(page.pk, page.title) for page in self.treatments]
        if not may_publish:
            self.fields["state"].choices = [(DRAFT, "as drafts")]

    @property
    def chosen(self):
        """The ids that are ticked, as text."""
        return set(self["treatments"].value() or ())

    def are_many(self):
        """Return whether the list is searched rather than read."""
        return len(self.treatments) > MANY

    def groups(self):
        """Return `[(category, [treatment, …]), …]`: what was searched for and what is ticked."""
        words = str(self["search"].value() or "").casefold().split()
        chosen = self.chosen

        def is_shown(treatment):
            text = f"{treatment.title} {treatment.class_label} {treatment.category or ''}"
            return str(treatment.pk) in chosen or all(word in text.casefold() for word in words)

        shown = filter(is_shown, self.treatments)
        grouped = groupby(shown, lambda treatment: treatment.category)
        return [(category, list(treatments)) for category, treatments in grouped]

    @transaction.atomic
    def save(self):
        """Offer what was chosen; return the pages made."""
        live = self.cleaned_data["state"] == LIVE
        return [
            page
            for treatment in self.treatments
            if treatment.pk in self.cleaned_data["treatments"]
            for page in offer(treatment, [self.clinic], user=self.user, live=live)
        ]


class ReleaseForm(forms.Form):
    """Says what becomes of the clinics' pages of each treatment that is to be deleted.

    `uses` is `{treatment: [page, …]}`, `replacements` the queryset of treatments that may take
    the place of one.
    """

    WITHDRAW, MOVE = "withdraw", "move"

    def __init__(self, *args, uses, replacements, clinics, **kwargs):
        super().__init__(*args, **kwargs)
        self.uses, self.clinics = uses, clinics
        for treatment in uses:
            self.fields[f"fate-{treatment.pk}"] = forms.ChoiceField(
                label="What becomes of these pages?",
                choices=[
                    (
                        self.WITHDRAW,
                        "Withdraw them: they go off the site and stay as drafts; their addresses "
                        "lead to the clinics",
                    ),
                    (
                        self.MOVE,
                        "Let them show another treatment of the library; what the clinics wrote "
                        "is kept",
                    ),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Say what becomes of these pages."},
            )
            self.fields[f"treatment-{treatment.pk}"] = forms.ModelChoiceField(
                label="The other treatment", queryset=replacements, required=False
            )

    def treatment_fields(self):
        """Return `[(treatment, [(page, clinic), …], field, field), …]`."""
        return [
            (
                treatment,
                [(page, self.clinics[page]) for page in pages],
                self[f"fate-{treatment.pk}"],
                self[f"treatment-{treatment.pk}"],
            )
            for treatment, pages in self.uses.items()
        ]

    def clean(self):
        cleaned_data = super().clean()
        taken = set()
        for treatment, pages in self.uses.items():
            if cleaned_data.get(f"fate-{treatment.pk}") != self.MOVE:
                continue
            name = f"treatment-{treatment.pk}"
            other = cleaned_data.get(name)
            if other is None:
                if name not in self.errors:
                    self.add_error(name, "Choose the treatment that these pages are to show.")
                continue
            offered = pages_offering(other, filter(None, self.clinics.values()))
            rivals = [
                clinic.title
                for page in pages
                if (clinic := self.clinics[page])
                and (clinic.pk in offered or (clinic.pk, other.pk) in taken)
            ]
            if rivals:
                self.add_error(
                    name,
                    f"{', '.join(rivals)}: “{other.title}” is offered there already. Choose "
                    "another treatment, or withdraw the pages.",
                )
            taken |= {(clinic.pk, other.pk) for p in pages if (clinic := self.clinics[p])}
        return cleaned_data

    def decisions(self):
        """Give `(pages, other treatment or None)` for each treatment that is to be deleted."""
        for treatment, pages in self.uses.items():
            moves = self.cleaned_data[f"fate-{treatment.pk}"] == self.MOVE
            yield pages, self.cleaned_data[f"treatment-{treatment.pk}"] if moves else None
