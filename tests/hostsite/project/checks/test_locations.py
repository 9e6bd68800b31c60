import swapper
from wagtail.test.utils.form_data import inline_formset

from checks.cases import HostTestCase

LocationIndexPage = swapper.load_model("locations", "LocationIndexPage")
LocationPage = swapper.load_model("locations", "LocationPage")

CLINIC = {
    "country": "CA",
    "address_lines": "1180 Wrenfield Street",
    "locality": "Vancouver",
    "subdivision": "British Columbia",
    "postcode": "V6B 0Z9",
    "phone": "604 555 0100",
    "timezone": "America/Vancouver",
    "currency": "CAD",
    "status": "open",
}
MORNINGS = {"day": 1, "opens": "09:00", "closes": "12:00"}


class LocationTests(HostTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.index = cls.front_page.add_child(
            instance=LocationIndexPage(title="Clinics", slug="clinics")
        )

    def open_clinic(self, title="Vancouver", slug="vancouver", **values):
        return self.publish(
            LocationPage, self.index, title=title, slug=slug, **{**CLINIC, **values}
        )

    def test_a_clinic_is_written_read_and_shown(self):
        picture = self.picture()

        page = self.open_clinic(
            opening_hours=inline_formset([MORNINGS]),
            photos=inline_formset([{"image": picture.pk}]),
        )

        document = self.document(page)
        self.assertEqual(document["phone"]["e164"], "+16045550100")
        self.assertEqual(document["address"]["country"], {"code": "CA", "name": "Canada"})
        self.assertEqual(document["address"]["postcode"], "V6B 0Z9")
        self.assertEqual(document["hours"]["regular"][0]["opens"], "09:00")
        self.assertEqual(document["photos"][0]["image"]["id"], picture.pk)
        self.assertIn("1180 Wrenfield Street", self.get(page.url))

    def test_clinics_are_listed_by_country(self):
        self.open_clinic()

        self.assertEqual(self.listed(LocationPage, country="CA"), ["Vancouver"])
        self.assertEqual(self.listed(LocationPage, country="US"), [])

    def test_an_index_is_written_and_read(self):
        owner = self.front_page.add_child(instance=type(self.front_page)(title="Abroad"))

        index = self.publish(LocationIndexPage, owner, title="Clinics abroad", slug="abroad")

        self.assertEqual(self.document(index)["title"], "Clinics abroad")

    def test_the_admin_lists_clinics(self):
        self.open_clinic()

        self.assertIn("Vancouver", self.get("/admin/clinics/"))
