"""Whatever address is asked for, and with whatever query, the server has an answer in JSON."""

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from wagtail.models import Page, Site

from .conftest import ROOT

pytestmark = [
    pytest.mark.proof,
    pytest.mark.django_db,
    pytest.mark.usefixtures("failures_are_answers"),
]

QUERIES = [
    *(
        'search="',
        "search=a*",
        "search=%00",
        "search=%ED%A0%80",
        "search='",
        "search=(",
        "search=a OR",
    ),
    *('search=" "', "search=NOT&search_operator=or", "search=-", "search=^", "search=a:b"),
    *("order=%00", "order=x", "order=random&offset=1", "limit=-1", "limit=99999999999999999999"),
    *("offset=99999999999999999999", "id=99999999999999999999", "id=x", "locale=%00", "site=x:y:z"),
    *("type=x", "type=faq.FAQPage&topic=x", "type=faq.FAQPage&topic=99999999999999999999"),
    *("child_of=99999999999999999999", "ancestor_of=0", "descendant_of=root", "translation_of=1"),
    *("slug=%00", "title=%00", "first_published_at=x", "tags=%00", "rich_text_format=x"),
    *(
        "version=x",
        "html_path=%00",
        "html_path=///",
        "created_at_from=x",
        "user_id=x",
        "user_id=%00",
    ),
    *("user_id=99999999999999999999", "pk=99999999999999999999", "pk=x", "show_in_menus=x"),
    *("old_path=%00", "created_at_from=0001-01-01T00:00:00-23:00", "comfort=%00", "sections=x"),
]


def patterns(urls, path=""):
    for each in urls:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, f"{path}{each.pattern}")
        elif isinstance(each.pattern, RoutePattern) and path.startswith("api/v3-preview/"):
            yield f"{path}{each.pattern}".removeprefix("api/v3-preview")


def addresses(number):
    for pattern in set(patterns(get_resolver().url_patterns)):
        path = pattern.replace("<type_name>", "faq.FAQPage").replace("<type>", "faq.FAQTopic")
        for name in ("page", "revision", "site", "image", "document", "redirect"):
            path = path.replace(f"<{name}_id>", number)
        yield path.replace("<pk>", number)


def test_any_query(ask, admin_user, library):
    failed = []
    for path in addresses(str(library.peel.pk)):
        for query in QUERIES if "/actions/" not in path else ():
            # PostgreSQL forsakes the whole transaction, here of the test, after a value it refuses.
            before = transaction.savepoint()
            if ask(admin_user, "GET", f"{path}?{query}").status_code >= 500:
                failed.append((path, query))
            transaction.savepoint_rollback(before)
    assert not failed


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "None", "%00"])
def test_any_number(ask, admin_user, library, number):
    for path in addresses(number):
        for method in ("GET", "POST", "PATCH", "PUT", "DELETE"):
            response = ask(admin_user, method, path, {})
            assert response.status_code < 500, (method, path, response.content)


def test_the_root_of_the_tree_and_a_site_without_a_page(ask, admin_user, library):
    root = Page.get_first_root_node().pk
    for action in ("copy", "create_alias", "publish", "unpublish", "convert_alias", "submit"):
        response = ask(admin_user, "POST", f"/pages/{root}/actions/{action}/", {})
        assert response.status_code in {403, 404}, (action, response.content)
    for page, destination in ((root, root), (library.home.pk, library.home.pk)):
        body = {"destination_id": destination}
        response = ask(admin_user, "POST", f"/pages/{page}/actions/move/", body)
        assert response.status_code < 500, response.content
    assert Page.find_problems() == ([], [], [], [], [])
    response = ask(admin_user, "POST", "/sites/", {"hostname": "", "root_page_id": 0})
    assert response.status_code == 422


def test_the_root_where_no_site_answers(ask, admin_user, library):
    Site.objects.all().delete()

    for query in ("child_of=root", "descendant_of=root", "translation_of=root"):
        assert ask(admin_user, "GET", f"/pages/?{query}").status_code == 422, query


@pytest.mark.parametrize("user", [None, "admin"])
def test_what_is_nowhere(ask, client, admin_user, library, user):
    client.handler.enforce_csrf_checks = True
    for path in ("/", "/nothing/", "/pages/1/actions/nothing/", "/pages/1/2/3/", "/docs/"):
        for method in ("GET", "POST", "DELETE"):
            response = ask(user and admin_user, method, path)
            assert response.status_code in {404, 405}, (method, path)
            assert response.json()["detail"], (method, path)
    slash = ask(admin_user, "POST", "/pages")
    assert (slash.status_code, slash["Location"]) == (308, f"{ROOT}/pages/")
    other = ask(admin_user, "PUT", "/pages/")
    assert (other.status_code, other["Allow"]) == (405, "GET, POST")
    assert "GET, POST" in other.json()["detail"]
