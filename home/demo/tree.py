"""Puts the demo's pages into the tree as drafts that hold only a title.

Pages refer to each other in both directions, so all of them must exist before any is filled.
"""

import swapper
from django.utils.text import slugify
from wagtail.models import Page, Site

from home.models import HomePage

from .links import PageDirectory
from .texts import shared_questions, text, texts


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

    def _home(self):
        """Return the home page, put in the place of Wagtail's welcome page where that is left."""
        home = HomePage.objects.order_by("path").first()
        if home:
            return home
        root = Page.get_first_root_node()
        site = Site.objects.filter(is_default_site=True).first()
        welcome = site and site.root_page
        if welcome and (welcome.specific_class is not Page or welcome.get_children().exists()):
            welcome = None
        home = HomePage(title=text("site")["brand"]["name"], slug="clinicsite-home", live=False)
        root.add_child(instance=home)
        self.new.add("home")
        self._serve(home, site, welcome)
        return home

    def _serve(self, home, site, welcome):
        if site is None:
            site = Site(is_default_site=True)
        elif welcome is None:
            # Another site is served here already: the demo does not take its place.
            return
        site.hostname, site.port = self.base_url.hostname, self.base_url.port or 80
        site.site_name = home.title
        site.root_page = home
        site.save()
        if welcome:
            Page.objects.get(pk=welcome.pk).delete()
        home.slug = "home"
        home.save()

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

    def _page(self, parent, page_class, link, title, slug):
        page = page_class.objects.child_of(parent).filter(slug=slug).first()
        if page is None:
            page = page_class(title=title, slug=slug or slugify(title), live=False)
            parent.add_child(instance=page)
            self.new.add(link)
        self.directory.add(link, page)
        return page
