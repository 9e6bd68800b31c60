"""Redirects as `/resolve/` gives them: the last place they lead to, and never what is hidden."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.api.builders import offer
from tests.api.hiding import hide, one_a_way
from tests.built_once import built_once

NOT_FOUND = (404, {"kind": "not_found", "message": "there is nothing here"})


@built_once
def peel(north):
    return north.treatment("Peel")


@pytest.fixture
def location(resolve):
    """Ask for where a path leads; None where it leads nowhere."""

    def location(path, /, **params):
        status, answer = resolve(path, **params)
        if answer["kind"] != "redirect":
            assert status in {404, 410}
            return None
        assert status == 200
        assert set(answer) == {"kind", "location", "is_permanent"}
        return answer["location"]

    return location


def add(path, to=None, **fields):
    name = "redirect_link" if isinstance(to, str) else "redirect_page"
    return Redirect.objects.create(old_path=path, **{name: to}, **fields)


# What is found


@pytest.mark.parametrize("path", ["/old", "/old/", "/old/?a=b", "/old#x", "/%6Fld/"])
def test_a_redirect_is_found_however_its_path_is_written(resolve, peel, path):
    add("/old", peel)

    assert resolve(path) == (
        200,
        {"kind": "redirect", "location": "/treatments/peel/", "is_permanent": True},
    )


def test_a_temporary_one(resolve, peel):
    add("/old", peel, is_permanent=False)

    assert resolve("/old/")[1]["is_permanent"] is False


def test_paths_in_any_script(location, peel):
    Redirect.add_redirect("/gr%C3%B6%C3%9Fe/", peel)

    assert location("/größe/") == location("/gr%C3%B6%C3%9Fe") == "/treatments/peel/"


def test_a_query_may_decide(location, north, peel):
    add("/old", north.home)
    Redirect.add_redirect("/old?b=2&a=1", peel)

    assert location("/old/?a=1&b=2") == "/treatments/peel/"
    assert location("/old?b=2&a=1#top") == "/treatments/peel/"
    assert location("/old?a=1") == location("/old") == "/"


def test_a_page_comes_before_a_redirect(resolve, north, peel):
    add("/treatments/peel", north.home)

    assert resolve("/treatments/peel/")[1]["kind"] == "page"
    peel.unpublish()
    assert resolve("/treatments/peel/")[1]["location"] == "/"


def test_one_of_the_site_comes_before_one_of_every_site(location, north, south, peel):
    add("/old", "/everywhere/")
    add("/old", peel, site=north.site)

    assert location("/old") == "/treatments/peel/"
    assert location("/old", at="south.example") == "/everywhere/"


def test_one_of_another_site_is_not_found(resolve, north, south, peel):
    add("/old", south.home, site=south.site)

    assert resolve("/old") == NOT_FOUND
    assert resolve("/old", at="south.example")[1]["location"] == "/"


def test_a_page_on_a_site_of_its_own_has_a_whole_address(location, peel, door):
    offered = offer(peel, door)
    add("/old", offered)
    add("/library", peel)

    assert location("/old") == "http://door.example/peel/"
    assert location("/old", at="door.example") == "/peel/"
    assert location("/library", at="door.example") == "http://north.example/treatments/peel/"


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/x/?a=1#b",
        "http://north.example:9999/treatments/peel/",
        "ftp://files.example/list",
        "https://[broken/",
    ],
)
def test_a_link_to_elsewhere_stays_as_it_is(location, peel, link):
    add("/old", link)

    assert location("/old") == link


def test_a_path_of_the_front_end_stays_as_it_is(location, north, door):
    add("/old", "/offers/?a=1#b")
    add("/whole", "http://north.example/offers/?a=1#b")
    add("/other", "http://door.example/offers/")

    assert location("/old") == location("/whole") == "/offers/?a=1#b"
    assert location("/other") == "http://door.example/offers/"


@pytest.mark.parametrize(
    "link", ["/treatments/peel?a=1#b", "https://north.example/treatments/peel/?a=1#b"]
)
def test_a_link_to_a_page_leads_to_its_path(location, peel, link):
    add("/old", link)

    assert location("/old") == "/treatments/peel/?a=1#b"


def test_one_without_a_target_is_none(resolve, north):
    add("/old")

    assert resolve("/old") == NOT_FOUND


# Chains


def test_a_chain_leads_to_its_end(resolve, peel):
    add("/a", "/b/")
    add("/b", "http://north.example/c?x=1")
    add("/c?x=1", peel)

    assert resolve("/a")[1] == {
        "kind": "redirect",
        "location": "/treatments/peel/",
        "is_permanent": True,
    }


def test_a_chain_is_permanent_if_all_of_it_is(resolve, peel):
    add("/a", "/b/")
    add("/b", "/c/", is_permanent=False)
    add("/c", peel)

    assert resolve("/a")[1]["is_permanent"] is False
    assert resolve("/c")[1]["is_permanent"] is True


def test_a_chain_goes_on_on_the_other_host_of_a_group(location, north, door, peel):
    own = Site.objects.get(hostname="door.example")
    offered = offer(peel, door)
    add("/a", "http://door.example/b/", site=north.site)
    add("/b", "/c/", site=own)
    add("/c", offered, site=own)
    add("/d", "http://door.example/e/", site=north.site)
    add("/e", "/prices/", site=own)

    assert location("/a") == "http://door.example/peel/"
    assert location("/d") == "http://door.example/prices/"


def test_a_circle_leads_nowhere(resolve, north):
    add("/self", "/self/")
    add("/a", "/b/")
    add("/b", "http://north.example/a/")

    for path in ("/self", "/a", "/b"):
        assert resolve(path) == NOT_FOUND


def test_a_chain_that_does_not_end_leads_nowhere(resolve, peel, count_queries):
    for number in range(50):
        add(f"/{number}", f"/{number + 1}/")
    add("/50", peel)

    assert resolve("/0") == NOT_FOUND
    assert resolve("/45")[1]["location"] == "/treatments/peel/"
    assert count_queries(lambda: resolve("/0")) < 60


# What is not public


def test_none_leads_to_what_is_hidden(resolve, north):
    pages = one_a_way(north.treatment)
    paths = [page.get_url_parts()[2] for page in pages]
    for number, (page, path) in enumerate(zip(pages, paths, strict=True)):
        add(f"/page-{number}", page)
        add(f"/path-{number}", path)
        add(f"/link-{number}", f"http://north.example{path}#x")
    for number in range(len(pages)):
        assert resolve(f"/page-{number}")[1]["location"] == paths[number]
    hide(pages)

    for number, (page, path) in enumerate(zip(pages, paths, strict=True)):
        assert resolve(f"/page-{number}") == NOT_FOUND
        if page.get_url_parts()[2] == path:
            assert resolve(f"/path-{number}") == NOT_FOUND
            assert resolve(f"/link-{number}") == NOT_FOUND


def test_none_leads_to_what_another_page_withholds(resolve, peel, door):
    add("/old", offer(peel, door))
    assert resolve("/old")[1]["location"] == "http://door.example/peel/"

    peel.unpublish()

    assert resolve("/old") == NOT_FOUND


def test_none_leads_to_a_page_of_another_group(resolve, north, south):
    add("/old", south.home)

    assert resolve("/old") == NOT_FOUND
    assert resolve("/old", at="south.example")[1]["location"] == "/"


def test_a_link_to_another_group_tells_nothing_of_what_is_there(location, north, south):
    live, draft = south.treatment("Live"), south.treatment("Draft", live=False)
    add("/hop", live, site=south.site)
    for name, path in (("live", "/treatments/live/"), ("draft", draft.slug), ("hop", "/hop/")):
        add(f"/{name}", f"http://south.example/{path.lstrip('/')}", site=north.site)

    assert location("/live") == "http://south.example/treatments/live/"
    assert location("/draft") == "http://south.example/draft"
    assert location("/hop") == "http://south.example/hop/"
