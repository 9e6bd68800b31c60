"""Blocks that are written and read: for each a type, and of what is written what is stored.

All dispatch on the block's class. A block of a project's own is treated as the class that it
derives from; one that derives from `Block` alone takes any JSON, or registers itself:
`@written_type.register(MyBlock)` and, where what is sent is not what is stored,
`@stored.register(MyBlock)`.
"""

from . import nested, single, tables  # noqa: F401  they register their blocks
from .base import stored, written_type
from .shown import shown_type

__all__ = ["shown_type", "stored", "written_type"]
