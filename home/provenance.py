"""Where the parts of a clinic's page come from, as its editor reads it in the preview."""

from treatments.inheritance.merge import (
    HIDDEN,
    LOCAL,
    MIXED,
    PAIRINGS,
    QUESTIONS,
    SHARED,
    pairing_key,
    question_key,
    section_key,
)
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
    clinic = document["clinic"] and document["clinic"]["path"]
    found = {}
    for index, row in enumerate(document[QUESTIONS]):
        if row["page"]:
            at_clinic = bool(clinic) and row["page"]["path"].startswith(clinic)
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


def hidden_words(page, document):
    """Return in words what a clinic treatment hides of the library's, in the order of the page.

    What the library no longer has is left out: nothing is hidden by it.
    """
    parts = [key for key, entry in document["provenance"].items() if entry["source"] == HIDDEN]
    members = _members(page.treatment) if page.treatment else {}
    keys = [*parts, *(key for key in members if key in page.hidden)]
    words = (members.get(key) or _name(type(page), key) for key in dict.fromkeys(keys))
    return list(filter(None, words))


def _members(library):
    """Return `{part key: words}` of the sections, questions and pairings of a library page."""
    words = {
        section_key(section.value.effective_key): f"the section “{section.value['heading']}”"
        for section in library.body
    }
    for row in library.faqs.all():
        page = {"id": row.faq_id} if row.faq_id else None
        question = row.faq.title if row.faq_id else row.question
        key = question_key({"page": page, "question": question})
        words[key] = f"the question “{question}”"
    for row in library.pairings.all():
        if row.treatment_id:
            words[pairing_key(row.treatment_id)] = f"the pairing with “{row.treatment.title}”"
    return words


def _name(model, key):
    ranges = model.get_ranges()
    if key in ranges:
        return ranges[key].label.lower()
    if ":" in key:
        return ""
    field = model._meta.get_field(key) if key in _field_names(model) else None
    is_list = field is None or field.one_to_many
    return key.replace("_", " ") if is_list else str(field.verbose_name).lower()


def _field_names(model):
    return {field.name for field in model._meta.get_fields()}
