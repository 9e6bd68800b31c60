"""Pages, images and documents are chosen only by those who may choose them.

Choosers offer what somebody may choose, but a form that is made by hand, or a write through the
API, may name anything. So every page form asks here, when it is saved: a rule says what a person
may choose (`register_choice_rule`), and `ChoicesFormMixin` refuses the rest at the very field, row
or block. Without rules anything may be chosen.
"""

from .rules import register_choice_rule

__all__ = ["register_choice_rule"]
