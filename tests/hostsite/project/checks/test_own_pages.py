import swapper
from django.apps import apps

from checks.cases import HostTestCase

FAQIndexPage = swapper.load_model("faq", "FAQIndexPage")


class OwnPagesTests(HostTestCase):
    def test_the_pages_that_were_swapped_are_gone(self):
        swapped = [model for model in apps.get_models(include_swapped=True) if model._meta.swapped]

        self.assertIn(apps.get_model("faq", "FAQPage"), swapped)
        for model in swapped:
            label = model._meta
            response = self.client.get("/api/v2/pages/", {"type": label.label})
            self.assertEqual(response.status_code, 400, label)
            path = f"/admin/pages/add/{label.app_label}/{label.model_name}/{self.front_page.pk}/"
            self.assertEqual(self.client.get(path).status_code, 404, label)

    def test_the_editor_is_offered_the_pages_of_the_project(self):
        offered = self.get(f"/admin/pages/{self.front_page.pk}/add_subpage/")

        self.assertIn(FAQIndexPage._meta.label_lower.replace(".", "/"), offered)
        self.assertNotIn("/faq/faqindexpage", offered)
