"""One part of a clinic's treatment as its editor sees it, and what changed in the shared text."""

from dataclasses import dataclass
from datetime import datetime

from treatments.inheritance.keys import HIDDEN, LOCAL, SHARED
from treatments.inheritance.staleness import KEPT, difference

from .words import LISTS, SECTIONS

# Stands between two lines while their words are compared.
LINE_END = "\N{SYMBOL FOR NEWLINE}"

# A text up to this length is shown at once; what is longer is opened by a click.
SHORT_TEXT = 280


@dataclass(frozen=True)
class PartState:
    """A part of a page: where it comes from, and what the library says of it.

    `shared` are the lines of the library's present text for reading, `compared` the same as an
    override remembers them, and `replaced` those that the override took the place of; `since` and
    `shared_since` are datetimes or None. `picture` is the library's image.
    """

    key: str
    name: str
    kind: str
    source: str
    is_stale: bool = False
    shared: tuple = ()
    compared: tuple = ()
    replaced: tuple = ()
    since: datetime | None = None
    shared_since: datetime | None = None
    picture: object = None
    is_in_library: bool = True
    is_readable: bool = True
    can_be_hidden: bool = True

    @property
    def is_shared(self):
        return self.source == SHARED

    @property
    def is_local(self):
        return self.source == LOCAL

    @property
    def is_hidden(self):
        return self.source == HIDDEN

    @property
    def can_be_shared(self):
        """Whether there is something to go back to: the shared text, or its absence if it left."""
        return not self.is_shared and (self.is_in_library or self.is_hidden or self.is_stale)

    @property
    def share_label(self):
        return share_label(self.is_hidden, self.is_in_library)

    @property
    def is_short(self):
        """Whether the library's text is shown at once, and not opened by a click."""
        return len(" ".join(self.shared)) <= SHORT_TEXT

    @property
    def first_words(self):
        """What a long text begins with: the first row of a list, the text below a heading."""
        if self.kind == LISTS:
            first, *others = self.shared
            return f"{first}, and {len(others)} more" if others else first
        return " ".join(self.shared[1:] if self.kind == SECTIONS else self.shared)

    @property
    def anchor(self):
        return anchor_of(self.key)

    @property
    def difference(self):
        """The lines that changed between both shared texts (see `changed_lines`)."""
        return changed_lines(self.replaced, self.compared)


def share_label(is_hidden, is_in_library):
    """Return what the button says that goes back to the library."""
    if is_hidden:
        return "Show it again"
    return "Use the shared text again" if is_in_library else "Remove this clinic’s text"


def anchor_of(key):
    """Return the id of a part's place in the editor."""
    return f"override-{key.replace(':', '-')}"


def changed_lines(old, new):
    """Return the lines that differ between two texts, each a list of `(what, words)`.

    `what` is kept, added or removed. An empty list stands for any number of lines left out, which
    are the same in both.
    """
    found = []
    for line in _lines_of_difference(old, new):
        if any(what != KEPT for what, _ in line):
            found.append(line)
        elif not found or found[-1]:
            found.append([])
    return found if any(found) else []


def _lines_of_difference(old, new):
    runs = difference(f" {LINE_END} ".join(old), f" {LINE_END} ".join(new))
    found = [[]]
    for what, words in runs:
        for number, piece in enumerate(words.split(LINE_END)):
            if number:
                found.append([])
            if piece.strip():
                found[-1].append((what, piece.strip()))
    return [line for line in found if line]


def moment(text):
    """Return a stored moment as a datetime, None where there is none."""
    return datetime.fromisoformat(text) if text else None
