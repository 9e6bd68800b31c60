"""What a part is called: its key, and the names of those that are merged member by member."""

import hashlib

SHARED = "shared"
LOCAL = "local"
HIDDEN = "hidden"
MIXED = "mixed"

# Parts that are merged member by member, and not as a whole.
SECTIONS = "body"
QUESTIONS = "faqs"
PAIRINGS = "pairings"
# A page always has a name.
NEVER_HIDDEN = frozenset({"title"})
# Holds only for the text that was read: it is the library's own, or there is none.
REVIEW = "review"
# The blocks that hold cards of treatments, and of clinics.
CARDS = "treatment_cards"
CONTACTS = "contact_panel"


def key_of(section):
    """Return the key of a section; `""` in a draft that has none yet."""
    return section["value"].get("key") or ""


def section_key(key):
    return f"section:{key}"


def question_key(row):
    """Return the part key of a question of the library: by its page, else by its words."""
    if row["page"]:
        return f"faq:{row['page']['id']}"
    words = (row["question"] or "").strip()
    digest = hashlib.blake2b(words.encode(), digest_size=6).hexdigest()
    return f"question:{digest}"


def pairing_key(other):
    return f"pairing:{other}"
