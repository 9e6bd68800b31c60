"""The blocks that pages are written with. `ContentStreamBlock` and `HomeStreamBlock` are sets."""

from .sections import BodyStreamBlock, ContentStreamBlock, HomeStreamBlock, SectionBlock

__all__ = ["BodyStreamBlock", "ContentStreamBlock", "HomeStreamBlock", "SectionBlock"]
