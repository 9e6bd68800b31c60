import swapper
from wagtail.test.utils.form_data import rich_text

from checks.cases import HostTestCase
from faq.models import FAQTopic

FAQIndexPage = swapper.load_model("faq", "FAQIndexPage")
FAQPage = swapper.load_model("faq", "FAQPage")


class FAQTests(HostTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.index = cls.front_page.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))

    def ask(self, title, answer="<p>Hardly.</p>", **values):
        return self.publish(FAQPage, self.index, title=title, answer=rich_text(answer), **values)

    def test_a_question_is_written_read_and_shown(self):
        topic = FAQTopic.objects.create(title="Comfort", slug="comfort")
        picture = self.picture()

        page = self.ask("Does it hurt?", slug="hurt", topic=topic.pk, social_image=picture.pk)

        document = self.document(page)
        self.assertEqual(document["question"], "Does it hurt?")
        self.assertEqual(document["topic"], {"slug": "comfort", "title": "Comfort"})
        self.assertEqual(document["meta"]["type"], FAQPage._meta.label)
        self.assertEqual(document["meta"]["social_image"]["id"], picture.pk)
        self.assertIn("Hardly.", self.get(page.url))

    def test_questions_are_listed_by_topic(self):
        comfort = FAQTopic.objects.create(title="Comfort", slug="comfort")
        self.ask("Does it hurt?", slug="hurt", topic=comfort.pk)
        self.ask("What does it cost?", slug="cost")

        self.assertEqual(self.listed(FAQPage, topic="comfort"), ["Does it hurt?"])

    def test_the_admin_lists_questions_and_topics(self):
        self.ask("Does it hurt?", slug="hurt")

        self.assertIn("Does it hurt?", self.get("/admin/faq_questions/"))
        self.assertIn("FAQ", self.get("/admin/"))

    def test_an_index_is_written_and_read(self):
        owner = self.front_page.add_child(instance=type(self.front_page)(title="Andover"))

        index = self.publish(
            FAQIndexPage,
            owner,
            title="Questions",
            slug="questions",
            introduction=rich_text("<p>Ask away.</p>"),
        )

        self.assertIn("Ask away.", self.document(index)["introduction"])

    def test_a_question_stands_in_an_index_only(self):
        self.assertFalse(FAQPage.can_exist_under(self.front_page))
        self.assertEqual(self.index.allowed_subpage_models(), [FAQPage])
