"""The questions alone, as pages of the project on Wagtail's own base page."""

from .faq_alone import *  # noqa: F403
from .faq_alone import INSTALLED_APPS

INSTALLED_APPS = ["questions", *INSTALLED_APPS]

FAQ_FAQINDEXPAGE_MODEL = "questions.FAQIndexPage"
FAQ_FAQPAGE_MODEL = "questions.FAQPage"
