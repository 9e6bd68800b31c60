"""Rich text and the references in it."""

import pytest

from delivery.documents.references import References
from tests.api.builders import make_document, make_image

pytestmark = pytest.mark.django_db


def written(text, rich_text_format="html"):
    references = References(rich_text_format)
    references.want_rich_text(text)
    references.resolve()
    return references.rich_text(text)


@pytest.mark.parametrize("text", ["", None])
def test_no_text(text):
    assert written(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<p>Plain <b>and</b> bold.</p>",
        '<p><a href="https://example.com/?a=1&amp;b=2">elsewhere</a></p>',
        '<p><a href="mailto:clinic@example.com">write</a> <a href="tel:+16045550142">ring</a></p>',
        '<p><a href="#aftercare">below</a></p>',
    ],
)
@pytest.mark.parametrize("rich_text_format", ["html", "db_html"])
def test_what_refers_to_nothing_here_is_unchanged(text, rich_text_format):
    assert written(text, rich_text_format) == text


def test_links_to_pages_have_the_address_of_their_site(north, south):
    question = south.question("Does it hurt?")

    assert written(f'<a linktype="page" id="{question.pk}">this</a>') == (
        '<a href="http://south.example/faq/does-it-hurt/">this</a>'
    )


def test_what_an_address_holds_is_escaped():
    leaflet = make_document('Leaf"let')
    link = f'<a linktype="document" id="{leaflet.pk}">this</a>'

    assert written(link).count('"') == 2
    assert written(link, "db_html") == link


def test_images_are_written_as_wagtail_does():
    image = make_image("Face")
    embed = f'<embed embedtype="image" id="{image.pk}" format="left" alt="A &lt;face&gt;"/>'

    html = written(embed)

    assert html.startswith("<img ")
    assert 'alt="A &lt;face&gt;"' in html
    assert "richtext-image left" in html
    assert written(embed, "db_html") == embed


def test_many_links_cost_no_more_queries_than_one(north, count_queries):
    pages = [north.question(f"Question {number}?") for number in range(9)]
    texts = [f'<a linktype="page" id="{page.pk}">this</a>' for page in pages]

    def write(texts):
        return count_queries(lambda: written("".join(texts)))

    of_one = [write(texts[:1]) for _ in range(2)][-1]

    assert write(texts) == of_one


def test_a_text_may_hold_a_link_to_what_is_gone():
    assert written('<p><a linktype="page" id="999999">this</a></p>') == "<p><a>this</a></p>"
    assert written('<p>a<embed embedtype="image" id="9" format="left"/></p>') == "<p>a</p>"


@pytest.mark.parametrize("rich_text_format", ["html", "markdown", "db_markdown"])
def test_saving_again_in_the_editor_changes_nothing(rich_text_format):
    typed = '<p data-block-key="rgj7h">One.</p><h3 data-block-key="ggg57">Two</h3>'
    again = '<p data-block-key="8m952">One.</p><h3 data-block-key="0s1nq">Two</h3>'

    assert written(typed, rich_text_format) == written(again, rich_text_format)
    assert "data-block-key" not in written(typed, rich_text_format)


def test_the_database_form_keeps_what_the_editor_needs():
    typed = '<p data-block-key="rgj7h">One.</p>'

    assert written(typed, "db_html") == typed
