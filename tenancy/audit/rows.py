"""Which rows of two versions of a page are the same row."""


def paired(before, after, *keys):
    """Return `[(row before, row after), …]`, with None for a row that is not there.

    `keys` are functions of a row, the surest first: two rows with the same value, other than None,
    are the same. In the order of the rows after, then what has gone.
    """
    found, rest = {}, list(before)
    for key in keys:
        for index, row in enumerate(after):
            value = key(row)
            if index in found or value is None:
                continue
            match = next((number for number, old in enumerate(rest) if key(old) == value), None)
            if match is not None:
                found[index] = rest.pop(match)
    pairs = [(found.get(index), row) for index, row in enumerate(after)]
    return pairs + [(row, None) for row in rest]


def by_id(row):
    """The key of rows that are stored; one that is only in a draft has no id."""
    return row.get("pk")


def content(row):
    """Return what a row says: without its id, its page and its place."""
    return {name: value for name, value in row.items() if name not in {"pk", "page", "sort_order"}}
