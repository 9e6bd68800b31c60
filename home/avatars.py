"""The picture of a person in the admin: refused when it is damaged, upright and clean otherwise."""

from django.utils.functional import cached_property
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel

from .form_fields import UploadedImageField


class AvatarForm(AvatarPreferencesForm):
    """Wagtail's form, with a picture's own field.

    Wagtail's leaves in a small picture what cameras add, scales a large one without turning it
    upright, and fails with a damaged one. Once it does all that, this is not needed.
    """

    avatar = UploadedImageField(
        label=AvatarPreferencesForm.base_fields["avatar"].label, required=False
    )


class AvatarPanel(AvatarSettingsPanel):
    """The panel of an `AvatarForm`, with its errors, which Wagtail does not show."""

    form_class = AvatarForm
    template_name = "home/avatar.html"

    @cached_property
    def form(self):
        return super().get_form()

    def get_form(self):
        """Return one form for checking and showing: an uploaded file can be read once."""
        return self.form


class CleanAvatarAccountView(AccountView):
    """A person's account, with an `AvatarPanel`."""

    @cached_property
    def panels(self):
        return [
            AvatarPanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, AvatarSettingsPanel)
            else panel
            for panel in super().get_panels()
        ]

    def get_panels(self):
        return self.panels
