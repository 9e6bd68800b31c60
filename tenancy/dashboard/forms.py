"""The choice of the clinic whose work is shown."""

from django import forms


class ClinicForm(forms.Form):
    """One of the clinics at which somebody works, named by `?clinic=`; else the first of them."""

    clinic = forms.TypedChoiceField(coerce=int, label="Clinic")

    def __init__(self, data, *, clinics):
        self.clinics = clinics
        choices = [(clinic.pk, clinic.get_admin_display_title()) for clinic in clinics]
        known = {str(pk) for pk, _ in choices}
        wanted = data.get("clinic") if data.get("clinic") in known else str(clinics[0].pk)
        super().__init__({"clinic": wanted})
        self.fields["clinic"].choices = choices

    def chosen(self):
        wanted = int(self.data["clinic"])
        return next(clinic for clinic in self.clinics if clinic.pk == wanted)
