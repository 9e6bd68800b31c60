"""The words in which patients ask: what means the same, and what excludes each other.

Every facet is a question's answer to one question about it: which treatment, what is asked of it,
when, and so on. Two questions that name different things of one facet ask different things.
A facet lists its concepts, a concept the phrases that mean it, with commas between. Phrases are
compared by their stems, so that “injection” stands for “injections” too, and longer phrases come
before shorter ones. “…” stands for any words between.

The names of brands are here because patients use them; nothing of this is shown to anyone.
"""

from .aspects import ASPECT, OPENING_WEIGHT, OPENINGS, RELATION
from .circumstances import ACTIVITY, CONDITION, MOMENT, PEOPLE, PLACE, VISIT
from .plain import ALIKE, FAINT, IRREGULAR, SILENT
from .treatments import TREATMENT

__all__ = [
    "COMPATIBLE",
    "FACETS",
    "FAINT",
    "IRREGULAR",
    "NARROWING",
    "OPENINGS",
    "OPENING_WEIGHT",
    "SILENT",
    "SUBJECTS",
]

# Each facet with the weight that a concept of it has in a comparison.
FACETS = {
    "treatment": (TREATMENT, 1.0),
    "aspect": (ASPECT, 1.2),
    "moment": (MOMENT, 0.35),
    "activity": (ACTIVITY, 1.0),
    "condition": (CONDITION, 1.0),
    "place": (PLACE, 1.0),
    "people": (PEOPLE, 1.0),
    "visit": (VISIT, 0.8),
    "relation": (RELATION, 1.2),
    "alike": (ALIKE, 0.8),
}

# Facets that name what a question is about, without which it asks nothing.
SUBJECTS = frozenset({"treatment", "moment"})

# Facets in which one concept does not exclude another.
COMPATIBLE = frozenset({"alike", "word"})

# Facets of which a concept that only one of two questions names makes it a narrower question.
NARROWING = frozenset(
    {"treatment", "place", "people", "condition", "activity", "visit", "relation"}
)
