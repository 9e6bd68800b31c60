"""Who may choose what: rules that apps register, and what they refuse."""

from collections import defaultdict

_rules = []


def register_choice_rule(rule):
    """Add `rule(user, model)`: the queryset of what `user` may choose of a model.

    `model` is the outermost concrete model: `Page` for pages of every type. The rule returns None
    for a model that it has nothing to say of. What any rule leaves out is refused. Returns `rule`,
    so that it decorates.
    """
    if rule not in _rules:
        _rules.append(rule)
    return rule


def refused_choices(user, references):
    """Return those of `references` that `user` may not choose, in one query a rule and model."""
    by_model = defaultdict(set)
    for reference in references:
        by_model[reference.model].add(reference.pk)
    refused = set()
    for model, pks in by_model.items():
        for rule in _rules:
            choosable = rule(user, model)
            if choosable is not None:
                found = choosable.filter(pk__in=pks).values_list("pk", flat=True)
                refused |= {(model, pk) for pk in pks.difference(found)}
    return [reference for reference in references if reference.target in refused]
