"""What is sent for a block and what is stored of it: the two that every kind of block registers."""

from functools import singledispatch, wraps
from typing import Annotated, Union

from pydantic import Field, JsonValue

from ..values import Choice, Html

_made = []


@singledispatch
def written_type(block):
    """Return the type of what is sent for a block; null where nothing is said."""
    return JsonValue


@singledispatch
def stored(block, value):
    """Return what the database holds of a value of `written_type(block)`."""
    if isinstance(value, Choice):
        return value.pk
    if isinstance(value, Html):
        return value.html
    return value


def once(make):
    """Let blocks of one class with equal children share a type, by its own name."""

    @wraps(make)
    def written(block):
        for kind, known, made in _made:
            alike = type(known) is type(block) and known.child_blocks == block.child_blocks
            if kind is make and alike:
                return made
        made = make(block)
        _made.append((make, block, made))
        return made

    return written


def list_of(children):
    """Return the type of a list of `children`, models that their `type` tells apart."""
    if not children:
        return list[JsonValue]
    if len(children) == 1:
        return list[children[0]]
    return list[Annotated[Union[children], Field(discriminator="type")]]  # noqa: UP007  made here


def help_of(block):
    """Return what the editor says of a block; its form field may not be made yet."""
    words = getattr(block.meta, "description", "") or getattr(block.meta, "help_text", "")
    return str(words or block._constructor_args[1].get("help_text") or block.label)
