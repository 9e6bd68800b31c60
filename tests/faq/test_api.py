"""What a front end reads of questions and answers."""

import pytest

PAGES = "/api/v2/pages/"


def read(client, page):
    response = client.get(f"{PAGES}{page.pk}/")
    assert response.status_code == 200
    return response.json()


def titles(client, **params):
    response = client.get(PAGES, {"type": "faq.FAQPage", **params})
    assert response.status_code == 200
    return [item["title"] for item in response.json()["items"]]


def test_a_question_is_one_document(client, vancouver_faq, shared_question, safety, ask):
    page = ask(
        vancouver_faq,
        "Does it hurt here?",
        f'<h3>Briefly</h3><p>See <a linktype="page" id="{shared_question.pk}">this</a>.</p>',
        topic=safety,
        answers=shared_question,
    )

    document = read(client, page)

    assert document["title"] == document["question"] == "Does it hurt here?"
    assert document["topic"] == {"slug": "safety", "title": "Safety"}
    assert document["answer"] == (
        '<h3>Briefly</h3><p>See <a href="http://localhost/faq/does-it-hurt/">this</a>.</p>'
    )
    assert document["answers"] == {
        "id": shared_question.pk,
        "type": "faq.FAQPage",
        "title": "Does it hurt?",
        "slug": "does-it-hurt",
        "path": "/faq/does-it-hurt/",
        "url": "http://localhost/faq/does-it-hurt/",
    }


def test_what_a_question_lacks_is_null(client, shared_question):
    document = read(client, shared_question)

    assert document["topic"] is None
    assert document["answers"] is None


def test_a_shared_question_that_is_a_draft_stays_hidden(client, vancouver_faq, shared_faq, ask):
    draft = ask(shared_faq, "Is it new?", live=False)
    page = ask(vancouver_faq, "Is it new here?", answers=draft)

    document = read(client, page)

    assert document["answers"] is None
    assert "Is it new?" not in client.get(f"{PAGES}{page.pk}/").content.decode()


def test_questions_are_narrowed_by_topic(client, shared_faq, safety, cost, ask):
    ask(shared_faq, "Is it safe?", topic=safety)
    ask(shared_faq, "Is it dear?", topic=cost)
    ask(shared_faq, "Is it safe to drive?", topic=safety, live=False)

    assert titles(client, topic="safety") == ["Is it safe?"]
    assert titles(client, topic="safety,cost", order="title") == ["Is it dear?", "Is it safe?"]
    assert titles(client, topic="nothing") == []
    assert titles(client, topic="cost", search="dear") == ["Is it dear?"]
    assert client.get(PAGES, {"type": "faq.FAQPage", "topic": "<b>"}).status_code == 400


def test_answers_are_searched(client, shared_faq, ask):
    ask(shared_faq, "Does it hurt?", "<p>A numbing cream helps.</p>")
    ask(shared_faq, "What does it cost?")

    assert titles(client, search="numbing") == ["Does it hurt?"]


@pytest.mark.parametrize("fields", ["*", "question,answer,topic,answers"])
def test_a_list_takes_as_many_queries_for_nine_as_for_three(
    client, shared_faq, vancouver_faq, safety, ask, fields, count_queries
):
    def fill(count):
        for number in range(count):
            shared = ask(shared_faq, f"Shared {count} {number}", topic=safety)
            ask(vancouver_faq, f"Local {count} {number}", answers=shared)

    def read_list():
        titles(client, fields=fields)

    fill(3)
    read_list()
    of_three = count_queries(read_list)
    fill(6)

    assert count_queries(read_list) == of_three


def test_an_index_is_one_document(client, shared_faq):
    shared_faq.introduction = "<p>Asked <b>often</b>.</p>"
    shared_faq.save()

    document = read(client, shared_faq)

    assert document["introduction"] == "<p>Asked <b>often</b>.</p>"
    assert document["meta"]["type"] == "faq.FAQIndexPage"
