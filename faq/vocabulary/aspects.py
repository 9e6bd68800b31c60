"""What is asked about a treatment or a clinic."""

ASPECT = {
    "pain": "hurt, pain, painful, painless, painfully, sore, soreness, sting, uncomfortable, "
    "discomfort, ache, tender",
    "sensation": "feel like, what … be like, what is … like, what does … feel",
    "numbing": "numb, numbing cream, anaesthetic, anesthetic, pain relief, painkiller",
    "cost": "how much, how much … cost, how much … charge, what … charge, charge, free of charge, "
    "free, cost, price, pricing, fee, expensive, cheap, afford, price … work out, cost … work "
    "out, work out … price, work out … cost, cost … worked out, price … worked out",
    "amount": "how much … need, how much … use, how many … syringe, how many … unit, how many … "
    "vial, how many … ml, dose",
    "longevity": "how long … last, how long … result … last, how long … effect … last, last, wear "
    "off, how long … keep, longevity, permanent, for ever, forever, for good, how long … "
    "effective, results … stay",
    "prolonging": "make … last, make … last longer, keep … longer, prolong, extend, maintain",
    "length of a session": "how long … take, how many minute, how many hour, minutes … take, how "
    "long … session, how long … appointment, how long … visit, how long … procedure, how long … "
    "treatment, how much time, how long is it",
    "onset": "how long … kick in, how long … take effect, how soon … work, how soon … show, how "
    "soon … see, how soon … effect, how soon … result, how quickly … work, how fast … work, kick "
    "in, take effect, how long … take … work, how long … take … show, how long … take … see, how "
    "long … take … result, how long … see, how long … result, how long … work, how long until … "
    "see, how long before … see, how long before … work, when … see, when … result, when … work, "
    "when … show, when … know, take … month, take … week, take … long … work, take … long … show, "
    "take … show, start work, notice … difference, notice … result",
    "number of sessions": "how many … session, how many … treatment, how many … visit, how many … "
    "appointment, how many time, number of session, number of treatment, course of treatment",
    "frequency": "how often, how frequent, how regular, how long … between, how long … wait … "
    "between, between … how long … wait, how much time between, gap between, interval, how far "
    "apart, time between, weeks between, every week, every month",
    "recovery": "downtime, down time, recover, recovery, recovery time, how long … recover, heal, "
    "how long … heal, how long … take … heal, how long … take … recover, healing time, "
    "recuperate, time off",
    "risks": "side effect, risk, complication, adverse, danger, dangerous, go wrong, bad reaction",
    "safety": "safe, safety, harmful, bad for",
    "benefits": "benefit, advantage, what … good for, what … do for, why should i have",
    "candidates": "candidate, who should have, who can have, who … right for, right for me, "
    "suitable for me, who … suit, eligible, who … suitable, who is it for",
    "exclusions": "who should not, who cannot, who must not, who should avoid, who may not, who "
    "is not, not suitable, contraindication",
    "provider": "who does, who will, who performs, who may give, who can give, who give, who "
    "inject, who can inject, who may inject, who perform, who can perform, who carry out, who do "
    "the, who will do, qualified, who administer, who can administer, qualification, who treat",
    "mechanism": "mechanism, how … work",
    "choice": "should i choose, choose, which … choose, which … best, which … right, better for "
    "me, which … better for me",
    "brand": "which brand, what brand, do you use … or, which product",
    "aftercare": "aftercare, after care, care for, take care, look after",
    "preparation": "prepare, preparation, get ready, should i do before",
    "return": "come back, grow back, grow again, return, regrow, recur, reappear, comes again",
    "reversal": "dissolve, reverse, reversible, undo, take out, taken out",
    "treating": "treat, help, clear, help with, good treatment for, use for, improve, good for, "
    "remove, get rid, get rid of, eliminate, erase, clear up, fade",
    "migration": "migrate, move to, spread to",
    "combination": "combine, together, at the same time, same visit, alongside, same session",
    "repeat": "have more, have again, another session",
    "course of a visit": "what happen at, what happen during, what will happen, should i expect, "
    "what to expect, what can i expect, what … involve, walk me through, what … consist",
    "bringing": "should i bring, bring, what … bring",
    "company": "come alone, come with me, come along, sit in with, bring someone, bring … friend, "
    "bring … partner, bring my child, bring my children, bring a child, companion, accompany, "
    "children allowed",
    "warning signs": "call … doctor, see … doctor, contact … doctor, urgent help, urgent, "
    "emergency, warning sign, when … worry, should i worry, seek help, when … call",
    "stopping": "stop having, stop getting, when i stop, if i stop, once i stop, after i stop",
    "areas": "which area, what area, which part, what part, where on the body, areas … treat",
    "best age": "what age … start, age … start, what age … best, best age, right age, too young",
    "booking": "book an appointment, make an appointment, get an appointment, how … book, "
    "schedule an appointment, arrange an appointment",
    "cancelling": "cancel, reschedule, rebook, postpone, move … appointment, change … "
    "appointment, move … booking, change … booking, cancel … booking, cancel … appointment, "
    "rearrange",
    "missing": "miss … appointment, miss … visit, missed … appointment, no show",
    "lateness": "late, arrive late, be late, running late",
    "deposit": "deposit",
    "refund": "refund, refundable, money back",
    "instalments": "instalment, installment, payment plan, finance, financing, pay monthly, "
    "monthly payment, pay … over time, spread … cost, klarna",
    "means of payment": "pay by card, credit card, debit card, take card, apple pay, cash, how … "
    "pay, payment method",
    "gift cards": "gift card, gift voucher, voucher, gift certificate",
    "insurance": "insurance, insured, cover by insurance",
    "parking": "park, parking, car park, parking lot",
    "step-free access": "wheelchair, lift at, elevator, step free, accessible",
    "opening hours": "opening hours, open on, when … open, opening times, weekend, saturday, "
    "sunday",
    "photographs": "photo, photograph, picture, image",
    "before and after": "before and after photo, before and after photograph, before and after "
    "picture, before and after",
    "consent": "consent, consent form",
    "lead time": "how long before, how long before … wedding, how far in advance, how far ahead, "
    "how many weeks before, how many days before, how far in advance of, how many hours before, "
    "how soon before",
    "season": "time of year, summer, winter, season",
    "natural look": "natural, unnatural, freeze, frozen, look natural, natural look, look fake, "
    "look frozen, frozen look, overdone, look different, look normal",
    "mistakes": "do not like, unhappy with, not happy, dissatisfied, put right, botched",
    "touch-up": "touch up, top up, review appointment, follow up",
    "discounts": "discount, special offer, offer … deal, deal, promotion, package, loyalty, "
    "membership, reward",
    "referral": "referral, refer, see my gp first, doctor letter",
    "contact": "contact, phone number, telephone, call you, email, message, get in touch, reach "
    "you",
    "directions": "where are you, address, located, location, find you, directions, how … get to, "
    "get there",
    "privacy": "privacy, confidential, personal data, my data, medical record, my record",
    "ingredients": "ingredient, contain, made of, made from, what is in",
    "vegan": "vegan, animal testing, cruelty free, animal tested, animal product",
    "waiting list": "waiting list, wait list, how soon … appointment, next appointment, "
    "availability, available appointment",
    "youngest age": "under 18, teenager, teen, minor, minimum age, how old … have to, how old "
    "must, how old do, how old should, age limit, youngest, what age",
    "oldest age": "too old, maximum age, upper age",
}

# How one thing bears on another.
RELATION = {
    "causing": "cause, lead to, leave … scar, trigger",
    "comparison": "difference, different from, better than, versus, vs, compare, same as, same "
    "thing, instead of, replace, alternative to, longer than, rather than, than, which is better, "
    "what is better",
}

# What the first words of a question ask for when no aspect of ASPECT is in it. A question that
# begins otherwise is answered with yes or no.
OPENINGS = {
    "what is": "definition",
    "what are": "definition",
    "what does": "definition",
    "why": "reason",
    "when": "time",
    "how long": "time",
    "how many days": "time",
    "how many weeks": "time",
    "how many months": "time",
    "how many": "number",
    "how soon": "time",
    "how quickly": "time",
    "how fast": "time",
    "who": "person",
    "where": "place",
}

OPENING_WEIGHT = 0.5
