"""Writing pages by Wagtail's API v3: what can be typed in the editor can be sent, and no more.

The schemas of a page type are made of its editor: every field, row and block that the form has,
under the model's own names. What is sent goes through that form, so the same rules hold, and what
is refused is said where it stands: `["body", 0, "value", "content", 2, "value", "image"]`.
"""
