"""The `fields` parameter: the grammar of `delivery.documents.selection` as a regular expression."""

from delivery.endpoints.parameters import LONGEST_VALUE

from .operations import parameter
from .shapes import text

WORDS = (
    "Which fields are wanted: names with commas between add to the default, `*` first starts from "
    "all and `_` from none, `-name` takes away, and `name(_,part)` chooses among the parts of one."
)


# A selection among the parts of a field, where they are too many to be listed.
ANY_PARTS = "[a-z0-9_,*-]+"
MOST_PARTS = 100


def fields(keys):
    """Return the parameter for `{name: keys}`: what a document has, and what each of it has.

    `keys` are the names of the parts that may be chosen of a field, None where there are none.
    """
    plain = next((name for name in keys if name not in ("id", "type", "detail_url")), "id")
    return parameter(
        "fields",
        text(pattern=f"^({_top(keys)})?$", maxLength=LONGEST_VALUE),
        WORDS,
        examples={
            "all": {"value": "*", "summary": "Everything"},
            "only": {"value": f"_,id,{plain}", "summary": "These alone"},
        },
    )


def _top(keys):
    names = "|".join(keys)
    several = {name: parts for name, parts in keys.items() if parts}
    if sum(map(len, several.values())) > MOST_PARTS:
        nested = rf"({'|'.join(several)})\({ANY_PARTS}\)"
    else:
        nested = "|".join(rf"{name}\(({_inner(parts)})\)" for name, parts in several.items())
    chosen = f"({names}|{nested})" if nested else f"({names})"
    from_all = f"(-({names})|{nested})" if nested else f"-({names})"
    item = f"(-({names})|{chosen})"
    return rf"_(,{chosen})*|\*(,{from_all})*|{item}(,{item})*"


def _inner(parts):
    names = f"({'|'.join(parts)})"
    return rf"_(,{names})*|\*(,-{names})*|-?{names}(,-?{names})*"
