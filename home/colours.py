"""Colours of the brand: is text legible on them?

Contrast is that of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import re

from django.core.exceptions import ValidationError

WHITE = "#ffffff"
MINIMUM_CONTRAST = 4.5

# Below this share of full intensity, sRGB is linear.
LINEAR_UNTIL = 0.04045

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def channels(colour):
    """Return the red, green and blue of `"#rrggbb"`, each 0 to 255."""
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def relative_luminance(colour):
    """Return how light `"#rrggbb"` is, from 0 (black) to 1 (white)."""
    linear = [
        share / 12.92 if share <= LINEAR_UNTIL else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in channels(colour))
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast_ratio(one, other):
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def legible_shade(colour):
    """Return the lightest shade of `"#rrggbb"`, in steps of one hundredth, that carries white."""
    for percentage in range(100, 0, -1):
        shade = "#" + "".join(f"{channel * percentage // 100:02x}" for channel in channels(colour))
        if contrast_ratio(shade, WHITE) >= MINIMUM_CONTRAST:
            return shade
    return "#000000"


def validate_primary_colour(value):
    """Refuse what is not a colour, and a colour on which white text cannot be read."""
    if not HEX_COLOUR.fullmatch(value):
        raise ValidationError("Write the colour as # and six digits, such as #1f5f6b.")
    contrast = contrast_ratio(value, WHITE)
    if contrast < MINIMUM_CONTRAST:
        raise ValidationError(
            f"White text cannot be read on {value}: the contrast is {int(contrast * 10) / 10}, "
            f"and at least {MINIMUM_CONTRAST} is needed. A darker shade that works: "
            f"{legible_shade(value)}."
        )
