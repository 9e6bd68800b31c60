"""The write API shows and changes with a token what its person may, and nothing without one."""

import json

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.images import get_image_model
from wagtail.models import APIToken, Page

from faq.models import FAQIndexPage, FAQPage
from tests.api.builders import (
    links_to,
    make_document,
    make_image,
    offer,
    whole_treatment,
)
from tests.built_once import built_once
from treatments.models import ClinicPrice, ClinicTreatmentPage

pytestmark = pytest.mark.django_db

ROOT = "/api/v3-preview"
SECRET = "s3cret"


@pytest.fixture
def ask(client):
    """Give `ask(user, method, path, body)`: the response to that person’s token, or to none."""
    tokens = {}

    def ask(user, method, path, body=None):
        headers = {}
        if user and user not in tokens:
            tokens[user] = APIToken.create_token(user=user, name="script")[1]
        if user:
            headers["Authorization"] = f"Bearer {tokens[user]}"
        data = None if body is None else json.dumps(body)
        return client.generic(
            method, f"{ROOT}{path}", data or "", "application/json", headers=headers
        )

    return ask


@built_once
def faq(andover):
    return FAQIndexPage.objects.child_of(andover.page).get()


@built_once
def theirs(san_diego):
    """A draft of San Diego’s with two revisions, in its FAQ."""
    index = FAQIndexPage.objects.child_of(san_diego.page).get()
    page = index.add_child(
        instance=FAQPage(title=f"{SECRET} draft", answer="<p>Yes.</p>", live=False)
    )
    page.save_revision()
    page.answer = f"<p>{SECRET} answer</p>"
    page.save_revision()
    return page


def new_question(faq, **fields):
    meta = {"type": "faq.FAQPage", "parent_id": faq.pk}
    return {"meta": meta, "title": "Where do I park?", "answer": "<p>Behind.</p>", **fields}


def locations(response):
    return {tuple(error["loc"]) for error in response.json()["errors"]}


# Nobody


def patterns(urls, path=""):
    for each in urls:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, f"{path}{each.pattern}")
        elif isinstance(each, URLPattern) and path.startswith("api/v3-preview/"):
            yield f"{path}{each.pattern}".removeprefix("api/v3-preview")


def test_nothing_is_answered_without_a_token(ask, theirs, admin_client):
    """Neither to strangers nor to a browser that is signed in; found from the URLs themselves."""
    found = set(patterns(get_resolver().url_patterns))
    assert {"/pages/", "/images/", "/redirects/", "/sites/", "/whoami/"} <= found

    for pattern in found:
        path = pattern.replace("<type_name>", "faq.FAQPage").replace("<type>", "x")
        path = path.replace("<revision_id>", "1").replace("<pk>", "1")
        for name in ("page", "site", "image", "document", "redirect"):
            path = path.replace(f"<{name}_id>", str(theirs.pk))
        for method in ("GET", "POST", "PATCH", "DELETE"):
            assert ask(None, method, path, {}).status_code in {401, 404, 405}, (method, path)


def test_a_token_that_is_revoked_opens_nothing(client, editor):
    token, words = APIToken.create_token(user=editor, name="old")
    token.revoke()

    response = client.get(f"{ROOT}/whoami/", headers={"Authorization": f"Bearer {words}"})

    assert response.status_code == 401


def test_its_description_is_not_published(client):
    for path in ("openapi.json", "docs/"):
        assert client.get(f"{ROOT}/{path}").status_code == 404


def test_browsers_of_other_origins_get_no_leave(ask, editor, client):
    headers = {"Origin": "https://elsewhere.example"}

    assert "Access-Control-Allow-Origin" not in client.get(f"{ROOT}/pages/", headers=headers)


# What another clinic has


@pytest.fixture
def people(editor, manager, central_editor):
    return [editor, manager, central_editor]


def test_another_clinics_pages_are_not_read(people, ask, theirs):
    latest = theirs.get_latest_revision()
    for user in people:
        for path in (
            f"/pages/{theirs.pk}/",
            f"/pages/{theirs.pk}/?version=draft",
            f"/pages/{theirs.pk}/revisions/",
            f"/pages/{theirs.pk}/revisions/{latest.pk}/",
            f"/pages/find/?id={theirs.pk}",
        ):
            assert ask(user, "GET", path).status_code == 404, (user, path)
        for path in (
            "/pages/",
            "/pages/?type=faq.FAQPage",
            f"/pages/?search={SECRET}",
            f"/pages/?slug={theirs.slug}",
        ):
            response = ask(user, "GET", path)
            assert response.status_code == 200
            assert SECRET not in response.content.decode()


