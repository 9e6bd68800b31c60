"""`manage.py add_clinic`: clear words, all or nothing, and one clinic however often it is run."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connections

from locations.models import LocationIndexPage, LocationPage
from tenancy.models import Clinic, ClinicGroup
from tenancy.opening import clinics
from tenancy.opening.clinics import open_clinic
from tests.world import ADDRESSES

from .test_opening import DETAILS, everything

OPTIONS = {
    "address": ["1 High Street", "First floor"],
    "locality": "Andover",
    "postcode": "sp10 1aa",
    "country": "GB",
    "phone": "01264 960000",
    "timezone": "Europe/London",
    "currency": "GBP",
}


def add_clinic(capsys, title="Andover", **options):
    call_command("add_clinic", title, **{**OPTIONS, **options})
    return capsys.readouterr().out


def test_it_opens_a_clinic(group_tree, capsys):
    said = add_clinic(capsys, publish=True, hostname="andover.localhost:8000")

    page = LocationPage.objects.get()
    assert (page.slug, page.live, page.postcode) == ("andover", True, "SP10 1AA")
    assert page.phone.as_e164 == "+441264960000"
    assert page.address["lines"] == ["1 High Street", "First floor"]
    assert "is live" in said
    assert "http://andover.localhost:8000" in said


def test_twice_gives_one_clinic(group_tree, capsys):
    add_clinic(capsys)
    before = everything()

    assert "was here already" in add_clinic(capsys, locality="Elsewhere")
    assert everything() == before
    assert LocationPage.objects.get().locality == "Andover"

    add_clinic(capsys, slug="andover-2")
    assert Clinic.objects.count() == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"timezone": ""}, ["--timezone: is needed, such as Europe/London"]),
        ({"timezone": "Europe/Lonon"}, ["--timezone: Value 'Europe/Lonon' is not a valid choice"]),
        ({"country": "", "currency": ""}, ["--country: is needed", "--currency: is needed"]),
        ({"postcode": ""}, ["--postcode: Fill in the postcode"]),
        ({"address": []}, ["--address: Fill in the street address"]),
        ({"phone": "12"}, ["--phone: This is not a telephone number"]),
        ({"hostname": "group.example"}, ["--hostname: There is another website"]),
        ({"hostname": "andover.example:http"}, ["--hostname: “http” is not a port"]),
        ({"slug": "a b"}, ["--slug: "]),
        ({"below": "nowhere"}, ["--below fits no clinic index", "/group/locations/"]),
    ],
)
def test_what_is_wrong_is_said_of_its_option(options, words, group_tree, capsys):
    before = everything()

    with pytest.raises(CommandError) as refused:
        add_clinic(capsys, **options)

    for word in words:
        assert word in str(refused.value)
    assert everything() == before


def test_with_several_indexes_one_must_be_named(group_tree, capsys):
    other = group_tree.home.add_child(instance=LocationIndexPage(title="UK", slug="uk"))

    with pytest.raises(CommandError, match="several"):
        add_clinic(capsys)
    add_clinic(capsys, below="uk")
    assert "was here already" in add_clinic(capsys, below=str(other.pk))
    assert LocationPage.objects.get().get_parent().pk == other.pk


def test_what_breaks_half_way_leaves_nothing(group_tree, capsys, monkeypatch):
    before = everything()
    monkeypatch.setattr(clinics, "faq_index_model", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        add_clinic(capsys, publish=True)

    assert everything() == before


KILLED = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from tenancy.opening import clinics

clinics.faq_index_model = lambda: os.kill(os.getpid(), signal.SIGKILL)
call_command("add_clinic", "Andover", **OPTIONS)
"""


def test_what_is_killed_half_way_leaves_nothing(commits, group_tree):
    environment = {**os.environ, "DATABASE_URL": commits.url}

    outcome = subprocess.run(
        [sys.executable, "-c", f"OPTIONS = {OPTIONS!r}\n{KILLED}"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == -9, outcome.stderr
    for model in (LocationPage, Clinic, ClinicGroup):
        assert not model.objects.exists()
    assert not Group.objects.filter(name__startswith="Andover").exists()


def test_two_at_the_same_time_make_one_of_each(commits, group_tree):
    other = {"title": "San Diego", **ADDRESSES["San Diego"]}
    start = Barrier(6)

    def run(details):
        try:
            start.wait()
            index = LocationIndexPage.objects.get(pk=group_tree.clinics.pk)
            return open_clinic(index, details, publish=True).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(run, [DETAILS, other] * 3))

    assert len(set(opened)) == 2
    assert LocationPage.objects.count() == 2
    assert LocationPage.find_problems() == ([], [], [], [], [])
