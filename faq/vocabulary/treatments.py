"""What patients call the treatments: classes, brands and everyday names."""

TREATMENT = {
    "neuromodulator": "botox, botex, botax, botulinum, botulinum toxin, botulinum toxin type a, "
    "neurotoxin, neuromodulator, neuromodulator injection, dysport, xeomin, jeuveau, daxxify, "
    "nuceiva, letybo, azzalure, bocouture, anti wrinkle injection, antiwrinkle injection, anti "
    "wrinkle treatment, wrinkle relaxer, wrinkle relaxing injection, onabotulinumtoxina",
    "filler": "filler, dermal filler, gel filler, hyaluronic acid filler, filler injection, "
    "juvederm, restylane, belotero, teosyal, revanesse",
    "biostimulator": "biostimulator, collagen stimulator, sculptra, radiesse, ellanse, poly l "
    "lactic acid, calcium hydroxylapatite, collagen stimulating injection",
    "peel": "chemical peel, peel treatment, acid peel, glycolic peel, tca peel, peel, chemical "
    "peal, peal",
    "dermaplaning": "dermaplaning, dermaplane, dermablading, face shaving",
    "hydradermabrasion": "hydradermabrasion, hydrafacial, hydra facial, hydrodermabrasion, "
    "aquafacial, diamondglow",
    "ipl": "ipl, intense pulsed light, photofacial, ipl photofacial, photorejuvenation, bbl",
    "laser hair removal": "laser hair removal, laser … hair, hair removal, laser hair reduction, "
    "laser epilation, hair removal laser, laser hair treatment, permanent hair reduction",
    "laser resurfacing": "laser resurfacing, fractional laser, co2 laser, laser skin resurfacing, "
    "fraxel, erbium laser",
    "led": "led, led light, led light therapy, led therapy, light therapy, red light therapy, led "
    "mask, phototherapy",
    "microneedling": "microneedling, micro needling, skin needling, collagen induction therapy, "
    "dermapen, skinpen, dermaroller, derma roller, microneedling roller",
    "rf microneedling": "rf microneedling, rf micro needling, radiofrequency microneedling, radio "
    "frequency microneedling, microneedling with rf, radiofrequency, radio frequency, morpheus8, "
    "morpheus, secret rf, vivace",
    "prp": "prp, prp injection, platelet rich plasma, vampire facial, plasma injection, prf",
    "sclerotherapy": "sclerotherapy, spider vein treatment, spider vein injection, vein "
    "injection, asclera, sclerosant",
    "body contouring": "body contouring, body sculpting, coolsculpting, cool sculpting, fat "
    "freezing, cryolipolysis, cooling, emsculpt, controlled cooling, fat reduction",
    "threads": "thread lift, threads, pdo thread, facial thread",
    "tattoo removal": "tattoo removal, remove … tattoo",
    "microdermabrasion": "microdermabrasion",
    "kybella": "kybella, belkyra, deoxycholic acid, fat dissolving injection",
    "hair transplant": "hair transplant",
    "facelift": "facelift, face lift",
    "facial": "a facial, facial treatment, classic facial",
}