def test_another_clinics_pages_are_not_changed(people, ask, theirs, faq):
    rows = list(Page.objects.order_by("pk").values())
    revision = theirs.get_latest_revision().pk
    actions = {
        "publish": None,
        "unpublish": {},
        "copy": {"destination_id": faq.pk},
        "move": {"destination_id": faq.pk},
        "delete": None,
        "revert": {"revision_id": revision},
        "create_alias": {"destination_id": faq.pk},
        "copy_for_translation": {"locale": "fr"},
    }
    calls = [
        ("PATCH", f"/pages/{theirs.pk}/", {"title": "Ours now"}),
        ("DELETE", f"/pages/{theirs.pk}/", None),
        ("POST", "/pages/", new_question(theirs.get_parent())),
        *(
            ("DELETE" if name == "delete" else "POST", f"/pages/{theirs.pk}/actions/{name}/", body)
            for name, body in actions.items()
        ),
    ]
    for user in people:
        for method, path, body in calls:
            response = ask(user, method, path, body)
            assert response.status_code in {403, 404}, (user, method, path, response.content)
            assert SECRET not in response.content.decode()
    assert list(Page.objects.order_by("pk").values()) == rows


def test_files_are_those_that_may_be_chosen(people, ask, andover, san_diego, editor):
    for clinic, word in ((andover, "own"), (san_diego, SECRET)):
        make_image(f"{word} picture", collection=clinic.image_collection)
        make_document(f"{word} leaflet", collection=clinic.document_collection)
    theirs = get_image_model().objects.get(title__startswith=SECRET)

    for user in people:
        for path in ("/images/", "/documents/", f"/images/?search={SECRET}"):
            response = ask(user, "GET", path)
            assert response.status_code == 200
            assert SECRET not in response.content.decode()
        assert ask(user, "GET", f"/images/{theirs.pk}/").status_code == 404
        assert ask(user, "PATCH", f"/images/{theirs.pk}/", {"title": "x"}).status_code == 403
        assert ask(user, "DELETE", f"/images/{theirs.pk}/").status_code == 403
    assert "own picture" in ask(editor, "GET", "/images/").content.decode()
    assert "own leaflet" in ask(editor, "GET", "/documents/").content.decode()


def test_sites_and_redirects_are_for_those_who_keep_them(people, ask, admin_user):
    for user in people:
        for path in ("/sites/", "/redirects/"):
            assert ask(user, "GET", path).status_code == 403
    assert ask(admin_user, "GET", "/sites/").json()["count"]
    assert ask(admin_user, "GET", "/redirects/").status_code == 200


def test_a_parent_or_source_that_is_somebody_elses_is_not_named(
    ask, editor, andover, theirs, group_tree, faq
):
    alias = theirs.create_alias(parent=faq, update_slug="alias")
    page = FAQPage(title="Ours?", answer="<p>Yes.</p>")
    faq.add_child(instance=page)
    Page.objects.filter(pk=group_tree.clinics.pk).update(live=False, title=f"{SECRET} clinics")
    theirs.title = f"{SECRET} of the source"
    theirs.save()
    FAQPage.objects.filter(pk=alias.pk).update(title="Alias")

    read = ask(editor, "GET", f"/pages/{alias.pk}/").json()
    assert read["meta"]["alias_of"] is None
    assert read["meta"]["parent"]["id"] == faq.pk
    assert ask(editor, "GET", f"/pages/{andover.page.pk}/").json()["meta"]["parent"] is None


def test_what_is_no_number_is_not_found(ask, editor):
    for method in ("GET", "PATCH", "DELETE"):
        assert ask(editor, method, "/pages/None/", {}).status_code == 404


# One's own


def test_an_editor_writes_a_question_and_a_manager_publishes_it(ask, editor, manager, faq):
    made = ask(editor, "POST", "/pages/", new_question(faq))
    assert made.status_code == 201, made.content
    path = f"/pages/{made.json()['id']}/"

    assert ask(editor, "PATCH", path, {"title": "May I park?"}).status_code == 200
    assert ask(editor, "POST", f"{path}actions/publish/").status_code == 403
    assert not FAQPage.objects.get(pk=made.json()["id"]).live
    assert ask(editor, "GET", f"{path}revisions/").json()["count"] == 2
    assert ask(manager, "POST", f"{path}actions/publish/").status_code == 200

    page = FAQPage.objects.get(pk=made.json()["id"])
    assert (page.live, page.title, page.topic) == (True, "May I park?", None)
    assert "Behind." in page.answer


def test_a_draft_that_an_editor_made_goes_into_his_clinics_workflow(
    ask, client, editor, manager, andover, faq
):
    page = FAQPage.objects.get(pk=ask(editor, "POST", "/pages/", new_question(faq)).json()["id"])
    assert page.get_workflow() == andover.workflow

    state = page.get_workflow().start(page, editor)
    state.current_task_state.approve(user=manager)

    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("publish", [False, True])
