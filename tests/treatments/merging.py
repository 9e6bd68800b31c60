"""Libraries and voices for the tests of the merge: what a page or a draft may hold."""

from hypothesis import strategies as st

from treatments.inheritance.keys import CARDS, CONTACTS, question_key
from treatments.inheritance.merge import Voice
from treatments.pairings import KINDS

TEXTS = ("title", "summary", "seo_title")
THINGS = ("hero_image", "downtime")
LISTS = ("risks", "citations")
SIMPLE = (*TEXTS, *THINGS, *LISTS)
REVIEWED = frozenset({"summary", "body", "downtime", "risks"})

KEYS = ("overview", "safety", "results", "medical_uses", "here")
NUMBERS = range(1, 6)

words = st.text("abc {}", max_size=4)
some_text = st.none() | words
number = st.sampled_from(NUMBERS)
thing = st.none() | st.fixed_dictionaries({"min": st.none() | number, "text": words})
rows = st.lists(st.fixed_dictionaries({"text": words}), max_size=3)


def card_of(pk, where="library"):
    return {"id": pk, "type": where, "title": f"{where} {pk}"}


paragraph = st.builds(lambda text: {"type": "paragraph", "value": text, "id": None}, some_text)
cards = st.builds(
    lambda pks: {
        "type": CARDS,
        "value": {"heading": None, "treatments": [card_of(pk) for pk in pks]},
        "id": None,
    },
    st.lists(number, max_size=3),
)
contacts = st.builds(
    lambda pks: {
        "type": CONTACTS,
        "value": {"heading": None, "clinics": [card_of(pk, "place") for pk in pks]},
        "id": None,
    },
    st.lists(number, max_size=3, unique=True),
)
content = st.lists(paragraph | cards | contacts, max_size=2)


def sections(kind, key, **more):
    value = st.fixed_dictionaries(
        {"key": key, "heading": some_text, "content": content}, optional=more
    )
    return st.fixed_dictionaries({"type": st.just(kind), "value": value, "id": st.none() | words})


key = st.sampled_from(KEYS)
draft_key = key | st.none() | st.just("")
own_sections = st.lists(
    sections("replace", draft_key)
    | sections(
        "add",
        draft_key,
        position=st.sampled_from(["before", "after"]) | st.none(),
        anchor=draft_key,
    ),
    max_size=6,
)

question = st.fixed_dictionaries(
    {
        "question": some_text,
        "answer": some_text,
        "topic": st.none(),
        "page": st.none() | st.builds(lambda pk: {"id": pk}, number),
    }
)


def pairing():
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "order": st.just("any"),
            "rationale": some_text,
            "gap": st.none(),
            "other": number,
        }
    )


def in_order_of_kinds(found):
    return sorted(found, key=lambda row: KINDS.index(row["kind"]))


def library(section_key=key, unique=True):
    """A library page's parts; unless `unique`, as a draft that nobody has checked."""
    by = {"unique_by": lambda row: row["value"]["key"]} if unique else {}
    of_page = {"unique_by": question_key} if unique else {}
    return st.fixed_dictionaries(
        dict.fromkeys(TEXTS, some_text)
        | dict.fromkeys(THINGS, thing)
        | dict.fromkeys(LISTS, rows)
        | {
            "body": st.lists(sections("section", section_key), max_size=5, **by),
            "faqs": st.lists(question, max_size=4, **of_page),
            "pairings": st.lists(pairing(), max_size=4, unique_by=lambda row: row["other"]).map(
                in_order_of_kinds
            ),
            "review": st.none() | st.just({"reviewer": "Dr A. Osei"}),
        }
    )


libraries = library()
drafts = library(section_key=draft_key, unique=False)
# Of a page that is not public nothing is known.
absent = st.just({name: [] for name in (*LISTS, "body", "faqs", "pairings")}).map(
    lambda lists: dict.fromkeys((*TEXTS, *THINGS, "review")) | lists
)

part_keys = st.sampled_from(
    [*SIMPLE, "body", "faqs", "pairings", "section:", "question:", "faq:0"]
    + [f"section:{key}" for key in KEYS]
    + [f"{kind}:{pk}" for kind in ("faq", "pairing") for pk in NUMBERS]
)
offers = st.dictionaries(number, st.none(), max_size=5).map(
    lambda found: {pk: card_of(pk, "clinic") for pk in found}
)
answers = st.dictionaries(number, number, max_size=3).map(
    lambda found: {
        pk: {"question": "Own", "answer": "Own", "topic": None, "page": {"id": 100 + own}}
        for pk, own in found.items()
    }
)
parts = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(TEXTS, some_text)
    | dict.fromkeys(THINGS, thing)
    | dict.fromkeys(LISTS, rows),
)
voices = st.builds(
    Voice,
    parts=parts,
    sections=own_sections,
    questions=st.lists(question, max_size=3),
    pairings=st.lists(pairing(), max_size=3),
    hidden=st.frozensets(part_keys, max_size=5),
    answers=answers,
    offered=offers,
    warned=st.sets(number).map(lambda pks: {pk: card_of(pk) for pk in pks}),
    reviewed=st.just(REVIEWED),
    clinic=st.none() | number,
)
