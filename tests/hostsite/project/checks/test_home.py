import swapper
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from checks.cases import HostTestCase
from home.models import BrandSettings

HomePage = swapper.load_model("home", "HomePage")


class HomeTests(HostTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.root = cls.front_page.get_parent()

    def test_a_front_page_is_written_and_read(self):
        picture = self.picture()
        quote = ("quote", {"text": "Less is more.", "attribution": "A. B."})

        home = self.publish(
            HomePage,
            self.root,
            title="Host clinics",
            slug="host",
            headline="Skin, plainly",
            hero_image=picture.pk,
            body=streamfield([quote]),
        )
        self.site.root_page = home
        self.site.save()

        document = self.document(home)
        self.assertEqual(document["headline"], "Skin, plainly")
        self.assertEqual(document["hero_image"]["id"], picture.pk)
        self.assertEqual(document["body"][0]["value"]["text"], "Less is more.")
        self.assertIn("Less is more.", self.get(home.url))

    def test_a_front_page_stands_below_the_root_only(self):
        self.assertTrue(HomePage.can_exist_under(self.root))
        self.assertFalse(HomePage.can_exist_under(self.front_page))

    def test_brand_and_navigation_are_kept_in_the_settings(self):
        url = reverse("wagtailsettings:edit", args=["home", "brandsettings", self.site.pk])
        form = querydict_from_html(self.get(url), form_index=0).dict()
        menu = reverse("wagtailsettings:edit", args=["home", "navigationsettings", self.site.pk])

        response = self.client.post(url, {**form, **nested_form_data({"name": "Host clinics"})})

        self.assertEqual(response.status_code, 302)
        self.assertEqual(BrandSettings.for_site(self.site).display_name, "Host clinics")
        self.assertIn("Main menu", self.get(menu))
