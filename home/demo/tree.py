"""Puts the demo's pages into the tree as drafts that hold only a title.

Pages refer to each other in both directions, so all of them must exist before any is filled.
"""

import swapper
from django.utils.text import slugify
from wagtail.models import Page, Site

from home.models import HomePage

from .links import PageDirectory, clinic_treatment_link
from .texts import clinic_treatments, shared_questions, text, texts


class NotTheDemoError(Exception):
    """The database holds a site that is not the demo."""


def is_untouched(welcome):
    """Whether a site's root page is the one that a new Wagtail project begins with, or none."""
    return welcome is None or (
        welcome.specific_class is Page and not welcome.get_children().exists()
    )


class DemoTree:
    """The demo's pages: `directory` finds them by link, `new` are those made by this run."""

    def __init__(self, base_url):
        self.base_url = base_url
        self.directory = PageDirectory()
        self.new = set()

    def plant(self):
        """Make what is missing; a page that is there already, by its slug, is left alone."""
        self.home = self._home()
        self.site = Site.objects.filter(root_page=self.home.pk).first()
        self.directory.add("home", self.home)
        site_texts = text("site")
        treatments = self._index("treatments", site_texts["treatments_index"])
        questions = self._index("faq", site_texts["faq_index"])
        clinics = self._index("clinics", site_texts["locations_index"])
        for slug, entry in texts("treatments").items():
            page_class = swapper.load_model("treatments", "TreatmentPage")
            self._page(treatments, page_class, f"treatment:{slug}", entry["title"], slug)
        for entry in shared_questions():
            self._question(questions, entry)
        for slug, entry in texts("clinics").items():
            page_class = swapper.load_model("locations", "LocationPage")
            clinic = self._page(clinics, page_class, f"clinic:{slug}", entry["title"], slug)
            own = self._page(
                clinic,
                swapper.load_model("faq", "FAQIndexPage"),
                f"clinic-faq:{slug}",
                f"Questions about the {entry['title']} clinic",
                "faq",
            )
            for question in entry["faqs"]:
                self._question(own, question)
        for slug, entry in clinic_treatments():
            self._clinic_treatment(slug, entry)

    def _home(self):
        """Return the demo's home page, put in the place of Wagtail's welcome page the first time.

        Raises NotTheDemoError where another site stands: its pages and the demo's must not mix.
        """
        home = HomePage.objects.order_by("path").first()
        site = Site.objects.filter(is_default_site=True).first()
        welcome = site and site.root_page
        if home is None and is_untouched(welcome):
            return self._make_home(site or Site(is_default_site=True), welcome)
        if home is None or not self._holds_the_demo(home):
            raise NotTheDemoError(
                f"There is a site here already: “{home or welcome}”. The demo is built in an empty "
                "database, or added to where it was built before; give it a database of its own."
            )
        return home

    def _holds_the_demo(self, home):
        treatments = swapper.load_model("treatments", "TreatmentPage").objects.descendant_of(home)
        return treatments.filter(slug__in=texts("treatments")).exists()

    def _make_home(self, site, welcome):
        home = HomePage(title=text("site")["brand"]["name"], slug="clinicsite-home", live=False)
        Page.get_first_root_node().add_child(instance=home)
        self.new.add("home")
        default_port = 443 if self.base_url.scheme == "https" else 80
        site.hostname, site.port = self.base_url.hostname, self.base_url.port or default_port
        site.site_name = home.title
        site.root_page = home
        site.save()
        if welcome:
            Page.objects.get(pk=welcome.pk).delete()
        home.slug = "home"
        home.save()
        return home

    def _index(self, link, entry):
        app, name = {
            "treatments": ("treatments", "TreatmentIndexPage"),
            "faq": ("faq", "FAQIndexPage"),
            "clinics": ("locations", "LocationIndexPage"),
        }[link]
        slug = {"clinics": "locations"}.get(link, link)
        return self._page(self.home, swapper.load_model(app, name), link, entry["title"], slug)

    def _question(self, index, entry):
        page_class = swapper.load_model("faq", "FAQPage")
        self._page(index, page_class, f"faq:{entry['slug']}", entry["question"], entry["slug"])

    def _clinic_treatment(self, clinic, entry):
        treatment = self.directory.find(f"treatment:{entry['library']}")
        self._page(
            self.directory.find(f"clinic:{clinic}"),
            swapper.load_model("treatments", "ClinicTreatmentPage"),
            clinic_treatment_link(clinic, entry),
            entry.get("title", treatment.title),
            entry.get("slug", entry["library"]),
            treatment=treatment,
        )

    def _page(self, parent, page_class, link, title, slug, **fields):
        page = page_class.objects.child_of(parent).filter(slug=slug).first()
        if page is None:
            page = page_class(title=title, slug=slug or slugify(title), live=False, **fields)
            parent.add_child(instance=page)
            self.new.add(link)
        self.directory.add(link, page)
        return page
