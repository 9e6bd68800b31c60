"""The sentence of a page in which somebody finds what he searched for."""

import re

from django.utils.html import format_html, format_html_join

from .fulltext import folded

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
WORD = re.compile(r"[^\W_]+")
# Letters shown around the first word that was found in a long sentence.
BEFORE, AFTER = 80, 160


def excerpt(texts, words):
    """Return the sentence of some texts that holds most of the words, these marked, as HTML.

    `words` are those of `fulltext.tokens`; the last may be the beginning of one. `""` where no
    sentence holds any.
    """
    best, most = "", 0
    for text in texts:
        for sentence in SENTENCE_END.split(text):
            found = {_found(match[0], words) for match in WORD.finditer(sentence)} - {None}
            if len(found) > most:
                best, most = sentence, len(found)
    return _marked(_around(best, words), words) if most else ""


def _found(word, words):
    """Return which of the words a word of a text is, or None."""
    for part in folded(word).split():
        if part in words:
            return part
        if part.startswith(words[-1]):
            return words[-1]
    return None


def _around(sentence, words):
    first = next(match for match in WORD.finditer(sentence) if _found(match[0], words)).start()
    start, end = max(0, first - BEFORE), first + AFTER
    if start:
        start = sentence.find(" ", start, first) + 1 or start
    shown = sentence[start:end]
    if end < len(sentence):
        shown = shown.rpartition(" ")[0] or shown
    return f"{'… ' if start else ''}{shown}{' …' if end < len(sentence) else ''}"


def _marked(sentence, words):
    parts, end = [], 0
    for match in WORD.finditer(sentence):
        if _found(match[0], words):
            parts += [sentence[end : match.start()], format_html("<mark>{}</mark>", match[0])]
            end = match.end()
    parts.append(sentence[end:])
    return format_html_join("", "{}", ((part,) for part in parts))
