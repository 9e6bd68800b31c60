"""Which of a clinic's overrides the library has moved past, and what changed in between."""

from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, ADDED, REMOVED = "kept", "added", "removed"


@dataclass(frozen=True)
class Replaced:
    """What an override remembers: the shared text that it took the place of, and since when.

    `seal` is the fingerprint of that text, `""` where the library said nothing; `text` are its
    lines; `since` is a moment in ISO 8601.
    """

    seal: str
    text: tuple
    since: str

    def as_json(self):
        return {"seal": self.seal, "text": list(self.text), "since": self.since}

    @classmethod
    def from_json(cls, data):
        return cls(data.get("seal", ""), tuple(data.get("text", ())), data.get("since", ""))


def stale_parts(replaced, seals):
    """Return the keys of the overrides whose shared text is no longer what they replaced.

    `replaced` maps part keys to the JSON of `Replaced`, `seals` those of the library's present
    parts to `{"seal", "since"}`.
    """
    return [
        key
        for key, record in replaced.items()
        if record.get("seal", "") != seals.get(key, {}).get("seal", "")
    ]


def remembered(replaced, overridden, seals, lines, now):
    """Return what the overrides remember, for the parts that are overridden.

    What was remembered stays; a new override remembers the library's present text. `lines` is a
    function from a part key to the lines of that text, `now` an aware datetime.
    """
    return {
        key: replaced.get(key)
        or Replaced(
            seals.get(key, {}).get("seal", ""), tuple(lines(key)), now.isoformat()
        ).as_json()
        for key in overridden
    }


def difference(old, new):
    """Return the words of two texts as runs of `(kept | added | removed, words)`.

    The runs that are not added make up `old`, those that are not removed make up `new`.
    """
    before, after = old.split(), new.split()
    runs = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append((KEPT, " ".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append((REMOVED, " ".join(before[i1:i2])))
        if j2 > j1:
            runs.append((ADDED, " ".join(after[j1:j2])))
    return runs
