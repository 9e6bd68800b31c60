"""Panels of the question editor: the question with similar ones, and where it is used."""

from django import forms
from django.urls import reverse
from wagtail.admin.panels import Panel, TitleFieldPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.permissions import policy_registry

from faq import usages

# How many pages of a kind are named; the rest is in Wagtail's usage view and the listing.
NAMED_AT_MOST = 20


class QuestionPanel(TitleFieldPanel):
    """The title of a question, with existing questions like it below, fetched as one types."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        template_name = "faq/panels/question.html"

        @property
        def media(self):
            return forms.Media(js=[versioned_static("faq/similar_questions.js")])

        def get_context_data(self, parent_context=None):
            answers = self.form["answers"] if "answers" in self.form.fields else None
            return {
                **super().get_context_data(parent_context),
                "similar": {
                    "url": reverse("faq_similar_questions"),
                    "parent": self.form.parent_page,
                    "page": self.instance,
                    "title_id": self.form["title"].id_for_label,
                    "answers_id": answers.id_for_label if answers else "",
                },
            }


class UsagePanel(Panel):
    """Lists the pages that show a question and the clinics that answer it themselves.

    Pages that the person may not explore are counted and not named.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "faq/panels/usage.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            user = self.request.user
            pages, other_pages = usages.split_by_explorable(usages.pages_using(self.instance), user)
            answers, other_answers = usages.split_by_explorable(
                usages.local_answers(self.instance), user
            )
            return {
                **context,
                "usage_url": reverse("wagtailadmin_pages:usage", args=[self.instance.pk]),
                "pages": [_named(page, user) for page in pages[:NAMED_AT_MOST]],
                "more_pages": len(pages[NAMED_AT_MOST:]),
                "other_pages": other_pages,
                "answers": [_named(answer, user) for answer in answers[:NAMED_AT_MOST]],
                "more_answers": len(answers[NAMED_AT_MOST:]),
                "other_answers": other_answers,
            }


def _named(page, user):
    policy = policy_registry.get_by_type(type(page))
    may_edit = policy.user_has_permission_for_instance(user, "change", page)
    return {
        "page": page,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else None,
    }
