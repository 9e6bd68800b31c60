"""How much a page asks of the database does not depend on how much there is on it."""

from tests.api.builders import whole_clinic, whole_treatment


def queries(count_queries, visit, path):
    visit(path)  # The sizes of pictures are made at the first visit.
    return count_queries(lambda: visit(path))


def test_a_treatment_with_more_of_everything(count_queries, visit, tree):
    whole_treatment(tree, "Small", blocks=12, faqs=3, pairings=3)
    whole_treatment(tree, "Large", blocks=48, faqs=12, pairings=9)

    small = queries(count_queries, visit, "/treatments/small/")
    large = queries(count_queries, visit, "/treatments/large/")

    assert small == large


def test_lists_with_more_in_them(count_queries, visit, tree):
    paths = ("/", "/treatments/", "/faq/", "/locations/", "/faq/a-question/")
    tree.question("A question", slug="a-question")
    for number in range(3):
        whole_treatment(tree, f"Early {number}", faqs=1, pairings=1)
        whole_clinic(tree, f"Early door {number}")
    few = [queries(count_queries, visit, path) for path in paths]

    for number in range(6):
        whole_treatment(tree, f"Late {number}", faqs=1, pairings=1)
        whole_clinic(tree, f"Late door {number}")
    many = [queries(count_queries, visit, path) for path in paths]

    assert few == many
