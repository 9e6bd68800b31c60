"""What an editor sees in the preview of a clinic's page: which parts are shared, which its own.

On the live site none of it is there: `part` shows what is in it and nothing more.
"""

from django import template

from delivery.placeholders import fill_documents
from delivery.visibility import Visibility
from home.provenance import hidden_names, sources

register = template.Library()

LABELS = {"shared": "Shared", "local": "This clinic"}


@register.simple_tag(takes_context=True)
def part_sources(context, page, document):
    """Return `{part key: "shared" | "local"}` while a clinic's page is previewed, else `{}`.

    `{% part_sources page document as part_sources %}`, before any `part`. Of questions and
    pairings that are both, the rows are named (see `home.provenance.sources`).
    """
    request = context.get("request")
    if not getattr(request, "is_preview", False) or "provenance" not in document:
        return {}
    return sources(page, document)


@register.simple_tag
def hidden_parts(page, document):
    """Return the names of what a clinic's page hides, without those of a draft in the library."""
    if not document["library"]:
        return []
    (names,) = fill_documents([hidden_names(page)], [page], Visibility())
    return names


@register.filter
def source_in_words(source):
    """Write a source of `part_sources` in a sentence; without one, the part is not shown."""
    return LABELS.get(source, "Not shown").lower()


@register.tag
def part(parser, token):
    """Mark a part of a page: `{% part "section" block.value.key %}…{% endpart %}`.

    The second argument names a member of a list. Without a known source, there is no mark.
    """
    name, *keys = token.split_contents()
    if len(keys) not in {1, 2}:
        raise template.TemplateSyntaxError(f"“{name}” takes the name of a part and of a member.")
    keys = [parser.compile_filter(key) for key in keys]
    content = parser.parse([f"end{name}"])
    parser.delete_first_token()
    return PartNode(keys, content)


class PartNode(template.Node):
    def __init__(self, keys, content):
        self.keys = keys
        self.nodelist = content

    def render(self, context):
        content = self.nodelist.render(context)
        found = context.get("part_sources")
        if not found:
            return content
        source = found.get(":".join(str(key.resolve(context)) for key in self.keys))
        if source is None:
            return content
        label = f'<p class="part-label">{LABELS[source]}</p>'
        return f'<div class="part part-{source}">{label}{content}</div>'
