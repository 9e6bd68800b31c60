"""Where a question is used: the pages that show it and the pages that answer it locally.

Read from Wagtail's reference index, so any app's pages count, as they were last published or,
before that, first saved. Local answers point at a question as well and are kept apart.
"""

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from faq.querysets import OWNER_OF_QUESTION, annotate_ancestor_title


def _references():
    """Return the references from pages to pages that are not those of local answers."""
    base_page = swapper.load_model("wagtailcore", "Page")
    pages = ContentType.objects.get_for_model(base_page.base_page_model)
    questions = ContentType.objects.get_for_model(swapper.load_model("faq", "FAQPage"))
    references = ReferenceIndex.objects.filter(base_content_type=pages, to_content_type=pages)
    return references.exclude(content_type=questions, model_path="answers")


def annotate_page_count(questions, name):
    """Annotate questions with the number of pages that use each, as the attribute `name`."""
    references = _references().filter(to_object_id=Cast(OuterRef("pk"), CharField()))
    counts = (
        references.order_by()
        .values("to_object_id")
        .annotate(pages=Count("object_id", distinct=True))
    )
    count = Subquery(counts.values("pages"), output_field=IntegerField())
    return questions.annotate(**{name: Coalesce(count, 0)})


def pages_using(question):
    """Return the pages that show `question` or link to it, by title."""
    ids = _references().filter(to_object_id=str(question.pk)).values_list("object_id", flat=True)
    pages = swapper.load_model("wagtailcore", "Page").objects
    return pages.filter(pk__in=set(ids)).order_by("title", "pk")


def local_answers(question):
    """Return the pages that answer `question` at one clinic, each with its `owner_title`."""
    answers = swapper.load_model("faq", "FAQPage").objects.filter(answers=question.pk)
    answers = annotate_ancestor_title(answers, "owner_title", OWNER_OF_QUESTION)
    return answers.order_by("owner_title", "pk")


def split_by_explorable(pages, user):
    """Return those of the queryset `pages` that `user` may explore, and how many others it has."""
    explorable = policy_registry.get_by_type(pages.model).explorable_instances(user)
    named = list(pages.filter(pk__in=explorable.values("pk")))
    return named, pages.count() - len(named)
