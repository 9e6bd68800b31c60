"""The help on placeholders in the editor."""

from wagtail.admin.panels import HelpPanel

EXPLANATIONS = [
    (
        "treatment",
        "the name of the treatment that the page is about; elsewhere “this treatment”",
        "Chemical peel",
    ),
    ("clinic", "the name of the clinic; on the group’s own pages, of the brand", "Birch Lane Skin"),
    (
        "city",
        "the clinic’s city or town; on the group’s own pages, the words in the brand’s settings",
        "Vancouver",
    ),
    (
        "region",
        "the clinic’s province, state or county; on the group’s own pages, the words in the "
        "brand’s settings",
        "British Columbia",
    ),
    ("phone", "the telephone number of the clinic, else of the group", "(604) 555-0142"),
    (
        "booking",
        "the booking link of the clinic, else of the group; alone, it may be the address of a "
        "button",
        "https://book.example/vancouver",
    ),
]


class PlaceholdersPanel(HelpPanel):
    """Lists the placeholders, what each becomes and an example, with a button that copies it."""

    def __init__(
        self,
        content="",
        template="delivery/panels/placeholders.html",
        heading="Words that fill themselves in",
        classname="collapsed",
        **kwargs,
    ):
        super().__init__(content, template, heading=heading, classname=classname, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["placeholders"] = [
                {"name": name, "written": f"{{{name}}}", "becomes": becomes, "example": example}
                for name, becomes, example in EXPLANATIONS
            ]
            return context
