"""Wagtail’s API v2 on top of the documents: an endpoint a module, and what they have in common."""
