"""What the editor of a clinic's treatment posts."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

RANGES = {
    "session": "minute",
    "downtime": "day",
    "onset": "day",
    "longevity": "month",
    "interval": "week",
}
ROWS = (
    "prices",
    "indications",
    "contraindications",
    "risks",
    "citations",
    "faqs",
    "pairings",
    "comments",
)
BLANK = (
    "local_title",
    "class_label",
    "summary",
    "hero_image",
    "booking_url",
    "comfort",
    "anaesthesia",
    "sessions_min",
    "sessions_max",
    "age_min",
    "age_max",
    "seo_title",
    "search_description",
    "social_image",
)


def clinic_form_data(**changes):
    """Return the posted form of a page that inherits everything, but for the changes.

    Rows are given as lists of dictionaries: `clinic_form_data(prices=[{"label": "One", …}])`, and
    ticked boxes as lists of their values.
    """
    data = {**dict.fromkeys(BLANK, ""), "slug": "botox", "sections": streamfield([])}
    for name, unit in RANGES.items():
        data |= {f"{name}_min": "", f"{name}_max": "", f"{name}_unit": unit}
        data[f"{name}_qualifier"] = ""
    for name in ROWS:
        rows = changes.pop(name, [])
        initial = sum(1 for row in rows if row.get("id"))
        data[name] = inline_formset(
            [{"id": "", "ORDER": str(i), **row} for i, row in enumerate(rows, start=1)],
            initial=initial,
        )
    publish = changes.pop("publish", False)
    if publish:
        data["action-publish"] = "1"
    ticked = {name: value for name, value in changes.items() if isinstance(value, list)}
    plain = {name: value for name, value in changes.items() if name not in ticked}
    return {**nested_form_data({**data, **plain}), **ticked}


def posted_section(kind, key, heading="Ours", text="<p>Our words.</p>", **value):
    """Return a section of the clinic's own as the editor posts it."""
    value = {
        "key": key,
        "custom_key": "",
        "heading": heading,
        "content": streamfield([("paragraph", rich_text(text))]),
        **value,
    }
    if kind == "add":
        value = {"position": "after", "anchor": "", "custom_anchor": "", **value}
    return (kind, value)
