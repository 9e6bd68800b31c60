"""The `fields` parameter: which fields of a document are wanted, nested at most one level deep.

The syntax is Wagtail's: `fields=summary,hero_image` adds to the default, `*` starts from all and
`_` from none, `-name` takes away, and `name(…)` does the same within a field's own object.
"""

from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter


def select(requested, available, defaults):
    """Apply a `fields` parameter and return `(names, sub_fields)`.

    `requested` is the raw parameter or None, `available` all names in their order, `defaults` the
    names without a parameter. `sub_fields` maps a name to its nested selection as a tuple of
    `(name, negated)`. Raises BadRequestError for what cannot be understood.
    """
    if requested is None:
        return tuple(name for name in available if name in defaults), {}
    try:
        config = parse_fields_parameter(requested)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"fields error: {error}") from error

    names, config = _start(config, available, defaults)
    unknown = sorted({name for name, _, _ in config} - set(available))
    if unknown:
        raise BadRequestError(f"unknown fields: {', '.join(unknown)}")
    sub_fields = {}
    for name, negated, nested in config:
        if negated:
            names.discard(name)
            sub_fields.pop(name, None)
            continue
        names.add(name)
        if nested:
            sub_fields[name] = _one_level(name, nested)
    return tuple(name for name in available if name in names), sub_fields


def _start(config, available, defaults):
    if config and config[0][0] == "*":
        return set(available), config[1:]
    if config and config[0][0] == "_":
        return set(), config[1:]
    return set(defaults), config


def _one_level(name, nested):
    for sub_name, _, deeper in nested:
        if deeper:
            raise BadRequestError(
                f"fields error: {name}({sub_name}(…)) nests too deep; fields can be nested once, "
                f"as in {name}({sub_name})"
            )
    return tuple((sub_name, negated) for sub_name, negated, _ in nested)


def check_sub_fields(sub_fields, serializer):
    """Raise BadRequestError for a nested selection that the serializer's fields cannot give."""
    for name, config in sub_fields.items():
        keys = getattr(serializer.fields[name], "keys", None)
        if keys is None:
            raise BadRequestError(f"'{name}' does not support nested fields")
        unknown = sorted({sub for sub, _ in config} - {"*", "_"} - set(keys))
        if unknown:
            raise BadRequestError(
                f"unknown fields: {', '.join(f'{name}.{sub}' for sub in unknown)}; "
                f"{name} has {', '.join(keys)}"
            )


def prune(value, config):
    """Return a JSON object, or a list of them, with only the keys of a nested selection."""
    if isinstance(value, list):
        return [prune(item, config) for item in value]
    if not isinstance(value, dict):
        return value
    wanted = set() if config[0][0] == "_" else set(value)
    for name, negated in config:
        if negated:
            wanted.discard(name)
        else:
            wanted.add(name)
    return {key: item for key, item in value.items() if key in wanted}
