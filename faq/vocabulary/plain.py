"""Words that are of no facet: what may stand for each other, says little or says nothing."""

# Words that may stand for each other, whatever else is asked.
ALIKE = {
    "event": "event, wedding, party, photograph shoot, special occasion, occasion, holiday, big "
    "day, or photographs",
    "grow": "grow, bigger, larger, increase, enlarge",
    "worse": "worse, worsen",
    "begin": "begin, start",
    "sure": "sure, certain, know",
    "extra": "extra, included, includes",
    "stain": "stain, mark, leave … mark, discolour",
    "no effect": "no effect, not work, not working, no result, no difference",
    "doctor": "doctor, physician, dermatologist",
    "tighten": "tighten, tighter, firm, firmer, lift",
    "smooth": "smooth, smoother",
    "reaction": "react, reaction",
    "medicine": "medicine, medication, drug, tablet, pill",
    "often used": "common, popular",
    "machine": "machine, device, equipment",
    "practitioner": "practitioner, injector, provider, treat by",
    "order": "which order, what … order, order, first",
}

# Words that say little.
_FAINT = """
actually ago allow allowed already alright appointment arrive ask avoid away best better body
book buy center clinic day days effect face facial fast fine give good happen happens help hours
immediately inject injection jab light long look made make many matter minutes months more much
need needle normal now offer often ok okay ordinary patient pay payment people perform person
possible procedure quick quickly real really regular required result right same see sell session
shot show skin soon standard start stay still straight suit suitable syringe take takes treated
treatment try use usual visit want wear weeks wonder wondering work worth
"""
FAINT = frozenset(_FAINT.split())

# Words that say nothing.
_SILENT = """
a about again all also always am an and any are as at be been being but by can could did do does
doing done each either for from get gets getting go going had has have having he her here him
his how i if in into is it its just like may me might must my no nor not of off on once one only
or other our out over own please shall she should so some such than that the their them then
there these they this those through to too under until up very was we were what when where
whether which while who whom why will with would you your
"""
SILENT = frozenset(_SILENT.split())

# Forms that no stemmer knows.
IRREGULAR = {
    "told": "tell",
    "done": "do",
    "did": "do",
    "given": "give",
    "gave": "give",
    "taken": "take",
    "took": "take",
    "worn": "wear",
    "swollen": "swell",
    "grew": "grow",
    "grown": "grow",
    "felt": "feel",
    "bought": "buy",
    "kept": "keep",
    "left": "leave",
    "lost": "lose",
    "made": "make",
    "seen": "see",
    "saw": "see",
    "went": "go",
    "gone": "go",
    "drank": "drink",
    "ate": "eat",
    "eaten": "eat",
    "slept": "sleep",
    "paid": "pay",
    "got": "get",
    "gotten": "get",
    "came": "come",
    "chose": "choose",
    "chosen": "choose",
    "froze": "freeze",
    "frozen": "freeze",
    "men": "man",
    "women": "woman",
    "teeth": "tooth",
    "feet": "foot",
    "children": "child",
}
