"""Scheduled publishing: what fails holds up nothing, keeps its schedule, and is told."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished
from wagtail.users.models import UserProfile

from tenancy.management.commands.publish_scheduled import Command
from tenancy.models import FailedSchedule
from tests.api.builders import offer
from tests.built_once import built_once

from .homes import Home

PANEL = "Not published or taken offline in time"


@built_once
def pages(group_tree, andover):
    """Three treatments at Andover, as they are live."""
    found = {}
    for title in ("First", "Second", "Third"):
        page = offer(group_tree.treatment(title), andover.page)
        page.save_revision().publish()
        found[title] = page
    return found


@built_once
def admin(andover):
    return type(andover.editors.user_set.model()).objects.create_superuser(
        "root", "root@example.com", "secret"
    )


def schedule(page, minutes=-1, **fields):
    """Let a draft of a page be due; return its revision."""
    draft = page.get_latest_revision_as_object()
    due = timezone.now() + timedelta(minutes=minutes)
    for name, value in {"summary": "New.", "go_live_at": due, **fields}.items():
        setattr(draft, name, value)
    page.revisions.update(approved_go_live_at=None)
    return draft.save_revision(approved_go_live_at=due, clean=False)


def run():
    """Run the command; return what it says of what failed."""
    try:
        call_command("publish_scheduled", verbosity=0)
    except CommandError as error:
        return str(error)
    return ""


def again(page):
    return page.specific_class.objects.get(pk=page.pk)


def is_published(page):
    return again(page).summary == "New."


@contextmanager
def failing(signal, page, fail):
    def receiver(instance, **kwargs):
        if instance.pk == page.pk:
            fail()

    signal.connect(receiver)
    try:
        yield
    finally:
        signal.disconnect(receiver)


def raise_key_error():
    raise KeyError("secret")


def ask_nonsense():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")


def told():
    """Return to whom messages were sent."""
    return sorted(message.to[0] for message in mail.outbox)


def change_content(revision, **values):
    revision.content.update(values)
    revision.save()


# What may be wrong with a draft, and what its editors are told


BROKEN = {
    "a placeholder": (
        lambda page: schedule(page, summary="Ring {nowhere}."),
        "Summary: ",
    ),
    "its address": (lambda page: schedule(page, slug="first"), "Slug: The slug 'first' is already"),
    "a field": (lambda page: schedule(page, comfort="unheard of"), "Comfort: "),
    "a date": (
        lambda page: change_content(schedule(page), expire_at="never"),
        "“never” value has an invalid format",
    ),
    "its type": (
        lambda page: Revision.objects.filter(pk=schedule(page).pk).update(
            content_type=ContentType.objects.create(app_label="gone", model="gone")
        ),
        "It, or its kind, is no longer there.",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_published_holds_up_nothing_and_keeps_its_schedule(
    client, editor, pages, what
):
    break_, reason = BROKEN[what]
    schedule(pages["First"], minutes=-9)
    break_(pages["Second"])
    schedule(pages["Third"])
    before = Revision.objects.filter(object_id=str(pages["Second"].pk)).values().last()

    said = run()

    assert [is_published(page) for page in pages.values()] == [True, False, True]
    assert "“Second”" in said
    assert f" {pages['Second'].pk})" in said
    assert "“First”" not in said
    assert Revision.objects.filter(object_id=str(pages["Second"].pk)).values().last() == before
    (line,) = Home(client, editor).lines(PANEL)
    assert line.title == "Second"
    assert line.url == f"/admin/pages/{pages['Second'].pk}/edit/"
    assert "Should have been published on" in line.note
    assert reason in line.note
    assert "Cancel its schedule" in line.note
    (message,) = [message for message in mail.outbox if message.to == [editor.email]]
    assert reason in message.body
    assert line.url in message.body


@pytest.mark.parametrize("fail", [raise_key_error, ask_nonsense])
def test_what_somebody_elses_code_breaks_is_undone_and_told(client, editor, pages, fail):
    for page in pages.values():
        schedule(page)

    with failing(page_published, pages["Second"], fail):
        said = run()

    assert [is_published(page) for page in pages.values()] == [True, False, True]
    assert again(pages["Second"]).revisions.filter(approved_go_live_at__isnull=False).count() == 1
    assert "Second" in said
    (line,) = Home(client, editor).lines(PANEL)
    assert "The program has a mistake" in line.note
    # What a program says may hold what is no editor's business.
    assert "secret" not in line.note
    assert "secret" not in mail.outbox[0].body

    assert run() == ""
    assert is_published(pages["Second"])
    assert Home(client, editor).lines(PANEL) == []


def test_what_cannot_be_taken_offline_is_tried_again(client, editor, pages):
    past = timezone.now() - timedelta(minutes=1)
    for page in pages.values():
        Page.objects.filter(pk=page.pk).update(expire_at=past)

    with failing(page_unpublished, pages["Second"], raise_key_error):
        said = run()

    assert [again(page).live for page in pages.values()] == [False, True, False]
    assert again(pages["Second"]).expire_at == past
    assert "is not taken offline" in said
    (line,) = Home(client, editor).lines(PANEL)
    assert "Should have been taken offline on" in line.note

    assert run() == ""
    assert not again(pages["Second"]).live
    assert again(pages["Second"]).expired
    assert Home(client, editor).lines(PANEL) == []


def test_a_page_that_stands_nowhere(admin, client, pages):
    for page in pages.values():
        schedule(page)
    Page.objects.filter(pk=pages["Second"].pk).update(path="00010099000100020003")

    assert "Second" in run()
    assert [is_published(page) for page in pages.values()] == [True, False, True]
    assert Home(client, admin).titles(PANEL) == ["Second"]


def test_a_revision_of_what_is_gone(admin, pages):
    gone = schedule(pages["Second"])
    Revision.objects.filter(pk=gone.pk).update(object_id="999999")
    schedule(pages["Third"])

    assert "999999" in run()
    assert is_published(pages["Third"])
    assert told() == [admin.email]


def test_the_exit_status_tells_and_what_is_published_stays(commits, capsys, pages):
    for page in pages.values():
        schedule(page)
    change_content(schedule(pages["First"]), slug="second")

    # What follows a publication comes too late to undo it.
    with (
        failing(page_published, pages["Second"], lambda: transaction.on_commit(raise_key_error)),
        pytest.raises(SystemExit) as stopped,
    ):
        Command().run_from_argv(["manage.py", "publish_scheduled"])

    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "“First” (treatments.ClinicTreatmentPage " in said
    assert "is not published: Slug: " in said
    assert "is published, but what follows has failed: KeyError" in said
    assert "“Third”" not in said
    assert [is_published(page) for page in pages.values()] == [False, True, True]
    assert list(FailedSchedule.objects.values_list("title", flat=True)) == ["First"]


# Who is told, and how often


def test_each_is_told_once_of_his_own(client, admin, editor, manager, san_diego, pages, person):
    theirs = person("san-diego-editor", san_diego.editors)
    schedule(pages["First"], slug="second")
    schedule(pages["Second"], slug="third")

    for _ in range(3):
        run()

    assert told() == [user.email for user in (editor, manager, admin)]
    message = mail.outbox[0]
    assert message.subject == "Not published or taken offline in time: First and 1 more"
    assert "“First”" in message.body
    assert "“Second”" in message.body
    for user in (editor, manager, admin):
        assert Home(client, user).titles(PANEL) == ["First", "Second"]
    assert Home(client, theirs).lines(PANEL) == []


def test_the_library_is_its_editors(client, central_editor, editor, pages):
    schedule(pages["First"].treatment, slug="second")
    run()

    assert central_editor.email in told()
    assert editor.email not in told()
    assert Home(client, central_editor).titles(PANEL) == ["First"]
    assert Home(client, editor).titles(PANEL) == []


def test_another_day_is_another_message(editor, pages):
    schedule(pages["First"], slug="second")
    run()
    mail.outbox.clear()
    schedule(pages["First"], slug="third", minutes=-2)

    run()

    (message,) = [message for message in mail.outbox if message.to == [editor.email]]
    assert "third" in message.body


def test_superusers_are_told_as_the_setting_says(settings, admin, editor, pages, group_tree):
    settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
    schedule(pages["First"], slug="second")
    run()
    assert editor.email in told()
    assert admin.email not in told()
    mail.outbox.clear()

    # Of this page there is no editor but them.
    schedule(group_tree.home, title="")
    run()
    assert told() == [admin.email]


def test_the_message_waits_for_the_mail_server(settings, editor, pages):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    schedule(pages["First"], slug="second")
    schedule(pages["Third"])

    assert "First" in run()
    assert is_published(pages["Third"])

    assert not mail.outbox

    settings.EMAIL_BACKEND = backend
    for _ in range(2):
        run()
    assert len(told()) == len(set(told())) > 0


def test_a_mail_server_that_never_answers_is_given_up():
    assert 0 < mail.get_connection("django.core.mail.backends.smtp.EmailBackend").timeout <= 30


def test_the_hours_are_those_of_who_reads(editor, pages):
    UserProfile.objects.update_or_create(user=editor, defaults={"current_time_zone": "Asia/Tokyo"})
    schedule(pages["First"], slug="second")
    run()

    assert "Times are those of Asia/Tokyo." in mail.outbox[0].body


# When it is mended


def test_it_leaves_the_home_when_it_is_mended_or_cancelled(client, editor, pages):
    for title, slug in (("First", "second"), ("Second", "third")):
        schedule(pages[title], slug=slug)
    run()
    home = Home(client, editor)
    assert home.titles(PANEL) == ["First", "Second"]
    assert "Should have gone live on" in home.lines("Scheduled")[0].note

    again(pages["First"]).revisions.update(approved_go_live_at=None)
    assert Home(client, editor).titles(PANEL) == ["Second"]
    draft = again(pages["Second"]).get_latest_revision_as_object()
    draft.slug = "mended"
    draft.save_revision().publish()
    assert Home(client, editor).titles(PANEL) == []
    assert run() == ""


def test_what_is_not_due_is_left_alone(pages):
    schedule(pages["First"], minutes=5)
    Page.objects.filter(pk=pages["Second"].pk).update(
        expire_at=timezone.now() + timedelta(minutes=5)
    )

    assert run() == ""
    assert not is_published(pages["First"])
    assert again(pages["Second"]).live


def test_what_ends_keeps_what_is_approved_for_later(pages):
    page = pages["First"]
    revision = schedule(page, minutes=5)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert run() == ""
    assert not again(page).live
    later = Revision.objects.get(pk=revision.pk).approved_go_live_at
    assert later == revision.approved_go_live_at


def test_the_former_name_of_the_command_does_the_same(pages):
    broken = schedule(pages["First"], slug="second")
    schedule(pages["Third"])

    with pytest.raises(CommandError, match="“First”"):
        call_command("publish_scheduled_pages", verbosity=0)

    assert is_published(pages["Third"])
    broken.refresh_from_db()
    assert broken.approved_go_live_at
    assert FailedSchedule.objects.count() == 1


def test_a_dry_run_changes_nothing(capsys, pages):
    schedule(pages["First"])
    call_command("publish_scheduled", dryrun=True)

    assert "First" in capsys.readouterr().out
    assert not is_published(pages["First"])
