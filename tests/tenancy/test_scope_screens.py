"""What the screens of the admin tell a clinic's people, and the central team, of another clinic."""

import io
import zipfile

import pytest
from django.contrib.messages import get_messages

from tests.tenancy.planted import SECRET, secrets  # noqa: F401  a fixture

REPORTS = [
    "locked",
    "page-types-usage",
    "workflow",
    "workflow_tasks",
    "aging-pages",
    "site-history",
]
SCREENS = [
    "/admin/",
    "/admin/choose-page/",
    "/admin/choose-page/?page_type=locations.locationpage",
    "/admin/choose-page/?page_type=treatments.clinictreatmentpage",
    "/admin/choose-page/?page_type=wagtailcore.page&multiple=true&user_perms=move_to",
    "/admin/choose-page/?user_perms=copy_to",
    "/admin/choose-page/{page}/",
    "/admin/choose-page/{page}/?user_perms=move_to",
    "/admin/choose-page/{draft}/",
    "/admin/choose-page/search/?q=s3cr3t",
    "/admin/choose-page/search/?q=diego",
    "/admin/choose-page/search/?q=botox",
    "/admin/choose-page/chosen-multiple/?id={page}&id={draft}",
    "/admin/choose-external-link/",
    "/admin/pages/",
    "/admin/pages/{page}/",
    "/admin/pages/{page}/results/",
    "/admin/pages/{draft}/",
    "/admin/pages/search/?q=s3cr3t",
    "/admin/pages/usage/treatments/clinictreatmentpage/",
    "/admin/pages/usage/locations/locationpage/",
    "/admin/api/main/pages/",
    "/admin/api/main/pages/{page}/",
    "/admin/api/main/pages/{draft}/",
    "/admin/api/main/pages/?child_of={page}&for_explorer=1",
    "/admin/api/main/images/?limit=100",
    "/admin/api/main/images/{image}/",
    "/admin/api/main/images/?search=s3cr3t",
    "/admin/api/main/documents/",
    "/admin/api/main/documents/{document}/",
    "/admin/images/",
    "/admin/images/results/",
    "/admin/images/?layout=list",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/",
    "/admin/images/chooser/chosen/{image}/",
    "/admin/images/chooser/chosen-multiple/?id={image}",
    "/admin/documents/chooser/chosen/{document}/",
    "/admin/images/chooser/{image}/select_format/",
    "/admin/images/{image}/",
    "/admin/images/usage/{image}/",
    "/admin/documents/",
    "/admin/documents/results/",
    "/admin/documents/chooser/",
    "/admin/documents/usage/{document}/",
    "/admin/tag-autocomplete/?term=s3",
    "/admin/tag-autocomplete/taggit/tag/?term=s3",
    "/admin/workflows/task_chooser/",
    "/admin/workflows/task_chooser/results/",
    "/admin/workflows/task_chooser/{task}/",
    "/admin/workflows/list/",
    "/admin/workflows/tasks/index/",
    "/admin/bulk/wagtailcore/page/publish/?id={draft}&id={page}",
    "/admin/bulk/wagtailcore/page/move/?id={draft}",
    "/admin/bulk/wagtailcore/page/delete/?id=all&childOf={page}",
    "/admin/bulk/home/siteimage/delete/?id={image}",
    "/admin/bulk/home/siteimage/add_tags/?id=all",
    "/admin/bulk/wagtaildocs/document/delete/?id={document}",
    "/admin/bulk/auth/user/delete/?id={member}",
    "/admin/clinics/",
    "/admin/clinic_treatments/",
    "/admin/clinic_treatments/?export=csv",
    "/admin/faqs/faq_questions/",
    *(f"/admin/reports/{report}/" for report in REPORTS),
    *(f"/admin/reports/{report}/results/" for report in REPORTS),
    *(f"/admin/reports/{report}/?export=csv" for report in REPORTS),
    *(f"/admin/reports/{report}/?export=xlsx" for report in REPORTS),
]


def text_of(response):
    """Return all that somebody is told: content, headers, and what waits for the next page."""
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    waiting = [str(message) for message in get_messages(response.wsgi_request)]
    return f"{content.decode()}{response.headers}{waiting}"


@pytest.fixture(params=["editor", "manager", "central_editor"])
def reader(request, editor, manager, central_editor):
    return request.getfixturevalue(request.param)


@pytest.fixture
def addresses(secrets):  # noqa: F811
    ids = {name: thing.pk for name, thing in secrets.items()}
    return [address.format(**ids) for address in SCREENS]


def test_no_screen_tells_a_secret_of_another_clinic(addresses, reader, client):
    client.force_login(reader)
    told = [each for each in addresses if SECRET in shown(client, each)]
    assert told == []


def test_most_of_the_screens_tell_them_to_their_own_people(addresses, secrets, client):  # noqa: F811
    client.force_login(secrets["member"])
    told = {each for each in addresses if SECRET in shown(client, each)}
    quiet = [each.split("?")[0] for each in addresses if each not in told]
    assert len(told) > 50, quiet


def shown(client, address):
    response = client.get(address)
    # The home is a screen of its own.
    if response.status_code == 302 and response.url != "/admin/":
        response = client.get(response.url, follow=True)
    assert response.status_code < 500, address
    # What was asked for is said again: in a search's field and in the address.
    text = text_of(response)
    for echo in (f"={SECRET}", f'value="{SECRET}"', f"<em>{SECRET}</em>"):
        text = text.replace(echo, "")
    return text
