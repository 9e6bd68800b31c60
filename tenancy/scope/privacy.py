"""The privacy of a page: limited to groups of users that the person who sets it knows.

Wagtail offers every group by name, those of other clinics too.
"""

from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.views.page_privacy import SetPrivacyView

from tenancy.models import Clinic


def known_groups(user):
    """Return the groups of users that `user` may name: his own, and those of his clinics.

    Whoever may change groups knows them all.
    """
    if user.has_perm("auth.change_group"):
        return Group.objects.all()
    own = user.groups.values("pk")
    clinics = Clinic.objects.filter(Q(editors__in=own) | Q(managers__in=own))
    return Group.objects.filter(
        Q(pk__in=own) | Q(pk__in=clinics.values("editors")) | Q(pk__in=clinics.values("managers"))
    )


class KnownGroupsForm(PageViewRestrictionForm):
    """Leaves the groups that the person does not know as they were set by somebody else."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = known_groups(user)

    def clean_groups(self):
        chosen = self.cleaned_data["groups"]
        if self.instance.pk:
            unknown = self.instance.groups.exclude(pk__in=self.fields["groups"].queryset)
            kept = [group.pk for group in (*chosen, *unknown)]
            self.cleaned_data["groups"] = Group.objects.filter(pk__in=kept)
        return super().clean_groups()


class ScopedSetPrivacyView(SetPrivacyView):
    form_class = KnownGroupsForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}
