"""The admin's listing of questions and its register of topics."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from faq.models import FAQTopic

LISTING = "/admin/faq_questions/"


def listed(response):
    return {page.title for page in response.context_data["object_list"]}


def exported(client, **params):
    response = client.get(LISTING, {"export": "csv", **params})
    assert response["Content-Type"] == "text/csv"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode())))


def test_the_listing_says_what_a_question_is_about_and_where_it_lives(
    admin_client, vancouver_faq, safety, ask
):
    ask(vancouver_faq, "Where do I park?", topic=safety)

    content = admin_client.get(LISTING).content.decode()

    for text in ("Where do I park?", "Safety", "Vancouver", "Live"):
        assert text.lower() in content.lower()


def test_the_listing_takes_as_many_queries_for_nine_as_for_three(
    admin_client, shared_faq, vancouver_faq, safety, ask, count_queries
):
    def fill(count):
        for number in range(count):
            shared = ask(shared_faq, f"Shared {count} {number}", topic=safety)
            ask(vancouver_faq, f"Local {count} {number}", answers=shared)

    def show():
        admin_client.get(LISTING)

    def export():
        list(admin_client.get(LISTING, {"export": "csv"}))

    fill(3)
    show()
    listing_of_three, export_of_three = count_queries(show), count_queries(export)
    fill(6)

    assert count_queries(show) == listing_of_three
    assert count_queries(export) == export_of_three


def test_the_listing_is_filtered_by_topic(admin_client, shared_faq, safety, cost, ask):
    ask(shared_faq, "Is it safe?", topic=safety)
    ask(shared_faq, "What does it cost?", topic=cost)
    ask(shared_faq, "Where do I park?")

    assert listed(admin_client.get(LISTING, {"topic": safety.pk})) == {"Is it safe?"}
    assert listed(admin_client.get(LISTING, {"without_topic": "true"})) == {"Where do I park?"}


def test_the_listing_is_filtered_by_status(admin_client, shared_faq, ask):
    ask(shared_faq, "Is it safe?")
    ask(shared_faq, "Is it new?", live=False)

    assert listed(admin_client.get(LISTING, {"live": "true"})) == {"Is it safe?"}
    assert listed(admin_client.get(LISTING, {"live": "false"})) == {"Is it new?"}


def test_the_listing_is_filtered_by_clinic(admin_client, vancouver_faq, andover_faq, ask):
    ask(vancouver_faq, "Where do I park in Vancouver?")
    ask(andover_faq, "Where do I park in Andover?")

    response = admin_client.get(LISTING, {"place": vancouver_faq.pk})

    assert listed(response) == {"Where do I park in Vancouver?"}
    assert "Andover" in response.content.decode()


def test_the_listing_is_searched(admin_client, shared_faq, ask):
    ask(shared_faq, "Is numbing cream used?")
    ask(shared_faq, "What does it cost?")

    assert listed(admin_client.get(LISTING, {"q": "numb"})) == {"Is numbing cream used?"}


@pytest.mark.parametrize("ordering", ["title", "-title", "topic__sort_order", "owner_title"])
def test_the_listing_is_ordered_by_its_columns(
    admin_client, shared_faq, vancouver_faq, safety, cost, ask, ordering
):
    ask(vancouver_faq, "A question", topic=safety)
    ask(shared_faq, "Z question", topic=cost)

    response = admin_client.get(LISTING, {"ordering": ordering})

    titles = [page.title for page in response.context_data["object_list"]]
    expected = ["A question", "Z question"]
    assert titles == (expected[::-1] if ordering == "-title" else expected)


def test_the_listing_is_exported(admin_client, shared_faq, vancouver_faq, safety, ask):
    shared = ask(shared_faq, "Does it hurt?", "<p>A little.</p><p>Ask us.</p>", topic=safety)
    ask(vancouver_faq, "Does it hurt here?", answers=shared, live=False)

    rows = {row["Question"]: row for row in exported(admin_client)}

    assert rows["Does it hurt?"]["Topic"] == "Safety"
    assert rows["Does it hurt?"]["Answer"] == "A little. Ask us."
    assert rows["Does it hurt?"]["Answers this shared question"] == ""
    assert rows["Does it hurt?"]["URL"].endswith("/faq/does-it-hurt/")
    assert rows["Does it hurt here?"]["Lives in"] == "Vancouver"
    assert rows["Does it hurt here?"]["Answers this shared question"] == "Does it hurt?"
    assert rows["Does it hurt here?"]["Topic"] == ""

    workbook = load_workbook(io.BytesIO(admin_client.get(LISTING, {"export": "xlsx"}).getvalue()))
    sheet = list(workbook.active.values)
    assert sheet[0][:3] == ("Question", "Topic", "Lives in")
    assert {row[0] for row in sheet[1:]} == {"Does it hurt?", "Does it hurt here?"}


def test_an_editor_of_one_clinic_sees_its_questions_alone(
    client, vancouver_faq, andover_faq, shared_faq, editor_of, ask
):
    ask(vancouver_faq, "Where do I park in Vancouver?", live=False)
    ask(andover_faq, "Where do I park in Andover?", live=False)
    ask(shared_faq, "Does it hurt?")
    client.force_login(editor_of(vancouver_faq.get_parent()))

    response = client.get(LISTING)
    searched = client.get(LISTING, {"q": "park"})

    assert listed(response) == {"Where do I park in Vancouver?"}
    assert "Andover" not in response.content.decode()
    assert listed(searched) == {"Where do I park in Vancouver?"}
    assert [row["Question"] for row in exported(client)] == ["Where do I park in Vancouver?"]
    assert listed(client.get(LISTING, {"place": andover_faq.pk})) <= {
        "Where do I park in Vancouver?"
    }


def test_a_new_question_of_an_editor_goes_to_his_clinic(
    client, vancouver_faq, andover_faq, editor_of
):
    client.force_login(editor_of(vancouver_faq.get_parent()))

    response = client.get(reverse("faq_questions:choose_parent"))

    assert response.status_code == 302
    assert response.url == reverse(
        "wagtailadmin_pages:add", args=("faq", "faqpage", vancouver_faq.pk)
    )


def test_someone_without_page_rights_is_turned_away(client, django_user_model, shared_question):
    user = django_user_model.objects.create_user("clerk", password="password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    response = client.get(LISTING, follow=True)

    assert "Does it hurt?" not in response.content.decode()
    assert response.redirect_chain
    assert LISTING not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_topic_is_made_and_renamed(admin_client):
    response = admin_client.post(
        reverse("faq_topics:add"), {"title": "Aftercare", "slug": "aftercare"}
    )
    assert response.status_code == 302
    topic = FAQTopic.objects.get(slug="aftercare")

    admin_client.post(
        reverse("faq_topics:edit", args=(topic.pk,)), {"title": "After", "slug": "aftercare"}
    )
    topic.refresh_from_db()
    assert topic.title == "After"


def test_two_topics_cannot_share_a_slug(admin_client, safety):
    response = admin_client.post(reverse("faq_topics:add"), {"title": "Risks", "slug": safety.slug})

    assert "already exists" in response.context_data["form"].errors["slug"][0]
    assert response.context_data["form"].data["title"] == "Risks"


def test_before_a_topic_is_deleted_its_questions_are_named(admin_client, shared_faq, safety, ask):
    page = ask(shared_faq, "Is it safe?", topic=safety)
    delete_url = reverse("faq_topics:delete", args=(safety.pk,))

    confirmation = admin_client.get(delete_url)
    usage = admin_client.get(confirmation.context_data["view"].usage_url)

    assert "1 time" in confirmation.content.decode()
    assert "Is it safe?" in usage.content.decode()

    assert admin_client.post(delete_url).status_code == 302
    page.refresh_from_db()
    assert page.topic is None
    assert page.live


def test_topics_need_their_own_permission(client, vancouver_faq, editor_of, safety):
    editor = editor_of(vancouver_faq.get_parent())
    client.force_login(editor)
    edit_url = reverse("faq_topics:edit", args=(safety.pk,))

    assert client.get(edit_url).status_code == 302

    editor.user_permissions.add(Permission.objects.get(codename="change_faqtopic"))
    assert client.get(edit_url).status_code == 200
