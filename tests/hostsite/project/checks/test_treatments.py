import swapper
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from checks.cases import HostTestCase
from treatments.models import TreatmentCategory

ClinicTreatmentPage = swapper.load_model("treatments", "ClinicTreatmentPage")
FAQIndexPage = swapper.load_model("faq", "FAQIndexPage")
FAQPage = swapper.load_model("faq", "FAQPage")
HomePage = swapper.load_model("home", "HomePage")
LocationIndexPage = swapper.load_model("locations", "LocationIndexPage")
LocationPage = swapper.load_model("locations", "LocationPage")
TreatmentIndexPage = swapper.load_model("treatments", "TreatmentIndexPage")
TreatmentPage = swapper.load_model("treatments", "TreatmentPage")


def section(text):
    return {
        "key": "overview",
        "custom_key": "",
        "heading": "What it is",
        "content": streamfield([("paragraph", rich_text(text))]),
    }


class TreatmentTests(HostTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        root = cls.front_page.get_parent()
        cls.home = root.add_child(instance=HomePage(title="Host clinics", slug="host"))
        cls.site.root_page = cls.home
        cls.site.save()
        cls.library = cls.home.add_child(
            instance=TreatmentIndexPage(title="Treatments", slug="treatments")
        )
        cls.category = TreatmentCategory.objects.create(title="Skin", slug="skin")
        cls.laser = cls.library.add_child(
            instance=TreatmentPage(
                title="Laser resurfacing",
                slug="laser",
                category=cls.category,
                summary="Laser resurfacing in brief.",
                body=[("section", {"key": "overview", "heading": "What it is", "content": []})],
            )
        )

    def write(self, title, slug, **values):
        return self.publish(
            TreatmentPage,
            self.library,
            title=title,
            slug=slug,
            category=self.category.pk,
            summary=f"{title} in brief.",
            body=streamfield([("section", section(f"<p>{title}, explained.</p>"))]),
            **values,
        )

    def test_a_treatment_is_written_read_and_shown(self):
        page = self.write("Chemical peel", "peel", downtime_min=1, downtime_max=3)

        document = self.document(page)
        self.assertEqual(document["category"]["slug"], "skin")
        self.assertEqual(document["downtime"]["max"], 3)
        self.assertEqual(document["body"][0]["value"]["heading"], "What it is")
        self.assertIn("Chemical peel, explained.", self.get(page.url))

    def test_a_pairing_is_seen_from_both_ends(self):
        pairing = {
            "kind": "pairs_with",
            "treatment": self.laser.pk,
            "rationale": "They complete each other.",
            "order": "after",
        }

        peel = self.write("Chemical peel", "peel", pairings=inline_formset([pairing]))

        for page, other, order in (peel, self.laser, "after"), (self.laser, peel, "before"):
            (seen,) = self.document(page)["pairings"]
            self.assertEqual(seen["treatment"]["id"], other.pk)
            self.assertEqual(seen["treatment"]["type"], TreatmentPage._meta.label)
            self.assertEqual(seen["order"], order)
        self.assertEqual(self.listed(TreatmentPage, pairs_with="laser"), ["Chemical peel"])

    def test_a_treatment_shows_questions_of_the_shared_faq(self):
        index = self.home.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
        question = index.add_child(
            instance=FAQPage(title="Does it hurt?", slug="hurt", answer="<p>Hardly.</p>")
        )

        page = self.write(
            "Chemical peel",
            "peel",
            faqs=inline_formset([{"faq": question.pk, "question": "", "answer": rich_text("")}]),
        )

        self.assertEqual(self.document(page)["faqs"][0]["question"], "Does it hurt?")

    def test_a_clinic_offers_a_treatment_in_its_own_voice(self):
        clinics = self.home.add_child(instance=LocationIndexPage(title="Clinics", slug="clinics"))
        clinic = clinics.add_child(
            instance=LocationPage(
                title="Leeds",
                slug="leeds",
                country="GB",
                address_lines="1 Street",
                locality="Leeds",
                postcode="LS1 1AA",
                timezone="Europe/London",
                currency="GBP",
            )
        )

        page = clinic.add_child(
            instance=ClinicTreatmentPage(
                treatment=self.laser, slug="laser", local_title="Laser in Leeds"
            )
        )

        document = self.document(page)
        self.assertEqual(document["title"], "Laser in Leeds")
        self.assertEqual(document["summary"], "Laser resurfacing in brief.")
        self.assertEqual(document["clinic"]["title"], "Leeds")
        self.assertEqual(self.listed(ClinicTreatmentPage, clinic="leeds"), ["Laser in Leeds"])
        self.assertIn("Laser in Leeds", self.get("/admin/clinic_treatments/"))
        self.assertIn("Leeds", self.get(f"/admin/pages/{page.pk}/edit/"))

    def test_a_library_is_written_and_read(self):
        self.library.delete()

        library = self.publish(TreatmentIndexPage, self.home, title="Library", slug="library")

        self.assertEqual(self.document(library)["title"], "Library")

    def test_the_admin_has_the_library_and_its_registers(self):
        self.assertIn("Skin", self.get("/admin/registers/categories/"))
        self.assertIn("Laser resurfacing", self.get("/admin/treatments/"))
