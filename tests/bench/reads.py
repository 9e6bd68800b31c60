"""What is read, at which addresses, and how fast it is to be."""

import json
from dataclasses import dataclass, field

LISTED = 20
LIST = f"pages/?type=treatments.ClinicTreatmentPage&limit={LISTED}"
# Words of every treatment.
ANY = "treatment+skin+clinic+light"
OURS, STOCK = "/api/v2/", "/stock/v2/"
# A page inherits its text, so what it shows stands in two places of stock Wagtail.
INHERITED = "*,treatment(*)"
# What the card of a treatment shows, in a list.
CARD = "summary,hero_image"
STOCK_CARD = "summary,hero_image_card"
INHERITED_CARD = f"{STOCK_CARD},treatment({STOCK_CARD})"


@dataclass(frozen=True)
class Target:
    """How many times as fast: than stock from the database, than bare from there and warm."""

    stock: float | None = None
    bare: float | None = None
    bare_warm: float | None = None


@dataclass(frozen=True)
class Read:
    """A kind of request. Addresses are asked in turn; `stock` has the same pages' answers.

    `partial` are stock Wagtail's addresses without what pages inherit. Of stock Wagtail's requests
    `requests_each` make one read. `conditional` sends each answer's ETag.
    """

    name: str
    title: str
    target: Target
    ours: list
    stock: list = field(default_factory=list)
    partial: list = field(default_factory=list)
    requests_each: int = 1
    is_list: bool = False
    conditional: bool = False

    def check(self, body):
        """Raise ValueError when an answer, of whichever side, is not what was asked for."""
        document = json.loads(body)
        if self.is_list:
            if len(document.get("items", ())) != min(LISTED, document["meta"]["total_count"]):
                raise ValueError(f"{self.name}: not all items are there")
            document = document["items"][0] if document["items"] else {}
        elif document.get("kind") == "page":
            document = document["page"]
        if not (document.get("id") and document.get("title")):
            raise ValueError(f"{self.name}: the answer shows no page")


def reads(pages, clinics):
    """Return the reads of a group; `pages` are `(id, path)` and `clinics` `(id, slug)`."""
    details = [f"pages/{pk}/" for pk, _ in pages]
    single, listed = Target(25, 0.40, 0.75), Target(25, 0.30, 0.60)
    return [
        Read(
            "detail",
            "a page",
            single,
            ours=[OURS + path for path in details],
            stock=[f"{STOCK}{path}?fields={INHERITED}" for path in details],
            partial=[STOCK + path for path in details],
        ),
        Read(
            "resolve",
            "a page by its path",
            single,
            ours=[f"{OURS}resolve/?path={path}" for _, path in pages],
            stock=[
                address
                for pk, path in pages
                for address in (
                    f"{STOCK}pages/find/?html_path={path}",
                    f"{STOCK}pages/{pk}/?fields={INHERITED}",
                )
            ],
            requests_each=2,
        ),
        Read(
            "cards",
            f"a list of {LISTED}, cards",
            listed,
            ours=[f"{OURS}{LIST}&fields={CARD}"],
            stock=[f"{STOCK}{LIST}&fields={INHERITED_CARD}"],
            partial=[f"{STOCK}{LIST}&fields={STOCK_CARD}"],
            is_list=True,
        ),
        Read(
            "filtered_cards",
            f"one clinic’s list of {LISTED}, cards",
            listed,
            ours=[f"{OURS}{LIST}&clinic={slug}&fields={CARD}" for _, slug in clinics],
            stock=[f"{STOCK}{LIST}&child_of={pk}&fields={INHERITED_CARD}" for pk, _ in clinics],
            is_list=True,
        ),
        Read(
            "list",
            f"a list of {LISTED}, titles alone",
            listed,
            ours=[OURS + LIST],
            stock=[STOCK + LIST],
            is_list=True,
        ),
        Read(
            "filtered",
            f"one clinic’s list of {LISTED}, titles alone",
            listed,
            ours=[f"{OURS}{LIST}&clinic={slug}" for _, slug in clinics],
            stock=[f"{STOCK}{LIST}&child_of={pk}" for pk, _ in clinics],
            is_list=True,
        ),
        Read(
            "full",
            f"a list of {LISTED}, all fields",
            Target(90, 0.20, 0.50),
            ours=[f"{OURS}{LIST}&fields=*"],
            stock=[f"{STOCK}{LIST}&fields={INHERITED}"],
            partial=[f"{STOCK}{LIST}&fields=*"],
            is_list=True,
        ),
        Read(
            "unchanged",
            "a page that has not changed (304)",
            Target(None, 0.40, 0.75),
            ours=[OURS + path for path in details],
            conditional=True,
        ),
        *_searches(pages),
    ]


def _searches(pages):
    """Return searches that every clinic treatment matches, and one that two or three do."""
    _, path = pages[len(pages) // 2]
    few = "+".join(path.strip("/").replace("-", "/").split("/")[1:])
    searches = [
        ("search_few", "a search that two or three pages match", few),
        ("search_all", "a search that all pages match", "treatment"),
        ("search_all_ordered", "the same, ordered by title", "treatment&order=title"),
        ("search_all_any", "a search for any of four common words", f"{ANY}&search_operator=or"),
    ]
    return [
        Read(name, title, Target(), ours=[f"{OURS}{LIST}&search={asked}"], is_list=True)
        for name, title, asked in searches
    ]
