"""The forms in which a question is edited and copied."""

from wagtail.admin.forms.pages import CopyForm

from delivery.choices.forms import ChoicesPageForm
from delivery.placeholders.forms import PlaceholderFormMixin
from faq.answers import answer_problem


class FAQPageForm(PlaceholderFormMixin, ChoicesPageForm):
    """Checks the answered question of a page that has no place in the tree yet.

    A page that has one is checked by its own `clean`.
    """

    def clean(self):
        cleaned_data = super().clean()
        question = cleaned_data.get("answers")
        if question and not self.instance.path:
            problem = answer_problem(self.instance, question, self.parent_page)
            if problem:
                self.add_error("answers", problem)
        return cleaned_data


class FAQCopyForm(CopyForm):
    """Refuses a copy that would be a second answer to the same question in one index."""

    def clean(self):
        cleaned_data = super().clean()
        original = self.page.specific
        index = cleaned_data.get("new_parent_page") or original.get_parent()
        if original.answers:
            copy = type(original)(title=original.title)
            problem = answer_problem(copy, original.answers, index)
            if problem:
                self.add_error("new_parent_page", problem)
        return cleaned_data
