"""Front-end caches that are told what to forget, through the same outbox as webhooks.

Those of Wagtail's setting `WAGTAILFRONTENDCACHE` whose backend has `purge_tags(tags)` are told the
tags of what changed, the others its addresses. `backends` holds those that know tags.
"""
