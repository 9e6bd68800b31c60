"""Who may invite whom to which clinic, what the person gets, and how access ends."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from tenancy.closing.close import close_clinic
from tenancy.people.members import invite, members_of
from tests.built_once import built_once
from tests.world import make_person

User = get_user_model()
DANA = {"email": "dana@example.com", "name": "Dana Wells", "role": "editor"}


def url(name, clinic, *args):
    return reverse(f"tenancy_{name}", args=[clinic.page.pk, *args])


@pytest.fixture
def asks(client):
    """Give a function that posts a form as a user."""

    def asks(user, address, **data):
        client.force_login(user)
        return client.post(address, data)

    return asks


@built_once
def keeper(group_tree, san_diego):
    """Somebody of the central team who may change clinics, and sees all of them."""
    user = make_person("keeper", san_diego.managers)
    user.groups.clear()
    group = type(san_diego.managers).objects.create(name="Keepers")
    user.groups.add(group)
    codenames = ["add_clinic", "change_clinic", "access_admin"]
    group.permissions.add(*Permission.objects.filter(codename__in=codenames))
    for codename in ("add_page", "publish_page", "change_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=group_tree.clinics,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    return user


def said(answer):
    """Return the last message that waits for the next page."""
    assert answer.status_code == 302
    return str([*get_messages(answer.wsgi_request)][-1])


def invite_form(clinics, **data):
    return {**DANA, "clinics": [clinic.pk for clinic in clinics], **data}


def test_a_manager_invites_somebody_new(andover, manager, asks, client):
    asks(manager, url("invite", andover), **invite_form([andover]))

    dana = User.objects.get(email="dana@example.com")
    assert (dana.get_full_name(), dana.is_superuser) == ("Dana Wells", False)
    assert list(dana.groups.all()) == [andover.editors]
    (message,) = mail.outbox
    assert message.to == ["dana@example.com"]
    assert "Andover" in message.subject

    client.logout()
    link = re.search(r"https?://\S+/password_reset/\S+", message.body).group()
    path = client.get(link).headers["Location"]
    password = "a-long-and-rare-password"
    client.post(path, {"new_password1": password, "new_password2": password})
    assert client.login(username=dana.get_username(), password=password)
    assert client.get("/admin/").status_code == 200
    assert client.get(link).status_code == 200, "The link works once."


def test_an_account_that_is_there_keeps_name_and_password(andover, manager, person, asks):
    there = person("there")

    answer = asks(
        manager, url("invite", andover), **invite_form([andover], email="There@Example.com")
    )

    assert answer.status_code == 302
    there.refresh_from_db()
    assert list(there.groups.all()) == [andover.editors]
    assert (there.get_full_name(), there.check_password("secret")) == ("", True)
    assert "password_reset" not in mail.outbox[0].body


def test_the_answer_does_not_say_whether_there_was_an_account(andover, manager, person, asks):
    person("there")
    words = []
    for email in ("there@example.com", "new@example.com"):
        answer = asks(manager, url("invite", andover), **invite_form([andover], email=email))
        words.append(said(answer).replace(email, "…"))
    assert "has access to Andover" in words[0]
    assert words[0] == words[1]


def test_superusers_are_not_reset(andover, manager, asks):
    owner = User.objects.create_superuser("owner", "owner@example.com")

    asks(manager, url("invite", andover), **invite_form([andover], email=owner.email))

    assert "password_reset" not in mail.outbox[0].body
    owner.refresh_from_db()
    assert not owner.has_usable_password()


def test_accounts_that_are_switched_off_stay_so(andover, manager, person, asks):
    gone = person("gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)

    answer = asks(manager, url("invite", andover), **invite_form([andover], email=gone.email))

    assert "cannot be invited from here" in answer.content.decode()
    gone.refresh_from_db()
    assert not gone.is_active
    assert not gone.groups.exists()
    assert not mail.outbox


@pytest.mark.parametrize("who", ["editor", "manager", "central_editor"])
@pytest.mark.usefixtures("editor", "manager", "central_editor")
def test_nobody_invites_to_another_s_clinic(who, san_diego, request, asks, andover):
    user = request.getfixturevalue(who)

    asks(user, url("invite", san_diego), **invite_form([san_diego]))
    # By the form of his own clinic, too.
    asks(user, url("invite", andover), **invite_form([andover, san_diego]))

    assert not User.objects.filter(email="dana@example.com").exists()
    assert not mail.outbox


def test_an_editor_does_not_invite(andover, editor, asks, client):
    asks(editor, url("invite", andover), **invite_form([andover]))

    assert not User.objects.filter(email="dana@example.com").exists()
    text = client.get(url("clinic", andover)).content.decode()
    assert "andover-editor" in text
    assert "Invite a person" not in text


def test_who_may_change_clinics_invites_to_several(andover, san_diego, keeper, asks):
    asks(keeper, url("invite", andover), **invite_form([andover, san_diego], role="manager"))

    dana = User.objects.get(email="dana@example.com")
    assert set(dana.groups.all()) == {andover.managers, san_diego.managers}
    assert len(mail.outbox) == 1


def test_a_message_that_cannot_be_sent_is_said(andover, manager, asks, monkeypatch):
    def fail(*args):
        raise OSError

    monkeypatch.setattr("tenancy.people.mail.send_mail", fail)

    answer = asks(manager, url("invite", andover), **invite_form([andover]))

    assert User.objects.get(email="dana@example.com").groups.get() == andover.editors
    assert "could not be sent" in said(answer)


def test_an_invitation_is_sent_again(andover, editor, manager, asks):
    dana = invite(DANA["email"], DANA["name"], "editor", [andover])

    asks(manager, url("send_again", andover, dana.pk))

    assert "/password_reset/" in mail.outbox[0].body
    assert [member.user for member in members_of(andover)] == [manager, editor, dana]


@pytest.mark.parametrize("view", ["send_again", "remove_person"])
def test_only_members_are_acted_upon(view, andover, san_diego, manager, person, asks):
    stranger = person("stranger", san_diego.editors)

    for pk in (stranger.pk, "x", 10**30):
        assert asks(manager, url(view, andover, pk)).status_code == 404
    asks(manager, url(view, san_diego, stranger.pk))

    assert stranger.groups.get() == san_diego.editors
    assert not mail.outbox


def test_who_is_removed_has_no_access(andover, peopled, editor, manager, asks):
    PageSubscription.objects.create(user=editor, page=andover.page, comment_notifications=True)

    asks(manager, url("remove_person", andover, editor.pk))

    editor = User.objects.get(pk=editor.pk)
    assert editor.is_active
    assert not andover.page.permissions_for_user(editor).can_edit()
    assert not PageSubscription.objects.exists()
    assert peopled.groups.get() == andover.editors


@pytest.fixture
def peopled(andover):
    """Another editor, who stays."""
    return make_person("stays", andover.editors)


def test_a_clinic_keeps_its_last_manager(andover, manager, keeper, asks, client):
    address = url("remove_person", andover, manager.pk)

    asks(manager, address)
    assert "the last manager" in client.get(address).content.decode()
    with pytest.raises(ValidationError, match="last manager"):
        invite(manager.email, "x", "editor", [andover])
    assert manager.groups.get() == andover.managers

    asks(keeper, address)
    assert not manager.groups.exists()


def test_a_role_is_changed_by_inviting_again(andover, editor, manager):
    invite(editor.email, "x", "manager", [andover])

    assert editor.groups.get() == andover.managers
    assert {member.role for member in members_of(andover)} == {"manager"}


def test_nobody_is_invited_to_a_closed_clinic(andover, manager, asks):
    owner = User.objects.create_superuser("owner", "owner@example.com", "secret")
    close_clinic(andover)

    asks(owner, url("invite", andover), **invite_form([andover]))
    with pytest.raises(ValidationError, match="closed"):
        invite(DANA["email"], DANA["name"], "editor", [andover])

    assert not User.objects.filter(email="dana@example.com").exists()


def test_the_history_names_people_without_addresses(andover, manager, asks):
    asks(manager, url("invite", andover), **invite_form([andover]))
    dana = User.objects.get(email="dana@example.com")
    asks(manager, url("remove_person", andover, dana.pk))

    actions = ["clinicsite.invite", "clinicsite.remove_person"]
    entries = PageLogEntry.objects.filter(action__in=actions).order_by("pk")
    assert [(str(entry.message), entry.user) for entry in entries] == [
        ("Gave Dana Wells access as editor", manager),
        ("Took the access of Dana Wells", manager),
    ]
    assert "@" not in "".join(str(entry.data) for entry in entries)


def test_the_page_asks_as_often_for_many_people_as_for_few(
    andover, manager, person, client, count_queries
):
    client.force_login(manager)
    client.get(url("clinic", andover))
    few = count_queries(lambda: client.get(url("clinic", andover)))
    for number in range(9):
        person(f"editor-{number}", andover.editors)

    assert count_queries(lambda: client.get(url("clinic", andover))) == few


def test_an_address_of_several_accounts_is_nobodys(andover, manager, person, asks):
    for name in ("one", "other"):
        User.objects.filter(pk=person(name).pk).update(email=DANA["email"])

    answer = asks(manager, url("invite", andover), **invite_form([andover]))

    assert "Several accounts have this address" in answer.content.decode()
    assert not User.objects.filter(email=DANA["email"], groups__isnull=False).exists()


def test_nobody_gives_himself_an_address(editor, client):
    client.force_login(editor)

    client.post("/admin/account/", {"name_email-email": "dana@example.com"})

    editor.refresh_from_db()
    assert editor.email == "andover-editor@example.com"
    assert "name_email-email" not in client.get("/admin/account/").content.decode()


@pytest.mark.parametrize(("team", "left"), [("editors", "manager"), ("managers", "editor")])
@pytest.mark.usefixtures("editor", "manager")
def test_a_team_that_was_deleted_is_made_again(andover, keeper, asks, team, left, request):
    getattr(andover, team).delete()
    left = request.getfixturevalue(left)

    asks(keeper, url("invite", andover), **invite_form([andover]))

    andover.refresh_from_db()
    assert {member.email for member in members_of(andover)} == {left.email, DANA["email"]}
    assert andover.editors
    assert andover.managers


def test_the_last_manager_is_the_last_in_use(andover, manager, person, asks):
    off = person("off", andover.managers)
    User.objects.filter(pk=off.pk).update(is_active=False)

    assert asks(manager, url("remove_person", andover, manager.pk)).status_code in {302, 403}
    assert manager in andover.managers.user_set.all()


def test_who_signs_in_by_other_means_gets_no_link(andover, manager, person, asks):
    other = person("other")
    other.set_unusable_password()
    other.last_login = timezone.now()
    other.save()

    asks(manager, url("invite", andover), **invite_form([andover], email=other.email))

    assert "password_reset" not in mail.outbox[0].body


def test_a_closed_clinic_is_not_among_those_to_invite_to(andover, san_diego, keeper, asks):
    close_clinic(san_diego)

    asks(keeper, url("invite", andover), **invite_form([andover, san_diego]))

    assert not User.objects.filter(email=DANA["email"]).exists()


# The time zone


def zone_of(user):
    profile = UserProfile.objects.filter(user=user).first()
    return profile and profile.current_time_zone


def test_people_begin_with_the_time_zone_of_their_clinic(andover, san_diego):
    dana = invite("dana@example.com", "Dana", "editor", [san_diego])
    assert zone_of(dana) == "America/Los_Angeles"
    # By the admin's form for users, and by a group's side.
    ash, kim = make_person("ash", andover.managers), make_person("kim")
    assert zone_of(kim) is None
    san_diego.editors.user_set.add(kim)
    assert (zone_of(ash), zone_of(kim)) == ("Europe/London", "America/Los_Angeles")


def test_a_time_zone_that_somebody_chose_is_kept(andover, san_diego):
    chosen = make_person("chosen")
    UserProfile.objects.create(user=chosen, current_time_zone="Asia/Tokyo")
    invite("chosen@example.com", "", "editor", [san_diego])
    moved = make_person("moved", andover.editors)
    invite("moved@example.com", "", "manager", [san_diego])
    assert (zone_of(chosen), zone_of(moved)) == ("Asia/Tokyo", "Europe/London")


def test_only_a_clinics_people_get_one(central_editor, san_diego):
    assert zone_of(central_editor) is None
    type(san_diego.page).objects.filter(pk=san_diego.page.pk).update(timezone="")
    assert zone_of(make_person("early", san_diego.editors)) is None
