from django.urls import path
from wagtail import hooks

from faq.views import SimilarQuestionsView
from faq.viewsets import FAQViewSetGroup


@hooks.register("register_admin_viewset")
def register_faq_viewsets():
    return FAQViewSetGroup()


@hooks.register("register_admin_urls")
def register_faq_urls():
    return [
        path("faq/similar/", SimilarQuestionsView.as_view(), name="faq_similar_questions"),
    ]