def test_choices_of_another_clinics_are_refused_at_their_field(
    ask, editor, manager, faq, theirs, group_tree, publish
):
    shared = group_tree.question("Is it safe?")
    own = faq.add_child(instance=FAQPage(title="Ours?", answer="<p>Yes.</p>"))
    user = manager if publish else editor
    meta = {"action": "publish"} if publish else {}

    def create(**fields):
        body = new_question(faq, **fields)
        body["meta"] |= meta
        return ask(user, "POST", "/pages/", body)

    def patch(**fields):
        return ask(user, "PATCH", f"/pages/{own.pk}/", {**fields, "meta": meta})

    for write in (create, patch):
        for field, value in (("answers_id", theirs.pk), ("answer", links_to(theirs))):
            response = write(**{field: value})
            assert response.status_code == 422, response.content
            assert locations(response) == {(field,)}
            assert SECRET not in response.content.decode()
    assert patch(answers_id=shared.pk).status_code == 200
    assert create(answer=links_to(shared)).status_code == 201


def test_another_clinics_picture_is_refused(ask, editor, andover, san_diego, group_tree):
    botox = group_tree.treatment("Botox", slug="botox")
    page = andover.page.add_child(instance=ClinicTreatmentPage(treatment=botox, slug="botox"))
    theirs = make_image(SECRET, collection=san_diego.image_collection)
    own = make_image("Ours", collection=andover.image_collection)

    refused = ask(editor, "PATCH", f"/pages/{page.pk}/", {"hero_image_id": theirs.pk})
    taken = ask(editor, "PATCH", f"/pages/{page.pk}/", {"hero_image_id": own.pk})

    assert refused.status_code == 422
    assert locations(refused) == {("hero_image_id",)}
    assert taken.json()["hero_image"]["id"] == own.pk


def test_a_clinics_treatment_is_not_made_without_its_treatment(ask, editor, andover):
    meta = {"type": "treatments.ClinicTreatmentPage", "parent_id": andover.page.pk}

    response = ask(editor, "POST", "/pages/", {"meta": meta, "title": "Botox"})

    assert response.status_code == 422
    assert not ClinicTreatmentPage.objects.exists()


def test_pages_of_every_type_can_be_read(ask, admin_user, group_tree, andover):
    treatment = whole_treatment(group_tree, "Botox")
    prices = [ClinicPrice(label="One area", unit="area", amount="120.00")]
    offered = offer(treatment, andover.page, prices=prices)
    for page in Page.objects.exclude(depth=1).exclude(slug="home"):
        response = ask(admin_user, "GET", f"/pages/{page.pk}/")
        assert response.status_code == 200, (page.specific_class, response.content)

    read = ask(admin_user, "GET", f"/pages/{offered.pk}/").json()

    # What is written as it is stored, all else as front ends read it.
    assert [price["label"] for price in read["prices"]] == ["One area"]
    assert read["faqs"] == []
    assert read["body"] == offered.api_document["body"]
    assert read["provenance"] == offered.api_document["provenance"]


@pytest.mark.proof
def test_pages_of_every_type_can_be_written(ask, admin_user, group_tree, andover):
    treatment = whole_treatment(group_tree, "Botox")
    offer(treatment, andover.page)
    for page in Page.objects.exclude(depth=1).exclude(slug="home"):
        body = {"seo_title": "For search engines", "meta": {"action": "publish"}}
        response = ask(admin_user, "PATCH", f"/pages/{page.pk}/", body)
        assert response.status_code == 200, (page.specific_class, response.content)
        page.refresh_from_db()
        assert page.seo_title == "For search engines"


def test_the_central_team_writes_the_library(ask, central_editor, san_diego, group_tree):
    botox = group_tree.treatment("Botox", slug="botox")
    theirs = make_image(SECRET, collection=san_diego.image_collection)
    path = f"/pages/{botox.pk}/"

    assert ask(central_editor, "PATCH", path, {"summary": "Relaxes lines."}).status_code == 200
    refused = ask(central_editor, "PATCH", path, {"hero_image_id": theirs.pk})

    assert refused.status_code == 422
    assert locations(refused) == {("hero_image_id",)}
    assert ask(central_editor, "GET", f"{path}?version=draft").json()["summary"] == "Relaxes lines."


def test_a_list_takes_as_many_queries_for_nine_pages_as_for_three(ask, editor, faq, count_queries):
    def fill(number):
        for each in range(number):
            faq.add_child(instance=FAQPage(title=f"{number} {each}", answer="<p>Yes.</p>"))

    def read():
        assert ask(editor, "GET", "/pages/?type=faq.FAQPage&limit=50").status_code == 200

    fill(3)
    read()
    of_three = count_queries(read)
    fill(6)

    assert count_queries(read) == of_three
