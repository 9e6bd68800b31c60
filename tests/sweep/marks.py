"""How a secret looks, and who may read it."""

import re

# An ordinary word that stands beside every secret: a search for it finds the secret and does not
# say it back.
HOOK = "zirconium"
SECRET = re.compile(r"s3cr3t([a-z]+)")
# Who may read a secret that is not San Diego’s alone.
READERS = {"librarydraft": {"central"}}


def secret(kind):
    """Return a text that holds the secret of that kind, a word of small letters."""
    return f"s3cr3t{kind} {HOOK}"


def secrets_in(text):
    """Return the kinds of the secrets that a text holds."""
    return frozenset(SECRET.findall(text.lower()))
