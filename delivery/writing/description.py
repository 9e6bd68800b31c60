"""What the API says of itself: its errors too, and nothing that nobody could ask for."""

from functools import wraps

from ninja.openapi.schema import REF_TEMPLATE
from wagtail.api.v3.errors import PROBLEM_JSON, ProblemDetail

PROBLEM = {
    "description": "What is wrong, and in `errors` where it stands.",
    "content": {PROBLEM_JSON: {"schema": {"$ref": REF_TEMPLATE.format(model="ProblemDetail")}}},
}


def with_errors(describe):
    """Let a maker of OpenAPI documents name the errors, and leave out what cannot be called."""

    @wraps(describe)
    def wrapper(*args, **kwargs):
        document = describe(*args, **kwargs)
        for path, operations in list(document["paths"].items()):
            for method, operation in list(operations.items()):
                if _is_for_nobody(operation):
                    del operations[method]
                else:
                    operation["responses"]["4XX"] = PROBLEM
            if not operations:
                del document["paths"][path]
        document["components"]["schemas"]["ProblemDetail"] = ProblemDetail.json_schema()
        return document

    return wrapper


def _is_for_nobody(operation):
    """Tell whether an operation is on models of which there are none, as snippets may be."""
    return any(
        parameter["in"] == "path" and parameter["schema"].get("const") == ""
        for parameter in operation["parameters"]
    )
