"""The admin’s first page as a person reads it."""

from dataclasses import dataclass

from bs4 import BeautifulSoup


@dataclass
class Line:
    """A row of a panel: what its link says and where it leads, and the words beside it."""

    title: str
    url: str
    note: str


class Home:
    """The first page of the admin for `user`."""

    def __init__(self, client, user, **params):
        client.force_login(user)
        response = client.get("/admin/", params)
        assert response.status_code == 200
        self.html = response.content.decode()
        self.page = BeautifulSoup(self.html, "html.parser").select_one(".w-dashboard")

    @property
    def headings(self):
        return [_text(heading) for heading in self.page.select("h2")]

    def counts(self):
        """Return `{state: number}` of the states that are not empty."""
        items = self.page.select(".w-summary li")
        said = [_text(item).partition(": ") for item in items]
        return {name: int(number) for name, colon, number in said if colon and number != "0"}

    def links(self):
        """Return `{words: address}` of all links."""
        return {_text(link): link["href"] for link in self.page.select("a[href]")}

    def lines(self, panel):
        """Return the Lines of the panel with that heading; none where there is no such panel."""
        for section in self.page.select("section[data-panel]"):
            if _text(section.select_one("[data-panel-heading-text]")) == panel:
                return [_line(row) for row in section.select("tbody tr")]
        return []

    def titles(self, panel):
        return [line.title for line in self.lines(panel)]

    def words(self):
        return _text(self.page)


def _line(row):
    link = row.select_one("td.title a")
    return Line(_text(link), link["href"], _text(row.select("td")[1]))


def _text(element):
    return " ".join(element.get_text(" ").split())
