import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from home.colours import (
    MINIMUM_CONTRAST,
    WHITE,
    contrast_ratio,
    legible_shade,
    validate_primary_colour,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        # Published examples: https://webaim.org/resources/contrastchecker/
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#FFFFFF", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast_ratio(other, one) == contrast_ratio(one, other)


@given(colours)
def test_a_colour_passes_or_a_darker_shade_is_offered_that_does(colour):
    shade = legible_shade(colour)

    validate_primary_colour(shade)
    if contrast_ratio(colour, WHITE) >= MINIMUM_CONTRAST:
        assert shade == colour
        validate_primary_colour(colour)
    else:
        with pytest.raises(ValidationError, match=shade):
            validate_primary_colour(colour)


def test_a_contrast_just_too_low_is_not_rounded_up():
    with pytest.raises(ValidationError, match=r"contrast is 4\.4"):
        validate_primary_colour("#777777")


@pytest.mark.parametrize("value", ["", "red", "#fff", "#12345g", "123456", "#1234567", "#123456\n"])
def test_what_is_no_colour_is_refused(value):
    with pytest.raises(ValidationError, match="six digits"):
        validate_primary_colour(value)
