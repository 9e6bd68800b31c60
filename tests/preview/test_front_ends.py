"""Which front end a preview leads to, and what is shown where there is none."""

from django.urls import reverse
from wagtail.models import Page, Site

from tests.built_once import built_once
from tests.preview.conftest import ANDOVER_FRONT_END, GROUP_FRONT_END, led_to, preview


def names(page):
    return [name for name, _ in page.preview_modes]


@built_once
def andovers_site(andover):
    return Site.objects.create(hostname="andover.example", root_page=andover.page)


def test_without_a_front_end_the_site_shows_the_draft(question, type_into, client):
    url = type_into(question, title="Typed just now")
    response = client.get(url)
    assert names(question) == [""]
    assert response.status_code == 200
    assert "Typed just now" in response.content.decode()


def test_the_nearest_site_with_a_front_end_has_the_page(
    question, group_tree, andovers_site, front_ends
):
    urls = {"group.example": GROUP_FRONT_END}
    front_ends(urls)
    assert preview(question).url == GROUP_FRONT_END
    front_ends(urls | {"andover.example": ANDOVER_FRONT_END})
    assert preview(question).url == ANDOVER_FRONT_END
    assert preview(group_tree.home).url == GROUP_FRONT_END


def test_the_default_is_for_every_site_that_is_not_named(question, andovers_site, front_ends):
    front_ends({"default": "{SITE_ROOT_URL}/preview/"})
    assert preview(question).url == "http://andover.example/preview/"


def test_another_sites_front_end_is_not_this_ones(question, front_ends):
    front_ends({"elsewhere.example": "https://elsewhere.example/"})
    assert names(question) == [""]


def test_a_page_outside_every_site_has_no_front_end(question, front_ends):
    front_ends({"default": GROUP_FRONT_END})
    Site.objects.all().delete()
    assert names(question) == [""]


def test_an_editor_chooses_between_front_end_and_site(question, front_end, type_into, client):
    url = type_into(question, title="Typed just now")
    assert question.preview_modes == [("front-end", "Front end"), ("site", "This site")]
    assert led_to(client.get(url)).url == front_end
    assert led_to(client.get(url, {"mode": "front-end", "in_preview_panel": "true"})).url
    shown = client.get(url, {"mode": "site"})
    assert shown.status_code == 200
    assert "Typed just now" in shown.content.decode()


def test_a_mode_that_nobody_knows_is_that_of_the_site(question, front_end, type_into, client):
    assert client.get(type_into(question), {"mode": "gone"}).status_code == 200


def test_a_front_end_in_a_frame_where_it_is_not_led_to(question, front_ends):
    front_ends({"default": GROUP_FRONT_END}, REDIRECT_ON_PREVIEW=False)
    response = question.make_preview_request(preview_mode="front-end")
    assert response.status_code == 200
    assert f'<iframe src="{GROUP_FRONT_END}?content_type=faq.faqpage' in response.content.decode()


def test_a_new_page_may_be_shown_on_either(index, front_end, client, editor):
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:add", args=["faq", "faqpage", index.pk])
    html = client.get(url).content.decode()
    assert '<option value="front-end" selected>Front end</option>' in html
    assert '<option value="site">This site</option>' in html


def test_a_list_asks_no_more_for_more_drafts(
    index, front_end, client, editor, count_queries, django_assert_max_num_queries
):
    client.force_login(editor)

    def read(number):
        for count in range(number):
            page = index.copy(
                update_attrs={"title": f"Copy {number} {count}", "slug": f"copy-{number}-{count}"},
                to=index.get_parent(),
                keep_live=False,
            )
            page.save_revision()
        url = reverse("wagtailadmin_explore", args=[index.get_parent().pk])
        client.get(url)
        return count_queries(lambda: client.get(url)), count_queries(
            lambda: [page.is_previewable() for page in Page.objects.child_of(index).specific()]
        )

    assert read(2) == read(6)
