import swapper
from django.core import mail
from django.urls import reverse

from checks.cases import HostTestCase
from tenancy.models import Clinic
from tenancy.opening.clinics import open_clinic

HomePage = swapper.load_model("home", "HomePage")
LocationIndexPage = swapper.load_model("locations", "LocationIndexPage")

ANDOVER = {
    "title": "Andover",
    "country": "GB",
    "address_lines": "1 High Street",
    "locality": "Andover",
    "postcode": "SP10 1AA",
    "phone": "+441264960000",
    "timezone": "Europe/London",
    "currency": "GBP",
}


class ClinicTests(HostTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        root = cls.front_page.get_parent()
        cls.site.root_page = root.add_child(instance=HomePage(title="Host clinics", slug="host"))
        cls.site.save()
        cls.index = cls.site.root_page.add_child(
            instance=LocationIndexPage(title="Clinics", slug="locations")
        )

    def test_a_clinic_is_opened_once(self):
        clinic = open_clinic(self.index, ANDOVER, publish=True)

        self.assertEqual(open_clinic(self.index, ANDOVER), clinic)
        self.assertEqual(clinic.page.get_workflow(), clinic.workflow)
        self.assertIn("People of “Andover”", self.get(f"/admin/clinics/{clinic.page.pk}/"))

    def test_a_person_is_invited_closed_out_and_let_in_again(self):
        clinic = open_clinic(self.index, ANDOVER, publish=True)
        person = {"email": "dana@example.com", "name": "Dana Wells", "role": "editor"}

        address = reverse("tenancy_invite", args=[clinic.page.pk])
        self.client.post(address, {**person, "clinics": [clinic.pk]})
        dana = clinic.editors.user_set.get()
        self.assertEqual(len(mail.outbox), 1)

        close = reverse("tenancy_close", args=[clinic.page.pk])
        self.client.post(close, {"how_long": "temporarily"})
        self.assertFalse(Clinic.objects.get().page.live)
        self.assertFalse(dana.groups.exists())

        self.client.post(reverse("tenancy_reopen", args=[clinic.page.pk]))
        self.assertTrue(Clinic.objects.get().page.live)
        self.assertEqual(dana.groups.get(), clinic.editors)
