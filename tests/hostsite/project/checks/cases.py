"""What the host's people do: write pages in the admin, read them from the API, look at them."""

from django.contrib.auth import get_user_model
from django.test import TestCase
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html


class HostTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = get_user_model().objects.create_superuser("editor", "editor@example.com")
        cls.site = Site.objects.get()
        cls.front_page = cls.site.root_page

    def setUp(self):
        self.client.force_login(self.editor)

    def publish(self, model, parent, **values):
        """Fill in the editor's form of a new page, publish it and return it."""
        options = model._meta
        url = reverse(
            "wagtailadmin_pages:add", args=[options.app_label, options.model_name, parent.pk]
        )
        form = querydict_from_html(self.get(url), form_id="page-edit-form").dict()
        response = self.client.post(
            url, {**form, **nested_form_data(values), "action-publish": "1"}
        )
        if response.status_code != 302:
            form = response.context["form"]
            rows = {name: rows.errors for name, rows in form.formsets.items() if rows.errors}
            self.fail(f"{options.label} was refused: {dict(form.errors)} {rows}")
        return model.objects.get(slug=values["slug"])

    def picture(self):
        return get_image_model().objects.create(
            title="Room", description="A bright room", file=get_test_image_file()
        )

    def get(self, url):
        """Return the text that an address answers with."""
        response = self.client.get(url, follow=True)
        self.assertEqual(response.status_code, 200, response.content[:500])
        return response.content.decode()

    def document(self, page):
        """Return the document of a page, as a front end without any rights reads it."""
        return self.api(f"{page.pk}/")

    def listed(self, model, **params):
        """Return the titles of the pages of a type that the API lists."""
        pages = self.api("", type=model._meta.label, **params)
        return [page["title"] for page in pages["items"]]

    def api(self, path, **params):
        response = self.client_class().get(f"/api/v2/pages/{path}", params)
        self.assertEqual(response.status_code, 200, response.content[:500])
        return response.json()
