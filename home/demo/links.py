"""Turns the short links of the demo's texts into pages.

A link is `treatment:<slug>`, `faq:<slug>`, `clinic:<slug>`, or one of the words `treatments`,
`faq` and `clinics` for the index pages.
"""

import re

BOOKING = "{booking}"
BETWEEN_PARAGRAPHS = re.compile(r">\n\s*<")
SHORT_LINK = re.compile(r'href="((?:treatment|faq|clinic):[\w-]+)"')


def clinic_treatment_link(clinic, entry):
    """Return the link by which the builder knows a clinic's treatment; texts do not use it."""
    return f"clinic-treatment:{clinic}/{entry['library']}"


class PageDirectory:
    """The demo's pages by their short links."""

    def __init__(self):
        self._pages = {}

    def add(self, link, page):
        self._pages[link] = page

    def find(self, link):
        """Return the page of a short link; raises KeyError that names it when there is none."""
        try:
            return self._pages[link]
        except KeyError:
            raise KeyError(f"The demo's texts link to {link}, which does not exist") from None

    def rich_text(self, html):
        """Return HTML as Wagtail's editor writes it, with its short links as page links."""
        html = BETWEEN_PARAGRAPHS.sub("><", html.strip())
        return SHORT_LINK.sub(lambda match: f'linktype="page" id="{self.find(match[1]).pk}"', html)

    def destination(self, link):
        """Return `(page, url)` of a link, one of them None or empty.

        `{booking}` is an address as it stands, which each clinic fills with its own.
        """
        if link == BOOKING or link.startswith(("http://", "https://")):
            return None, link
        return self.find(link), ""
