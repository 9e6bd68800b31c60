"""The system checks of webhooks: silent when all is well, plain when it is not."""

import pytest
from django.core.checks import run_checks


def ids():
    return [message.id for message in run_checks() if message.id.startswith("webhooks.")]


def test_the_project_as_it_stands_has_nothing_to_report():
    assert ids() == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"TIMEOUT": 3}, "webhooks.W001"),
        ({"CONNECT_TIMEOUT": 0}, "webhooks.E002"),
        ({"CONNECT_TIMEOUT": "3"}, "webhooks.E002"),
        ({"CONNECT_TIMEOUT": None}, "webhooks.E002"),
        ({"REQUEST_BUDGET": -1}, "webhooks.E002"),
        ({"MAX_ATTEMPTS": 0}, "webhooks.E002"),
        ({"MAX_ATTEMPTS": 2.5}, "webhooks.E002"),
        ({"MAX_CHANGES": True}, "webhooks.E002"),
        ({"RETRY_FACTOR": 0.5}, "webhooks.E002"),
        ({"PRIVATE_NETWORKS": ["10.0.0.0/99"]}, "webhooks.E003"),
        ({"PRIVATE_NETWORKS": "10.0.0.0/8"}, "webhooks.E003"),
        ({"PRIVATE_NETWORKS": [8]}, "webhooks.E003"),
        ({"PRIVATE_NETWORKS": ["0.0.0.0/0"]}, "webhooks.W002"),
        ({"PORTS": 443}, "webhooks.E004"),
        ({"PORTS": [0]}, "webhooks.E004"),
        ({"ALLOW_HTTP": "no"}, "webhooks.E005"),
        ({"CA_BUNDLE": "/nowhere.pem"}, "webhooks.E006"),
    ],
)
def test_a_wrong_setting_is_reported(option, options, expected):
    option(**options)
    assert ids() == [expected]


@pytest.mark.parametrize("value", [None, [], "on"])
def test_what_is_no_dictionary_is_reported(settings, value):
    settings.CLINICSITE = {"WEBHOOKS": value}
    assert ids() == ["webhooks.E001"]


@pytest.mark.parametrize("config", [{}, {"BACKEND": "nowhere.Backend"}, {"BACKEND": "x"}])
def test_a_cache_that_cannot_be_made_is_reported(settings, config):
    settings.WAGTAILFRONTENDCACHE = {"cdn": config}
    assert ids() == ["webhooks.E007"]


def test_right_settings_are_not(option):
    option(
        CONNECT_TIMEOUT=0.5,
        REQUEST_BUDGET=0,
        PRIVATE_NETWORKS=["10.0.0.0/8", "fd00::/8"],
        PORTS=None,
        ALLOW_HTTP=True,
    )
    assert ids() == []
