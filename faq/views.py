"""The admin view that answers what an editor types."""

import swapper
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from faq.offers import offers


class PageIdField(forms.IntegerField):
    """The id of a page, within what a database column holds."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=models.BigIntegerField.MAX_BIGINT, **kwargs)


class SimilarQuestionsForm(forms.Form):
    """What is asked of `SimilarQuestionsView`."""

    q = forms.CharField(required=False, strip=False)
    parent = PageIdField()
    page = PageIdField(required=False)


class SimilarQuestionsView(TemplateView):
    """A piece of HTML with the questions like `?q=`, to be written in the index `&parent=`.

    `&page=` is the question that is edited; it stands in that index. Answers 404 where these do
    not make sense, and 403 to who may neither add a question there nor edit that one. The piece
    is empty when nothing is similar.
    """

    http_method_names = ["get", "head", "options"]
    template_name = "faq/similar_questions.html"

    def get_context_data(self, **kwargs):
        form = SimilarQuestionsForm(self.request.GET)
        form.is_valid()
        asked = form.cleaned_data
        if not asked.get("parent") or "page" in form.errors:
            raise Http404
        index = get_object_or_404(swapper.load_model("faq", "FAQIndexPage"), pk=asked["parent"])
        page = None
        if asked["page"]:
            questions = swapper.load_model("faq", "FAQPage").objects.child_of(index)
            page = get_object_or_404(questions, pk=asked["page"])
        user = self.request.user
        if page:
            is_allowed = page.permissions_for_user(user).can_edit()
        else:
            is_allowed = index.permissions_for_user(user).can_add_subpage()
        if not is_allowed:
            raise PermissionDenied
        found = offers(asked.get("q", ""), index, user, page)
        return super().get_context_data(offers=found, **kwargs)
