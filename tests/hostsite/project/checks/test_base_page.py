import swapper
from django.core.management import CommandError, call_command
from wagtail.test.utils.form_data import rich_text

from checks.cases import HostTestCase

FAQIndexPage = swapper.load_model("faq", "FAQIndexPage")


class BasePageTests(HostTestCase):
    def test_a_page_has_what_the_base_page_of_the_project_has(self):
        index = self.publish(
            FAQIndexPage,
            self.front_page,
            title="Questions",
            slug="faq",
            introduction=rich_text("<p>Ask away.</p>"),
            team="Nurses",
            seo_title="Your questions",
        )

        self.assertEqual(index.team, "Nurses")
        self.assertEqual(self.document(index)["meta"]["seo_title"], "Your questions")

    def test_the_demo_keeps_away_from_pages_it_does_not_know(self):
        with self.assertRaisesMessage(CommandError, "home.HomePage"):
            call_command("demo", password="demo-password")
