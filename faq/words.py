"""The words of a question as they are compared: without case, accents, endings and typing errors.

Endings are cut by snowballstemmer, typing errors measured by rapidfuzz. Everything that depends
on one text or word alone is kept, so that a long list of questions is read once.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from faq.vocabulary import FACETS, FAINT, IRREGULAR, SILENT

# What is read of a text; people type no longer questions.
MAX_LETTERS, MAX_WORDS = 500, 60
# Shorter words are neither mended nor made of two.
SHORTEST_MENDED, SHORTEST_JOINED = 4, 8
# How long a word must be for so many errors in it to be taken for errors.
TRUSTED_LETTERS = {0: 0, 1: 6, 2: 9}

# British and American spelling, made one.
_SPELLINGS = (
    (re.compile(r"(colo|favo)ur"), r"\1r"),
    (re.compile(r"^(.{4,})is(e|ed|es|ing|ation)$"), r"\1iz\2"),
    (re.compile(r"^(lic|def|off)ens(e|ed|es)$"), r"\1enc\2"),
    (re.compile(r"^centre"), "center"),
)
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'\w{1,2}\b")

_stemmer = snowballstemmer.stemmer("english")
# A stemmer holds the word it works on, so threads take turns.
_stemmer_lock = Lock()


@lru_cache(maxsize=20_000)
def stem(word):
    """Return what a word has in common with its other forms: “injections” gives “inject”."""
    with _stemmer_lock:
        return _stemmer.stemWord(IRREGULAR.get(word, word))


@lru_cache(maxsize=10_000)
def words_of(text):
    """Return the words of a text, at most `MAX_WORDS`, in one spelling and without contractions."""
    text = text[:MAX_LETTERS].replace("’", "'").casefold()
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    text = text.replace("can't", "can not").replace("cannot", "can not").replace("n't", " not")
    return tuple(map(_respelt, _WORD.findall(_POSSESSIVE.sub("", text))[:MAX_WORDS]))


@lru_cache(maxsize=20_000)
def _respelt(word):
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


@cache
def _vocabulary():
    """Return every word that `faq.vocabulary` knows."""
    phrases = (listed for concepts, _weight in FACETS.values() for listed in concepts.values())
    return frozenset(word for listed in phrases for word in words_of(listed)) | FAINT | SILENT


@cache
def _known_stems():
    return frozenset(map(stem, _vocabulary()))


def mended(words, known=frozenset()):
    """Return words without typing errors, judged by the vocabulary and the set of words `known`.

    Words that are one are joined: “micro needling” is “microneedling”.
    """
    joined = []
    for word in words:
        whole = joined[-1] + word if joined else ""
        is_one = whole in _vocabulary() or whole.removesuffix("s") in _vocabulary()
        if is_one and len(whole) >= SHORTEST_JOINED:
            joined[-1] = whole
        else:
            joined.append(word)
    if not known:
        return [_mended_by_vocabulary(word) for word in joined]
    return [word if word in known else _mended(word, _vocabulary() | known) for word in joined]


@lru_cache(maxsize=20_000)
def _mended_by_vocabulary(word):
    return _mended(word, _vocabulary_from(word[0]))


@cache
def _vocabulary_from(letter):
    return [word for word in _vocabulary() if word[0] == letter]


def _mended(word, vocabulary):
    """Return the word of `vocabulary` that a mistyped word means, or the word itself.

    The first letter is taken to be right. Of short words only swapped and missing letters are
    mended: “hrut” is “hurt”, but “later” is not “laser”.
    """
    if len(word) < SHORTEST_MENDED or word.isdigit() or stem(word) in _known_stems():
        return word
    candidates = sorted(
        other for other in vocabulary if other[0] == word[0] and len(other) >= SHORTEST_MENDED
    )
    found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=2, limit=5)
    for other, errors, _index in found:
        swapped = sorted(word) == sorted(other)
        missing = len(other) > max(len(word), SHORTEST_MENDED)
        letters = max(len(word), len(other))
        if (errors == 1 and (swapped or missing)) or letters >= TRUSTED_LETTERS[errors]:
            return other
    return word
