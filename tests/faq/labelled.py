"""The labelled questions of `similar_questions.toml` and how well the search does on them.

`python -m tests.faq.labelled` prints the figures and every mistake.
"""

import sys
import tomllib
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from faq.similarity import similar_questions

ROOT = Path(__file__).parents[2]
LABELS = Path(__file__).with_name("similar_questions.toml")
DEMO = ROOT / "home" / "demo" / "content" / "faqs"
OFFERED_AT_MOST = 5


def read_labels():
    """Return the sets by name, each `{"same": [{kind, pair}], "different": [pair]}`."""
    return tomllib.loads(LABELS.read_text())


def demo_questions():
    files = sorted(DEMO.glob("*.toml"))
    return [row["question"] for file in files for row in tomllib.loads(file.read_text())["faq"]]


def pairs_of(labels):
    return [row["pair"] for row in labels["same"] if "kind" in row]


def questions_of(labels):
    """Return every question of a set, once."""
    pairs = chain((row["pair"] for row in labels["same"]), labels["different"])
    return list(dict.fromkeys(chain.from_iterable(pairs)))


def meanings(labels):
    """Return a function that tells which meaning a question has, by every set's `same` pairs."""
    meaning = {}

    def find(title):
        while meaning.setdefault(title, title) != title:
            title = meaning[title]
        return title

    for one, other in (row["pair"] for part in labels.values() for row in part["same"]):
        meaning[find(one)] = find(other)
    return find


@dataclass
class Figures:
    """What was found and offered for the questions of a set; lists of pairs of titles."""

    found: list = field(default_factory=list)
    missed: list = field(default_factory=list)
    right: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @property
    def recall(self):
        return len(self.found) / (len(self.found) + len(self.missed))

    @property
    def precision(self):
        return len(self.right) / (len(self.right) + len(self.wrong))

    def __add__(self, other):
        return Figures(
            self.found + other.found,
            self.missed + other.missed,
            self.right + other.right,
            self.wrong + other.wrong,
        )

    def __str__(self):
        return (
            f"{self.recall:.1%} of {len(self.found) + len(self.missed)} near-duplicates found, "
            f"{self.precision:.1%} of {len(self.right) + len(self.wrong)} offers right"
        )


def measure(name):
    """Look up every question of the set `name` in all others, of all sets and the demo's FAQ."""
    labels = read_labels()
    meaning = meanings(labels)
    labelled = chain(*map(questions_of, labels.values()))
    haystack = list(dict.fromkeys([*demo_questions(), *labelled]))
    offers = {}
    figures = Figures()
    for typed in questions_of(labels[name]):
        others = [(number, title) for number, title in enumerate(haystack) if title != typed]
        matches = similar_questions(typed, others, OFFERED_AT_MOST)
        offers[typed] = [match.title for match in matches]
        for title in offers[typed]:
            right = meaning(title) == meaning(typed)
            (figures.right if right else figures.wrong).append((typed, title))
    for typed, existing in pairs_of(labels[name]):
        (figures.found if existing in offers[typed] else figures.missed).append((typed, existing))
    return figures


def report():
    """Return the figures of each set and of both, with every mistake, as lines of text."""
    figures = {name: measure(name) for name in read_labels()}
    yield f"together: {sum(figures.values(), Figures())}"
    for name, measured in figures.items():
        yield f"{name}: {measured}"
        for verdict in ("missed", "wrong"):
            for typed, title in getattr(measured, verdict):
                yield f"  {verdict}: {typed} / {title}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report())
