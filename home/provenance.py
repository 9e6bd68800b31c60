"""Where the parts of a clinic's page come from, as its editor reads it in the preview."""

from treatments.inheritance.keys import LOCAL, MIXED, PAIRINGS, QUESTIONS, SHARED
from treatments.overrides.states import PartStates
from treatments.querysets import clinic_treatment_model

# What the library never says.
OWN_PARTS = ("clinic", "prices", "practitioners")


def sources(page, document):
    """Return `{part key: "shared" | "local"}` of a clinic treatment and its document.

    A list that is made of both is not named, but each of its rows is: `faqs:0` is the first
    question of the document, `pairings:7` the pairing with the clinic's page 7.
    """
    named = {key: entry["source"] for key, entry in document["provenance"].items()}
    found = dict.fromkeys(OWN_PARTS, LOCAL)
    found |= {key: source for key, source in named.items() if source in {SHARED, LOCAL}}
    if named.get(QUESTIONS) == MIXED:
        found |= _question_sources(page, document)
    if named.get(PAIRINGS) == MIXED:
        found |= _pairing_sources(page, document)
    return found


def _question_sources(page, document):
    chosen = {row.faq_id for row in page.faqs.all() if row.faq_id}
    typed = sum(1 for row in page.faqs.all() if not row.faq_id)
    clinic = document["clinic"] and document["clinic"]["url"]
    found = {}
    for index, row in enumerate(document[QUESTIONS]):
        if row["page"]:
            at_clinic = bool(clinic) and row["page"]["url"].startswith(clinic)
            local = at_clinic or row["page"]["id"] in chosen
        else:
            # The clinic's own come before the shared ones.
            local, typed = typed > 0, typed - 1
        found[f"{QUESTIONS}:{index}"] = LOCAL if local else SHARED
    return found


def _pairing_sources(page, document):
    own = {(row.treatment_id, row.kind) for row in page.pairings.all()}
    cards = [row["treatment"]["id"] for row in document[PAIRINGS]]
    pages = clinic_treatment_model().objects.filter(pk__in=cards)
    treatments = dict(pages.values_list("pk", "treatment_id"))
    return {
        f"{PAIRINGS}:{card}": LOCAL if (treatments.get(card), row["kind"]) in own else SHARED
        for card, row in zip(cards, document[PAIRINGS], strict=True)
    }


def hidden_names(page):
    """Return the names of what a clinic treatment hides of the library's, in the editor's words.

    What the library does not have is left out: nothing is hidden by it.
    """
    states = PartStates(page).of_clinic()
    return [state.name for state in states if state.is_hidden and state.is_in_library]
