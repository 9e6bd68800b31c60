"""Operations, parameters and answers, as a view's `openapi` method writes them."""

from .shapes import described, text

# The headers of answers, as components of the description.
HEADERS = {
    "ETag": {
        "description": "Names the very bytes of the answer, for `If-None-Match`.",
        "schema": text(examples=['"9f2c41d05be7a8364c1f0d92be57a310-br"']),
    },
    "Cache-Control": {
        "description": "For how long browsers and CDNs may keep the answer; `no-store` for not at "
        "all.",
        "schema": text(examples=["public, max-age=60, stale-while-revalidate=600"]),
    },
    "Cache-Tag": {
        "description": "The tags by which CDNs purge the answer, with commas between; "
        "`Surrogate-Key` has the same with spaces.",
        "schema": text(examples=["page-12"]),
    },
    "Retry-After": {
        "description": "After how many seconds it is worth asking again.",
        "schema": text(pattern="^[0-9]+$"),
    },
}


def parameter(name, schema, description="", required=False, **keywords):
    """Return a query parameter; a list stands in it with commas between its members."""
    found = {"name": name, "in": "query", "schema": schema}
    if schema.get("type") == "array":
        found |= {"style": "form", "explode": False}
    if required:
        found["required"] = True
    return {**described(found, description), **keywords}


def answer(description, schema, **keywords):
    """Return an answer with a JSON body."""
    return {
        "description": description,
        **keywords,
        "content": {"application/json": {"schema": schema}},
    }


def redirect(description):
    """Return an answer that leads elsewhere."""
    return {
        "description": description,
        "headers": {
            "Location": {
                "description": "Where to.",
                "schema": {"type": "string", "format": "uri-reference"},
            }
        },
    }


# What any address may answer, whatever stands there.
ANYWHERE = {
    "405": "Another method than `GET`, `HEAD` and `OPTIONS`.",
    "500": "Something went wrong here.",
    "503": "The content is out of reach for a moment.",
}
ERRORS = {
    "400": "A parameter is unknown or its value is wrong, the message says what is right; or the "
    "host is not served here.",
    "404": "It is not there, or it is not public.",
    "406": "The `Accept` header refuses JSON.",
    **ANYWHERE,
}
UNCHANGED = "The answer is the one whose `ETag` was sent as `If-None-Match`. It has no body."


def all_answers(schemas, answers, errors=ANYWHERE, kept=False):
    """Return all answers of an address by their status, with their headers.

    `answers` are its own, `errors` the words for those that it may give as well; `kept` says
    whether caches may keep any.
    """
    found = {status: answer(words, schemas.shape("Error")) for status, words in errors.items()}
    found |= answers
    return {
        status: _with_headers(found[status], _headers(status, kept)) for status in sorted(found)
    }


def operation(schemas, operation_id, summary, answers, parameters=(), tag="", description=""):
    """Return a GET operation.

    `answers` maps a status to an answer; the errors that every endpoint may give are added.
    """
    found = {"operationId": operation_id, "summary": summary}
    if description:
        found["description"] = description
    if tag:
        found["tags"] = [tag]
    if parameters:
        found["parameters"] = list(parameters)
    if "200" in answers:
        answers = {**answers, "304": {"description": UNCHANGED}}
    found["responses"] = all_answers(schemas, answers, ERRORS, kept=True)
    return found


def _headers(status, kept):
    """Return the names of the headers of an answer."""
    if status == "503":
        return ("Cache-Control", "Retry-After")
    if kept and status in {"200", "304"}:
        return ("ETag", "Cache-Control", "Cache-Tag")
    if kept and status in {"302", "404", "410"}:
        return ("Cache-Control", "Cache-Tag")
    return ("Cache-Control",)


def _with_headers(found, names):
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    return {**found, "headers": {**found.get("headers", {}), **headers}}
