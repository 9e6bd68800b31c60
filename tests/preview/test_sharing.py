"""Share links: who may make, see and withdraw them, what they show, and when they end."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from delivery.preview.models import ShareLink
from delivery.preview.views import NOT_FOUND
from faq.models import FAQPage
from tests.api.builders import make_image, private_collection, restrict
from tests.preview.conftest import API, GROUP_FRONT_END
from tests.world import make_person


def share_url(page):
    return reverse("preview_share", args=[page.pk])


def withdraw_url(link):
    return reverse("preview_withdraw", args=[link.page_id, link.pk])


def addresses_in(response):
    html = response.content.decode()
    return re.findall(r'id="share-address-\d+" value="([^"]+)"', html.replace("&amp;", "&"))


@pytest.fixture
def share(client, editor):
    """Give a function that makes a link in the admin; it returns the addresses of the link."""

    def share(page, days=1, user=editor):
        client.force_login(user)
        response = client.post(share_url(page), {"days": days})
        assert response.status_code == 200
        return addresses_in(response)

    return share


@pytest.fixture
def address(share, question):
    """A link to the draft of the question, on this site."""
    (address,) = share(question)
    return address


def open_link(address, method="get", **extra):
    """Open an address as a stranger."""
    path = urlsplit(address).path
    return getattr(Client(), method)(path, headers={"host": "group.example"}, **extra)


def document(address):
    token = urlsplit(address).path.strip("/").rpartition("/")[2]
    return Client().get(API, {"share": token})


def assert_sealed(response):
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response.headers
    assert not response.cookies


def assert_dead(address):
    wrong = open_link("/preview/wrong/")
    page, data = open_link(address), document(address)
    assert (page.status_code, page.content) == (404, wrong.content)
    assert (data.status_code, data.json()) == (404, NOT_FOUND)
    assert_sealed(page)
    assert_sealed(data)


# What a link shows


def test_a_stranger_reads_the_draft_as_a_page(address, question, editor):
    response = open_link(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Is there parking?" in html
    assert "Behind the house." in html
    assert "Old words" not in html
    assert "Draft shared by an editor" in html
    assert editor.username not in html
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert_sealed(response)


def test_the_banner_names_who_shared(address, editor):
    editor.first_name, editor.last_name = "Ada", "<Byron>"
    editor.save()
    html = open_link(address).content.decode()
    assert "Draft shared by Ada &lt;Byron&gt;" in html
    assert html.index("<body") < html.index("Draft shared by") < html.index("<main")


def test_a_stranger_reads_the_draft_as_a_document(address, question):
    response = document(address)
    assert response.status_code == 200
    assert (response.json()["id"], response.json()["title"]) == (question.pk, "Is there parking?")
    assert_sealed(response)


def test_a_link_shows_what_was_saved_last(address, question):
    question.title = "Saved since"
    question.save_revision()
    assert document(address).json()["title"] == "Saved since"
    assert "Saved since" in open_link(address).content.decode()


def test_whoever_is_signed_in_sees_what_a_stranger_sees(address, editor):
    signed_in = Client()
    signed_in.force_login(editor)
    seen = signed_in.get(urlsplit(address).path, headers={"host": "group.example"})
    assert seen.content == open_link(address).content


def test_nothing_of_another_draft_or_a_private_picture_is_shown(share, group_tree, admin_user):
    hidden = make_image("Hidden", collection=private_collection())
    treatment = group_tree.treatment("Botox", hero_image=hidden, live=False)
    group_tree.treatment("Another draft", live=False)
    group_tree.question("Some other draft", live=False)
    (address,) = share(treatment, user=admin_user)
    html = open_link(address).content.decode()
    assert "Botox" in html
    assert "Another draft" not in html
    assert "Some other draft" not in html
    assert "Hidden, seen from the front" not in html
    assert "hidden" not in " ".join(re.findall(r'src="([^"]*)"', html))
    assert document(address).json()["hero_image"] is None


def test_a_page_behind_a_password_is_shown(address, question):
    restrict(question, "password", password="x")
    assert open_link(address).status_code == 200


def test_with_a_front_end_there_is_a_link_to_each(share, question, front_end):
    there, here = share(question)
    query = parse_qs(urlsplit(there).query)
    assert there.startswith(f"{GROUP_FRONT_END}?")
    assert query["content_type"] == ["faq.faqpage"]
    found = Client().get(API, {"share": query["share"][0], "content_type": "faq.faqpage"})
    assert found.json()["title"] == "Is there parking?"
    shown = open_link(here)
    assert shown.status_code == 200
    assert "Is there parking?" in shown.content.decode()


def test_openings_are_counted(address):
    open_link(address)
    document(address)
    open_link(address, "head")
    link = ShareLink.objects.get()
    assert link.opened == 2
    assert timezone.now() - link.last_opened_at < timedelta(minutes=1)


# When it ends


def test_a_withdrawn_link_shows_nothing(address, client):
    link = ShareLink.objects.get()
    response = client.post(withdraw_url(link))
    assert response.headers["Location"] == share_url(link.page)
    assert_dead(address)
    withdrawn = ShareLink.objects.get().withdrawn_at
    client.post(withdraw_url(link))
    assert ShareLink.objects.get().withdrawn_at == withdrawn


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_ends_by_itself(share, question, days):
    (address,) = share(question, days)
    link = ShareLink.objects.get()
    assert link.expires_at - link.made_at == pytest.approx(
        timedelta(days=days), abs=timedelta(seconds=5)
    )
    ShareLink.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert open_link(address).status_code == 200
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert_dead(address)


def test_a_link_ends_with_its_page(address, question):
    question.delete()
    assert not ShareLink.objects.exists()
    assert_dead(address)


def leave(editor):
    editor.groups.clear()


def be_switched_off(editor):
    editor.is_active = False
    editor.save()


def be_deleted(editor):
    editor.delete()


@pytest.mark.parametrize("go", [leave, be_switched_off, be_deleted])
def test_a_link_ends_when_its_maker_may_not_edit_any_more(address, editor, go, client, manager):
    go(editor)
    assert_dead(address)
    client.force_login(manager)
    response = client.get(share_url(FAQPage.objects.get()))
    assert list(response.context_data["good"]) == []
    assert list(response.context_data["ended"]) == [ShareLink.objects.get()]


def test_a_link_ends_when_the_page_moves_away_from_its_maker(address, question, san_diego):
    question.move(san_diego.page, pos="last-child")
    assert_dead(address)


@pytest.mark.parametrize("token", ["x", "%00", "é", "x" * 5000, "%ff", "%ed%a0%80", "' or 1=1 --"])
def test_a_token_that_never_was(address, token):
    response = open_link(f"/preview/{token}/")
    assert response.status_code == 404
    assert response.content == open_link("/preview/wrong/").content
    assert_sealed(response)


def test_the_stored_key_opens_nothing(address):
    link = ShareLink.objects.get()
    token = urlsplit(address).path.strip("/").rpartition("/")[2]
    assert token not in str(vars(link))
    assert_dead(f"/preview/{link.key}/")


def test_a_page_that_cannot_be_shown_is_a_404(address, monkeypatch):
    monkeypatch.setattr(FAQPage, "get_context", lambda *args: 1 / 0)
    client = Client(raise_request_exception=False)
    response = client.get(urlsplit(address).path, headers={"host": "group.example"})
    assert response.status_code == 404
    assert_sealed(response)
    assert ShareLink.objects.get().opened == 0


# Who may


def test_a_stranger_is_sent_to_sign_in(question):
    link, _ = ShareLink.make(question, None, 1)
    for url in (share_url(question), withdraw_url(link)):
        for method in ("get", "post"):
            response = getattr(Client(), method)(url, {"days": 1})
            assert response.status_code == 302
            assert "/admin/login/" in response.headers["Location"]
    assert ShareLink.objects.get().withdrawn_at is None


def test_another_clinics_people_may_neither_see_nor_make_nor_withdraw(
    address, question, san_diego, client
):
    link = ShareLink.objects.get()
    for group in (san_diego.editors, san_diego.managers):
        client.force_login(make_person(group.name, group))
        seen = client.get(share_url(question))
        made = client.post(share_url(question), {"days": 1})
        withdrawn = client.post(withdraw_url(link))
        for response in (seen, made, withdrawn):
            assert response.status_code == 302
            assert response.headers["Location"] == reverse("wagtailadmin_home")
    assert ShareLink.objects.get().withdrawn_at is None
    assert open_link(address).status_code == 200


def test_a_link_is_not_withdrawn_by_way_of_ones_own_page(address, san_diego, client):
    own = san_diego.page.get_children().first()
    link = ShareLink.objects.get()
    client.force_login(make_person("own", san_diego.managers))
    url = reverse("preview_withdraw", args=[own.pk, link.pk])
    assert client.post(url).status_code == 404
    assert open_link(address).status_code == 200


def test_the_clinics_manager_may_withdraw_an_editors_link(address, client, manager):
    client.force_login(manager)
    client.post(withdraw_url(ShareLink.objects.get()))
    assert_dead(address)


def test_a_page_that_is_not_there(client, manager):
    client.force_login(manager)
    assert client.get(reverse("preview_share", args=[99999])).status_code == 404
    assert client.post(reverse("preview_withdraw", args=[99999, 1])).status_code == 404


def test_the_header_of_a_page_offers_it_to_who_may(question, client, editor, central_editor):
    client.force_login(editor)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[question.pk])).content.decode()
    assert f'href="{share_url(question)}"' in edit
    listing = client.get(reverse("wagtailadmin_explore", args=[question.get_parent().pk]))
    assert "Share this draft" not in listing.content.decode()


# The screen


@pytest.mark.parametrize("days", ["", "2", "-1", "x", "1e3", "9" * 400])
def test_only_what_is_offered_may_be_chosen(client, editor, question, days):
    client.force_login(editor)
    response = client.post(share_url(question), {"days": days})
    assert response.status_code == 200
    assert response.context_data["form"].errors
    assert not ShareLink.objects.exists()


def test_a_link_is_shown_once(share, question, client):
    (address,) = share(question)
    again = client.get(share_url(question))
    assert address not in again.content.decode()
    assert "no-store" in again.headers["Cache-Control"]


def test_the_screen_says_who_when_and_how_often(address, client, editor, manager):
    open_link(address)
    client.force_login(manager)
    html = client.get(share_url(ShareLink.objects.get().page)).content.decode()
    assert editor.username in html
    assert "1 time, last" in html
    client.post(withdraw_url(ShareLink.objects.get()))
    html = client.get(share_url(ShareLink.objects.get().page)).content.decode()
    assert re.search(rf"Withdrawn .* by {manager.username}", html)


def test_more_links_take_no_more_queries(question, client, manager, andover, count_queries):
    client.force_login(manager)
    url = share_url(question)

    def read(number):
        for count in range(number):
            user = make_person(f"editor-{number}-{count}", andover.editors)
            ShareLink.make(question, user, 1)
            ShareLink.make(question, user, 1)[0].withdraw(user)
        client.get(url)
        return count_queries(lambda: client.get(url))

    assert read(2) == read(5)


def test_the_history_of_the_page_tells_of_it_and_not_the_link(address, client, editor, question):
    client.post(withdraw_url(ShareLink.objects.get()))
    entries = PageLogEntry.objects.filter(action__startswith="clinicsite.")
    said = {str(entry.message) for entry in entries.filter(page=question.pk)}
    assert said >= {
        "Shared the draft by a link, for 1 day",
        "Withdrew a share link of " + str(editor),
    }
    assert {entry.user for entry in entries if "share" in entry.action} == {editor}
    history = client.get(reverse("wagtailadmin_pages:history", args=[question.pk]))
    assert "Withdrew a share link" in history.content.decode()
    token = urlsplit(address).path.strip("/").rpartition("/")[2]
    assert token not in str(list(entries.values()))


def test_old_links_are_taken_away_by_the_command(share, question, capsys):
    for expires, withdrawn in ((-40, None), (-20, None), (5, -40), (5, None)):
        link, _ = ShareLink.make(question, None, 1)
        day = timedelta(days=1)
        link.expires_at = timezone.now() + expires * day
        link.withdrawn_at = withdrawn and timezone.now() + withdrawn * day
        link.save()
    call_command("previews")
    assert ShareLink.objects.count() == 2
    assert "2 share links" in capsys.readouterr().out
