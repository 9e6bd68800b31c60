"""Similar questions are found by what they ask, measured on labelled questions."""

import time

import pytest

from faq.similarity import similar_questions
from tests.faq.labelled import Figures, measure, pairs_of, read_labels

QUESTIONS = [
    (1, "Does a neuromodulator injection hurt?"),
    (2, "Does a chemical peel hurt?"),
    (3, "How long does a neuromodulator last?"),
    (4, "How long does a neuromodulator session take?"),
    (5, "Can I wear make-up after dermaplaning?"),
    (6, "Can I wear make-up before dermaplaning?"),
]


def found(typed, questions=QUESTIONS):
    return [match.id for match in similar_questions(typed, questions)]


@pytest.fixture(scope="module")
def figures():
    return {name: measure(name) for name in read_labels()}


def test_the_labelled_near_duplicates_are_found_and_the_offers_are_right(figures):
    together = sum(figures.values(), Figures())

    assert len(together.found) + len(together.missed) >= 60
    assert together.recall >= 0.95, together.missed
    assert together.precision >= 0.9, together.wrong


def test_wording_that_the_search_was_not_tuned_on_does_not_get_worse(figures):
    assert figures["held_out"].recall >= 0.8, figures["held_out"].missed
    assert figures["held_out"].precision >= 0.85, figures["held_out"].wrong


def test_no_near_duplicate_of_one_set_is_in_the_other():
    tuning, held_out = (
        {title for pair in pairs_of(labels) for title in pair} for labels in read_labels().values()
    )

    assert tuning.isdisjoint(held_out)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Is Botox painful?", [1]),
        ("does a chemicl peal hrut", [2]),
        ("Botox duration: how long will it last", [3]),
        ("MAKEUP AFTER DERMAPLANING", [5]),
        ("Wie lange hält Botox?", []),
        ("Where can I park?", []),
    ],
)
def test_a_question_is_found_by_what_it_asks(typed, expected):
    assert found(typed) == expected


def test_the_most_similar_question_comes_first():
    questions = [
        (1, "Can I exercise or swim after Botox?"),
        (2, "Can I exercise after Botox?"),
    ]

    matches = similar_questions("Can I work out after Botox?", questions)

    assert [match.id for match in matches] == [2, 1]
    assert 1 >= matches[0].score > matches[1].score > 0


def test_no_more_are_returned_than_asked_for():
    questions = [(number, "Does a peel hurt?") for number in range(9)]

    assert len(similar_questions("Does a peel hurt?", questions, limit=3)) == 3


@pytest.mark.parametrize(
    "typed",
    ["", " ", "?", "how", "\x00", "…", "’s", "🙂" * 300, "a" * 5_000, "how " * 5_000, "٣ ½ Ⅷ ß ﬁ"],
)
def test_text_without_content_is_similar_to_nothing(typed):
    assert found(typed) == []


def test_without_questions_nothing_is_found():
    assert found("Does it hurt?", []) == []


def test_two_thousand_questions_are_searched_at_once():
    labels = read_labels()
    titles = [title for part in labels.values() for pair in part["different"] for title in pair]
    questions = [(number, f"{titles[number % len(titles)]} {number}") for number in range(2_000)]
    similar_questions("Does Botox hurt?", questions)

    start = time.process_time()
    similar_questions("Is Botox painful?", questions)

    assert time.process_time() - start < 0.1
