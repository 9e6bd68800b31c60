"""What an editor decides of a part: each becomes a revision of the page and an entry in its log."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log

from treatments.inheritance.keys import section_key

KEEP = "keep"
SHARE = "share"
HIDE = "hide"
REPLACE = "replace"

# The log action of each decision: its label, and what the log says, with the name of the part.
LOG_ACTIONS = {
    KEEP: ("clinicsite.override.keep", "Keep an override", "Kept this clinic’s own: {}"),
    SHARE: ("clinicsite.override.share", "Use shared text", "Used the shared text again: {}"),
    HIDE: ("clinicsite.override.hide", "Hide a shared part", "Hid at this clinic: {}"),
    REPLACE: ("clinicsite.override.replace", "Replace a section", "Began a text of its own: {}"),
}


@transaction.atomic
def keep(page, state, user):
    """Note that the editor has seen the present shared text and keeps what the clinic says.

    No text changes, so it holds for the published page at once, and no draft comes of it.
    """
    draft = page.get_latest_revision_as_object()
    live = type(page).objects.get(pk=page.pk)
    revision = None
    if state.key in draft.replaced:
        draft.remember_replaced(again=[state.key])
        revision = draft.save_revision(user=user, changed=False, clean=False)
    if state.key in live.replaced:
        live.remember_replaced(again=[state.key])
        type(page).objects.filter(pk=page.pk).update(replaced=live.replaced)
    _log(KEEP, draft, state, user, revision, changed=False)


def share(page, state, user):
    """Give a part back to the library in the latest draft; return that revision."""
    draft = page.get_latest_revision_as_object()
    draft.inherit_again(state.key)
    return _save(SHARE, draft, state, user)


def hide(page, state, user):
    """Leave a shared part out, in the latest draft."""
    draft = page.get_latest_revision_as_object()
    if state.key not in draft.hidden:
        draft.hidden = [*draft.hidden, state.key]
    return _save(HIDE, draft, state, user)


def replace(page, state, user):
    """Begin the clinic's own words for a section with the library's, in the latest draft."""
    draft = page.get_latest_revision_as_object()
    for section in draft.treatment.body:
        if section_key(section.value.effective_key) == state.key:
            value = _with_own_ids(section.block.get_prep_value(section.value))
            draft.hidden = [key for key in draft.hidden if key != state.key]
            block = {"type": "replace", "value": value}
            draft.sections = draft.sections.stream_block.to_python(
                [*draft.sections.get_prep_value(), block]
            )
            break
    return _save(REPLACE, draft, state, user)


def publish(revision, user):
    """Publish a revision as the admin does; return whether the page could be published."""
    try:
        with transaction.atomic():
            PublishPageRevisionAction(revision, user=user).execute()
    except ValidationError:
        return False
    return True


@transaction.atomic
def _save(decision, draft, state, user):
    if not draft.live:
        # As the editor does: the stored page of what is not live is its latest draft.
        draft.save()
    revision = draft.save_revision(user=user, clean=False)
    _log(decision, draft, state, user, revision, changed=True)
    return revision


def _log(decision, page, state, user, revision, changed):
    log(
        instance=page,
        action=LOG_ACTIONS[decision][0],
        user=user,
        revision=revision,
        data={"part": state.key, "name": state.name},
        content_changed=changed,
    )


def _with_own_ids(raw):
    """Return the raw value of blocks with new ids in the place of those of the library's blocks.

    Without any, Wagtail would take the items of a list for plain values.
    """
    if isinstance(raw, dict):
        values = {name: _with_own_ids(value) for name, value in raw.items()}
        return {**values, "id": str(uuid4())} if {"type", "value"} <= raw.keys() else values
    if isinstance(raw, list):
        return [_with_own_ids(value) for value in raw]
    return raw
