"""What the parts of a treatment are called in the editor."""

from treatments.blocks.sections import SECTION_KEYS
from treatments.inheritance import parts
from treatments.querysets import treatment_model

TEXTS = "texts"
FACTS = "facts"
SECTIONS = "sections"
LISTS = "lists"
QUESTIONS = "questions"
PAIRINGS = "pairings"
SEARCH = "search"

KINDS = {
    TEXTS: "Names, summary and picture",
    FACTS: "Quick facts",
    SECTIONS: "Sections",
    LISTS: "Safety, sources and lists",
    QUESTIONS: "Questions",
    PAIRINGS: "Pairings",
    SEARCH: "Search engines and social media",
}

NAMES = {
    "title": "Name",
    "class_label": "Name without a brand",
    "summary": "Summary",
    "hero_image": "Main picture",
    "comfort": "Comfort",
    "anaesthesia": "Anaesthesia",
    "seo_title": "Title for search engines",
    "search_description": "Description for search engines",
    "social_image": "Social image",
    "products": "Products",
    "areas": "Areas",
    "concerns": "Concerns",
    "indications": "Indications",
    "contraindications": "Who should not have it",
    "risks": "Risks and side effects",
    "citations": "Citations",
    "body": "All sections",
    "faqs": "All questions",
    "pairings": "All pairings",
}

KINDS_OF_MEMBERS = {
    "section": SECTIONS,
    "faq": QUESTIONS,
    "question": QUESTIONS,
    "pairing": PAIRINGS,
}
KINDS_OF_NAMES = {
    **dict.fromkeys(parts.FIELDS, TEXTS),
    **dict.fromkeys(("comfort", "anaesthesia"), FACTS),
    **dict.fromkeys(("seo_title", "search_description", "social_image"), SEARCH),
    **dict.fromkeys(parts.ROWS, LISTS),
    "body": SECTIONS,
    "faqs": QUESTIONS,
    "pairings": PAIRINGS,
}


def kind_of(key):
    """Return which of `KINDS` a part is of, by its key."""
    kind, _, member = key.partition(":")
    if member:
        return KINDS_OF_MEMBERS.get(kind, TEXTS)
    return FACTS if key in treatment_model().get_ranges() else KINDS_OF_NAMES.get(key, TEXTS)


def name_of(key, members=None):
    """Return what a part is called: “Summary”, “Section: Aftercare”, “Pairing with: Peel”.

    `members` maps keys of sections, questions and pairings to their heading, words or title.
    """
    kind, _, member = key.partition(":")
    said = (members or {}).get(key)
    if kind == "section":
        return f"Section: {said or section_name(member)}"
    if kind in {"faq", "question"}:
        return f"Question: {said}" if said else "A question"
    if kind == "pairing":
        return f"Pairing with: {said}" if said else "Pairing with a treatment"
    attribute = treatment_model().get_ranges().get(key)
    if attribute is not None:
        return attribute.label
    return NAMES.get(key, key.replace("_", " ").capitalize())


def section_name(key):
    """Return what a section with that key is about, in words."""
    return dict(SECTION_KEYS).get(key) or key.replace("_", " ").capitalize()
