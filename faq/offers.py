"""The existing questions that an editor is offered while a question is typed.

Two kinds are offered: those that the person may explore, drafts included and by their latest
title, and the public questions that are shared with the FAQ in which the new one will stand, as
readers see them. Nothing else of any clinic is looked at.
"""

from dataclasses import dataclass
from html import unescape
from textwrap import shorten

import swapper
from django.db.models import Q
from django.utils.html import strip_tags
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from delivery.visibility import Visibility
from faq.answers import is_shared_with
from faq.querysets import OWNER_OF_QUESTION, annotate_ancestor_title
from faq.similarity import similar_questions

# How much of an answer is shown.
ANSWER_LETTERS = 200


@dataclass(frozen=True)
class Offer:
    """A similar question as a person may see it.

    A person who may not explore the question sees what readers see: `title` and `beginning`, of
    the answer, are then the public ones, else those of the latest draft. `may_answer` says
    whether the page being written may answer it for its own index; `rival` is the page of that
    index that answers it already, or None.
    """

    page: AbstractPage
    title: str
    beginning: str
    status: str
    is_shared: bool
    may_edit: bool
    may_answer: bool
    rival: AbstractPage | None


def offers(typed, index, user, page=None):
    """Return the `Offer`s for the text `typed` as the title of a question in `index`.

    `page` is the question that is edited, None for a new one. Takes the same number of queries
    however many questions there are.
    """
    questions = swapper.load_model("faq", "FAQPage").objects.filter(locale_id=index.locale_id)
    if page:
        questions = questions.exclude(pk=page.pk)
    explorable = _explorable(questions, user)
    public = dict(_shared_in_public(questions, index).values_list("pk", "title"))
    matches = similar_questions(typed, {**public, **explorable}.items())
    if not matches:
        return []
    found = annotate_ancestor_title(questions, "owner_title", OWNER_OF_QUESTION)
    found = found.select_related("latest_revision").prefetch_workflow_states()
    found = found.annotate_approved_schedule().in_bulk([match.id for match in matches])
    rivals = {
        rival.answers_id: rival for rival in questions.child_of(index).filter(answers__in=found)
    }
    is_answered = page is not None and page.local_answers.exists()
    return [
        _offer(
            found[match.id],
            user if match.id in explorable else None,
            is_shared=is_shared_with(found[match.id], index),
            rival=rivals.get(match.id),
            is_answered=is_answered,
        )
        for match in matches
    ]


def _explorable(questions, user):
    """Return the latest titles of those of `questions` that `user` may explore, by their ids."""
    explorable = policy_registry.get_by_type(questions.model).explorable_instances(user)
    pages = questions.filter(pk__in=explorable.values("pk"))
    return {
        pk: draft or title for pk, draft, title in pages.values_list("pk", "draft_title", "title")
    }


def _shared_in_public(questions, index):
    """Narrow `questions` to the public ones of the FAQs that are shared with `index`."""
    shared = Q(pk__in=[])
    for depth in range(1, index.depth):
        owner = index.path[: depth * index.steplen]
        shared |= Q(path__startswith=owner, depth=depth + OWNER_OF_QUESTION)
    questions = questions.filter(shared).exclude(path__startswith=index.path)
    return Visibility().public_pages(questions)


def _offer(question, user, *, is_shared, rival, is_answered):
    """Return the offer of `question` to a `user` who may explore it, or to None who may not."""
    policy = policy_registry.get_by_type(type(question))
    title, answer, status = question.title, question.answer, "live"
    if user:
        title, status = question.get_admin_display_title(), question.status_string
        if question.has_unpublished_changes and question.latest_revision:
            answer = question.latest_revision.content.get("answer") or ""
    return Offer(
        page=question,
        title=title,
        beginning=shorten(
            unescape(strip_tags(answer.replace("><", "> <"))), ANSWER_LETTERS, placeholder=" …"
        ),
        status=status,
        is_shared=is_shared,
        may_edit=user is not None
        and policy.user_has_permission_for_instance(user, "change", question),
        may_answer=is_shared and not (question.answers_id or rival or is_answered),
        rival=rival,
    )
