"""Brings a treatment of another site into Clinicsite, offers it at a clinic, and publishes both.

    python migrate.py https://clinics.example "$TOKEN" andover

The clinic's page goes through its review on the way. The script needs `requests` alone; the token
is that of a person who may publish in the library and at the clinic (README.md beside it).
"""

import sys
from pathlib import Path

import requests

# The script's own name and what is typed behind it.
NAMES = 4

TREATMENT = {
    "title": "Cold facial",
    "slug": "cold-facial",
    "summary": "Cold air wakes dull skin and calms it, in half an hour.",
    "category": {"slug": "skin"},
    "concerns": [{"concern": {"slug": "dullness"}}],
    "session_min": 20,
    "session_max": 30,
    "downtime_min": 0,
    "downtime_max": 0,
    "body": [
        {
            "type": "section",
            "value": {
                "key": "overview",
                "heading": "What it is",
                "content": [
                    {
                        "type": "paragraph",
                        "value": {
                            "format": "db_markdown",
                            "content": "Cold air is led over the face. It feels **fresh**, "
                            "and never painful.",
                        },
                    },
                    {
                        "type": "treatment_cards",
                        "value": {"treatments": [{"slug": "chemical-peel"}]},
                    },
                ],
            },
        },
        {
            "type": "section",
            "value": {
                "key": "aftercare",
                "heading": "Aftercare",
                "content": [
                    {
                        "type": "do_and_dont",
                        "value": {
                            "do": ["Wear sunscreen every day"],
                            "dont": ["Use a sauna on the same day"],
                        },
                    }
                ],
            },
        },
    ],
    "pairings": [
        {
            "treatment": {"slug": "chemical-peel"},
            "kind": "pairs_with",
            "order": "after",
            "gap_min_days": 3,
            "rationale": "Cold calms the skin that a peel has left warm.",
        }
    ],
}
QUESTION = {
    "title": "Can cold harm my skin?",
    "slug": "cold-and-skin",
    "answer": "<p>Not for the few seconds in which it stays in one place.</p>",
}
FAQS = [
    {"faq": {"slug": QUESTION["slug"]}},
    {"question": "How often may I come?", "answer": "<p>Every four weeks at most.</p>"},
]
# What a clinic leaves out is the library's.
AT_THE_CLINIC = {
    "treatment": {"slug": TREATMENT["slug"]},
    "sections": [
        {
            "type": "add",
            "value": {
                "key": "custom",
                "custom_key": "here",
                "heading": "At {clinic}",
                "anchor": "overview",
                "content": [{"type": "paragraph", "value": "<p>Ring {phone} to book.</p>"}],
            },
        }
    ],
    "faqs": [{"question": "Who does it?", "answer": "<p>One of our two nurses.</p>"}],
    "pairings": [
        {
            "treatment": {"slug": "chemical-peel"},
            "order": "same_visit",
            "rationale": "We do both in one visit.",
        }
    ],
    "prices": [{"label": "One session", "amount": "95.00", "unit": "session"}],
}


class RefusedError(Exception):
    """An answer other than success, with every mistake and where in the request it stands."""


class Clinicsite:
    """The write API of a site, in the name of the person whose token is given."""

    def __init__(self, base_url, token):
        self.root = f"{base_url.rstrip('/')}/api/v3-preview"
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method, path, body=None, **query):
        """Return the answer's JSON; raises RefusedError."""
        response = self.session.request(
            method, f"{self.root}{path}", json=body, params=query, timeout=30
        )
        if not response.ok:
            raise RefusedError(f"{method} {path}: {response.status_code}\n{mistakes(response)}")
        return response.json()

    def find(self, page_type, **query):
        """Return the number of the only page of a type that fits, of those the person may edit."""
        found = self.call("GET", "/pages/", type=page_type, **query)["items"]
        if len(found) != 1:
            raise RefusedError(
                f"{len(found)} pages of the type {page_type} fit {query}, and not one."
            )
        return found[0]["id"]

    def create(self, page_type, parent, **fields):
        """Create a draft below a page and return it."""
        meta = {"type": page_type, "parent_id": parent}
        return self.call("POST", "/pages/", {"meta": meta, **fields})

    def act(self, page, action):
        """Do something with a page: `submit`, `publish`."""
        return self.call("POST", f"/pages/{page['id']}/actions/{action}/")


def mistakes(response):
    """Return the mistakes of an answer, a line each: `body.0.value.heading: This field …`."""
    try:
        problem = response.json()
    except ValueError:
        return response.text[:500]
    lines = [
        f"  {'.'.join(map(str, error.get('loc', ())))}: {error['msg']}"
        for error in problem.get("errors", ())
    ]
    return "\n".join(lines or [f"  {problem.get('detail', '')}"])


def migrate(site, clinic_slug):
    """Bring in the treatment and offer it at a clinic; return the clinic's page, published."""
    library = site.find("treatments.TreatmentIndexPage")
    home = site.call("GET", f"/pages/{library}/")["meta"]["parent"]["id"]
    questions = site.find("faq.FAQIndexPage", child_of=home)
    clinic = site.find("locations.LocationPage", slug=clinic_slug)

    site.act(site.create("faq.FAQPage", questions, **QUESTION), "publish")
    treatment = site.create("treatments.TreatmentPage", library, **TREATMENT, faqs=FAQS)
    site.act(treatment, "publish")

    offered = site.create("treatments.ClinicTreatmentPage", clinic, **AT_THE_CLINIC)
    review = site.act(offered, "submit")
    print(f"In review: “{offered['title']}”, at the step “{review['task']}”")
    return site.act(offered, "publish")


def main(base_url, token, clinic_slug):
    published = migrate(Clinicsite(base_url, token), clinic_slug)
    print(f"Published: {published['meta']['html_url']}")


if __name__ == "__main__":
    if len(sys.argv) != NAMES:
        sys.exit(f"Usage: python {Path(__file__).name} https://clinics.example TOKEN CLINIC")
    try:
        main(*sys.argv[1:])
    except RefusedError as refused:
        sys.exit(str(refused))
