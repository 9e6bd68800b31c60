"""Turns the short links of the demo's texts into pages.

A link is `treatment:<slug>`, `faq:<slug>`, `clinic:<slug>`, or one of the words `treatments`,
`faq` and `clinics` for the index pages.
"""

import re

SHORT_LINK = re.compile(r'href="((?:treatment|faq|clinic):[\w-]+)"')


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
        """Return HTML with its short links turned into Wagtail's page links."""
        return SHORT_LINK.sub(lambda match: f'linktype="page" id="{self.find(match[1]).pk}"', html)

    def destination(self, link):
        """Return `(page, url)` of a link, one of them None or empty."""
        if link.startswith(("http://", "https://")):
            return None, link
        return self.find(link), ""
