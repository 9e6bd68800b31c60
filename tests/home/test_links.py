import pytest
from django.core.exceptions import ValidationError

from home.links import validate_link


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/offers?from=menu",
        "http://localhost:3000",
        "/offers/",
        "/",
        "/offers/#summer",
        "mailto:hello@example.com",
        "tel:+1-604-555-0100",
    ],
)
def test_addresses_that_a_menu_may_lead_to(value):
    validate_link(value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "ftp://example.com",
        "offers",
        "/two words",
        "mailto:nobody",
        "tel:ask",
        "https://",
    ],
)
def test_addresses_that_it_may_not(value):
    with pytest.raises(ValidationError, match="Write a full address"):
        validate_link(value)
