"""Builds the demo site: registers, pictures, pages and settings."""

from urllib.parse import urlsplit

from django.db import transaction

from .clinic_treatments import fill_clinic_treatment
from .clinics import fill_clinic
from .links import clinic_treatment_link
from .pages import fill_home, fill_index, fill_question
from .publishing import fill_and_publish
from .registers import make_registers
from .settings import fill_settings
from .tenants import Tenants
from .texts import clinic_treatments, earlier_treatment, shared_questions, text, texts
from .treatments import fill_treatment
from .tree import DemoTree

INDEXES = {"treatments": "treatments_index", "faq": "faq_index", "clinics": "locations_index"}


@transaction.atomic
def build(base_url="http://127.0.0.1:8000", say=lambda message: None, sites=False):
    """Build the demo; what exists already is left as it stands.

    `base_url` is where the site is served. `say` is told what is being done. With `sites`, each
    clinic has a host of its own. All or nothing is built. Returns the `DemoTree` and its `Tenants`.
    """
    say("Registers: categories, concerns, areas, products, topics")
    registers = make_registers()
    tree = DemoTree(urlsplit(base_url))
    tree.plant()
    say("Teams, collections and workflows of the clinics")
    tenants = Tenants(tree, sites)
    images = tenants.shared
    site_texts = text("site")

    say("Home page and indexes")
    fill_and_publish(tree, "home", fill_home, site_texts["home"], images)
    for link, name in INDEXES.items():
        fill_and_publish(tree, link, fill_index, site_texts[name])
    say("Questions and answers")
    for entry in shared_questions():
        fill_and_publish(tree, f"faq:{entry['slug']}", fill_question, entry, registers["topic"])
    say("Treatments and their pictures")
    for slug in texts("treatments"):
        entry = earlier_treatment(slug)
        fill_and_publish(tree, f"treatment:{slug}", fill_treatment, entry, registers, images)
    say("Clinics")
    for slug, entry in texts("clinics").items():
        fill_and_publish(tree, f"clinic:{slug}", fill_clinic, entry, tenants.shelf(slug))
        fill_and_publish(tree, f"clinic-faq:{slug}", fill_index, {"introduction": ""})
        for question in entry["faqs"]:
            fill_and_publish(
                tree, f"faq:{question['slug']}", fill_question, question, registers["topic"]
            )
    say("The clinics' treatments")
    for clinic, entry in clinic_treatments():
        link = clinic_treatment_link(clinic, entry)
        images_here = tenants.shelf(clinic)
        fill_and_publish(tree, link, fill_clinic_treatment, entry, registers, images_here)
    # The library moves on, and leaves behind what a clinic wrote in the place of its earlier words.
    for slug in texts("earlier"):
        entry = texts("treatments")[slug]
        fill_and_publish(tree, f"treatment:{slug}", fill_treatment, entry, registers, images)
    say("Brand and menus")
    if tree.site:
        fill_settings(tree.site, tree.directory, images)
    return tree, tenants
