"""Placeholders in questions: in the editor, and when a question is published without it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from faq.models import FAQPage


@pytest.fixture
def write(admin_client, vancouver_faq):
    """Post the form of a new question: `write(answer="<p>{fone}</p>")`."""

    def write(title="Where is {clinic}?", answer="<p>In {city}.</p>", **fields):
        data = {
            "title": title,
            "slug": "where",
            "answer": rich_text(answer),
            "topic": "",
            "answers": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
            "action-publish": "1",
            **fields,
        }
        url = reverse("wagtailadmin_pages:add", args=["faq", "faqpage", vancouver_faq.pk])
        return admin_client.post(url, nested_form_data(data))

    return write


def test_a_question_may_hold_placeholders_in_its_title_and_answer(write):
    assert write().status_code == 302

    page = FAQPage.objects.get()
    assert page.live
    assert page.title == "Where is {clinic}?"
    assert "In {city}." in page.answer


def test_a_wrong_placeholder_is_named_at_its_field(write):
    wrong = {
        "title": ("Where is {clinik}?", "Did you mean {clinic}?"),
        "seo_title": ("{Clinic}", "in small letters"),
        "search_description": ("{fone}", "Did you mean {phone}?"),
    }

    form = write(**{field: typed for field, (typed, _) in wrong.items()}).context_data["form"]

    assert set(form.errors) == set(wrong)
    for field, (_, message) in wrong.items():
        assert message in form.errors[field][0]
    assert not FAQPage.objects.exists()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("<p>Ring { phone }.</p>", "without spaces"),
        ("<p>Ring {<b>phone</b>}.</p>", "without formatting"),
        ('<p><a href="https://x.example/{city}">Here</a></p>', "the words themselves"),
    ],
)
def test_a_wrong_placeholder_is_named_in_the_answer(write, answer, message):
    form = write(answer=answer).context_data["form"]

    assert list(form.errors) == ["answer"]
    assert message in form.errors["answer"][0]
    assert not FAQPage.objects.exists()


@pytest.mark.parametrize("field", ["title", "answer", "seo_title", "search_description"])
def test_publishing_by_code_refuses_it(vancouver_faq, ask, field):
    page = ask(vancouver_faq, "Where?")
    setattr(page, field, "Ring {fone}")

    with pytest.raises(ValidationError) as refusal:
        page.save_revision().publish()

    assert list(refusal.value.message_dict) == [field]


def test_the_editor_explains_the_placeholders(admin_client, shared_question):
    url = reverse("wagtailadmin_pages:edit", args=[shared_question.pk])

    assert 'data-w-clipboard-value-param="{clinic}"' in admin_client.get(url).content.decode()
