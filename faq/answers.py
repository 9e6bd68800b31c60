"""Which shared question a local question may answer.

A shared question stands in the FAQ index of a page that is above: Home > FAQ is shared with
Home > Locations > Clinic > FAQ. Places are compared by tree path, so nothing here needs the
database unless a question has answers already.
"""


def is_shared_with(question, index):
    """Return whether `question` is shared with the FAQ index page `index`.

    It is when it stands in another index, and the page that owns that index is above `index`.
    """
    question_index_path = question.path[: -question.steplen]
    owner_path = question_index_path[: -question.steplen]
    return question_index_path != index.path and index.path.startswith(owner_path)


def answer_problem(page, question, index):
    """Return why `page`, standing in `index`, may not answer `question`; None when it may.

    `page` may be unsaved or stand elsewhere still: only `index` says where it is meant to be.
    """
    if page.pk and page.pk == question.pk:
        return "A question cannot answer itself. Choose a shared question, or leave this blank."
    if not is_shared_with(question, index):
        return (
            "This question is not shared with the page you are on. Choose one from the FAQ "
            "of the whole group, not one of this FAQ or of another clinic."
        )
    if question.answers_id:
        return (
            f"“{question.title}” is itself a local answer. Choose the shared question "
            f"that it answers: “{question.answers.title}”."
        )
    if page.pk and page.local_answers.exists():
        return (
            "Other pages answer this question, so it cannot be an answer itself. "
            "Leave this blank, or clear the choice on those pages first."
        )
    rival = question.local_answers.child_of(index).exclude(pk=page.pk).first()
    if rival:
        return (
            f"“{rival.title}” already answers this shared question here. "
            "Edit that page, or choose another question."
        )
    return None


def can_stand_in(page, index):
    """Return whether `page` may move to `index` with what it answers and what answers it."""
    if page.answers and answer_problem(page, page.answers, index):
        return False
    owner_path = index.path[: -index.steplen]
    return all(
        path.startswith(owner_path) and not path.startswith(index.path)
        for path in page.local_answers.values_list("path", flat=True)
    )


def can_belong_to(index, owner, questions):
    """Return whether `index`, with all its questions, may move to below the page `owner`.

    `questions` is a queryset of every question there is.
    """
    own = questions.child_of(index)
    answered_at = questions.filter(answers__in=own).values_list("path", flat=True)
    targets = own.exclude(answers=None).values_list("answers__path", flat=True)
    return all(path.startswith(owner.path) for path in answered_at) and all(
        owner.path.startswith(path[: -2 * index.steplen]) for path in targets
    )
