"""Tests use public names, of ours and of others: a private one may change without notice."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parents[1]
# Documented by Django and by Python, in spite of the underscore.
DOCUMENTED = {"_meta", "_replace"}
# What takes the name of an attribute as a text; `object` is that of `patch.object`.
TAKE_NAMES = {"patch", "object", "multiple", "setattr", "delattr", "getattr", "hasattr"}


def is_private(name):
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


def private_names(tree):
    """Yield `(line, name)` of the private names that some code reaches into, scripts included."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Name("self" | "cls") | ast.Call(ast.Name("super"))):
                continue
            case ast.Attribute(attr=name):
                names = [name]
            case ast.Import(names=imported):
                names = [part for each in imported for part in each.name.split(".")]
            case ast.ImportFrom(module=module, names=imported):
                names = [*(module or "").split("."), *(each.name for each in imported)]
            case ast.Call(ast.Name(called) | ast.Attribute(attr=called)) if called in TAKE_NAMES:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                names = [each.split(".")[-1] for each in texts if isinstance(each, str)]
                names += [each.arg for each in node.keywords if each.arg]
            case ast.Constant(str(text)) if "\n" in text:
                yield from ((node.lineno + line - 1, name) for line, name in of_script(text))
                continue
            case _:
                continue
        yield from ((node.lineno, name) for name in names if is_private(name))


def of_script(text):
    try:
        return list(private_names(ast.parse(text)))
    except SyntaxError:
        return []


def test_no_test_reaches_into_what_is_private():
    found = [
        f"{path.relative_to(FOLDER.parent)}:{line}: {name}"
        for path in sorted(FOLDER.rglob("*.py"))
        for line, name in private_names(ast.parse(path.read_text()))
    ]
    assert not found, "\n".join(found)
