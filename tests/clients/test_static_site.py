"""The example of a static site: it is built of the demo, and again of what changed."""

import os
import subprocess
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
import requests
from wagtail.models import Site

from faq.models import FAQPage
from home.models import BrandSettings
from treatments.models import TreatmentPage

EXAMPLES = Path(__file__).parents[2] / "examples"
CLIENT = EXAMPLES.parent / "clients" / "typescript"
SHARED = "biostimulators-why-so-slow"


def run(folder, *command, **environment):
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-6_000:]
    return done.stdout


class StaticSite:
    """A copy of the example, with a cache and an output of its own."""

    def __init__(self, folder, address):
        self.folder, self.address = folder, address
        self.output = folder / "_site"

    def build(self):
        """Build it; return the paths of the pages that were written and of those deleted."""
        before = self.pages()
        run(self.folder, "npm", "run", "build", CLINICSITE_URL=self.address)
        after = self.pages()
        written = {path for path, moment in after.items() if before.get(path) != moment}
        return written, before.keys() - after.keys()

    def pages(self):
        """When each page was last written, by its path."""
        return {
            f"/{file.relative_to(self.output).parent}/".replace("/./", "/"): file.stat().st_mtime_ns
            for file in self.output.rglob("index.html")
        }

    def html(self, path):
        return (self.output / path.strip("/") / "index.html").read_text()


@pytest.fixture
def static_site(demo_site, tmp_path):
    run(CLIENT, "npm", "run", "build")
    source, folder = EXAMPLES / "static-site", tmp_path / "static-site"
    copytree(source, folder, ignore=ignore_patterns("node_modules", ".cache", "_site"))
    (folder / "node_modules").symlink_to(source / "node_modules")
    return StaticSite(folder, demo_site)


def documents(address):
    """The text of each public page's document, by its path."""
    api = f"{address}/api/v2"
    pages = requests.get(f"{api}/sitemap/?limit=1000", timeout=60).json()["items"]
    return {
        page["path"]: requests.get(f"{api}/pages/{page['id']}/", timeout=60).text for page in pages
    }


def test_every_page_is_built_and_then_only_what_shows_an_edited_question(static_site):
    every = documents(static_site.address)

    written, _ = static_site.build()
    assert written ^ every.keys() == set()
    assert {"/", "/treatments/", "/faq/", "/locations/andover/"} <= every.keys()
    assert static_site.build() == (set(), set())

    question = FAQPage.objects.get(slug=SHARED)
    question.answer = "<p>Because collagen grows at the pace of a fern.</p>"
    question.save_revision().publish()
    written, deleted = static_site.build()

    showing = {
        path for path, text in documents(static_site.address).items() if "pace of a fern" in text
    }
    assert (written ^ showing, deleted) == (set(), set())
    assert all("pace of a fern" in static_site.html(path) for path in showing)
    kinds = {"/".join(path.split("/")[:3]) for path in showing}
    assert {f"/faq/{SHARED}", "/treatments/biostimulators", "/locations/vancouver"} <= kinds
    assert len(showing) < len(every) / 10

    assert static_site.build() == (set(), set())


def test_what_is_no_longer_public_is_deleted_and_what_is_new_is_added(static_site):
    static_site.build()
    page = TreatmentPage.objects.get(slug="dermaplaning")
    page.unpublish()

    written, deleted = static_site.build()

    assert "/treatments/dermaplaning/" in deleted
    assert not [path for path in static_site.pages() if path.endswith("/dermaplaning/")]
    assert "/treatments/" in written
    assert "dermaplaning" not in static_site.html("/treatments/")

    page.get_latest_revision().publish()

    written, deleted = static_site.build()

    assert "/treatments/dermaplaning/" in written
    assert deleted == set()
    assert "/treatments/dermaplaning/" in static_site.html("/treatments/")


def test_what_stands_around_every_page_changes_every_page(static_site):
    everything, _ = static_site.build()
    brand = BrandSettings.for_site(Site.objects.get(is_default_site=True))
    brand.name = "Fern & Field"
    brand.save()

    written, deleted = static_site.build()

    assert (written ^ everything, deleted) == (set(), set())
    assert "Fern &amp; Field" in static_site.html("/faq/")


def test_links_in_texts_lead_to_the_pages_that_were_built(static_site):
    static_site.build()

    inside = f'href="{static_site.address}/'
    for path in static_site.pages():
        assert inside not in static_site.html(path)


def test_a_build_that_fails_loses_no_change(static_site):
    static_site.build()
    question = FAQPage.objects.get(slug=SHARED)
    question.answer = "<p>Because collagen grows at the pace of a fern.</p>"
    question.save_revision().publish()
    template = static_site.folder / "src" / "_includes" / "pages" / "FAQPage.njk"
    text = template.read_text()
    template.write_text("{% no such tag %}")

    with pytest.raises(AssertionError, match="FAQPage"):
        static_site.build()
    template.write_text(text)
    static_site.build()

    assert "pace of a fern" in static_site.html(f"/faq/{SHARED}/")
    assert "pace of a fern" in static_site.html("/treatments/biostimulators/")
