"""What people of a clinic and of the central team save and publish in their week."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from faq.models import FAQPage

from .group import pages_of
from .screens import edit

EDIT_FORM = "#page-edit-form"
UNLIKE = count(1)


@dataclass(frozen=True)
class Deed:
    """A form that is posted; `prepare(client)` returns its address and its data."""

    name: str
    prepare: Callable
    roles: tuple


def deeds(group):
    pages = list(pages_of(group.clinic))
    plain, clinic = pages[-1], group.clinic.page
    question = FAQPage.objects.descendant_of(clinic).filter(live=True).last()
    treatment = group.library[-1]
    team = ("central editor", "central manager")
    return [
        Deed("Save a clinic treatment", saving(plain, sections=()), ("editor", "manager")),
        Deed("Publish a clinic treatment", publishing(plain, sections=()), ("manager",)),
        Deed("Save a clinic", saving(clinic), ("editor", "manager")),
        Deed("Publish a clinic", publishing(clinic), ("manager",)),
        Deed("Save a question", saving(question), ("editor", "manager")),
        Deed("Publish a question", publishing(question), ("manager",)),
        Deed("Save a treatment", saving(treatment, body=BODY), team),
        Deed("Publish a treatment, asked", publishing(treatment, body=BODY), ("central manager",)),
        Deed("Publish a treatment, confirmed", confirming(treatment), ("central manager",)),
    ]


BODY = tuple(
    (
        "section",
        {
            "key": key,
            "custom_key": "",
            "heading": key.capitalize(),
            "content": streamfield([("paragraph", rich_text("<p>Ring {clinic} in {city}.</p>"))]),
        },
    )
    for key in ("overview", "aftercare", "cost")
)


def saving(page, **streams):
    """Return what opens the editor of a page and changes what search engines show of it."""

    def prepare(client):
        data = posted(client, edit(page), EDIT_FORM)
        data["search_description"] = f"Said {next(UNLIKE)} times."
        data |= nested_form_data({name: streamfield(value) for name, value in streams.items()})
        return edit(page), data

    return prepare


def publishing(page, **streams):
    save = saving(page, **streams)

    def prepare(client):
        url, data = save(client)
        return url, data | {"action-publish": "1"}

    return prepare


def confirming(treatment):
    """Return what says yes when the editor is asked whether the clinics may change."""
    publish = publishing(treatment, body=BODY)

    def prepare(client):
        url, data = publish(client)
        question = client.post(url, urlencode(data, True), FORM)
        form = BeautifulSoup(question.content, "html.parser").select_one("main form")
        return form["action"], fields_of(form)

    return prepare


FORM = "application/x-www-form-urlencoded"


def posted(client, url, selector):
    """Return what the form of a page would post as it stands."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return fields_of(page.select_one(selector))


def fields_of(form):
    data = {}
    for element in form.select("input[name], textarea[name], select[name]"):
        kind, name = element.get("type"), element["name"]
        if kind in ("submit", "button", "file") or element.has_attr("disabled"):
            continue
        if kind in ("checkbox", "radio") and not element.has_attr("checked"):
            continue
        if element.name == "select":
            chosen = element.select("option[selected]") or element.select("option")[:1]
            values = [option.get("value", "") for option in chosen]
        elif element.name == "textarea":
            values = [element.text.removeprefix("\n")]
        else:
            values = [element.get("value", "on" if kind == "checkbox" else "")]
        data.setdefault(name, []).extend(values)
    return data
