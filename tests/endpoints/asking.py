"""Addresses of the API by what they answer, and what every answer must say."""

API = "/api/v2/"
FRONT_END = "https://front.example"

FOUND = [
    "pages/",
    "pages/?search=peel",
    "pages/?site=north.example",
    "pages/{pk}/",
    "pages/{pk}/?fields=summary",
    "pages/{pk}/?rich_text_format=markdown",
    "resolve/?path=/treatments/peel/",
    "resolve/?path=/treatments/peel/&include=site,breadcrumbs,children",
    "resolve/?path=/treatments/peel/&host=north.example",
    "resolve/?path=/old/",
    "site/",
    "sitemap/",
    "changes/",
    "images/",
    "documents/",
    "redirects/",
    "openapi.json",
]
# What caches may keep until something is published: what is there, or not, at an address.
KEPT = {
    "pages/find/?html_path=/treatments/peel/": 302,
    "pages/find/?html_path=/nothing/": 404,
    "pages/999999/": 404,
    "pages": 301,
    "resolve/?path=/nothing/": 404,
    "resolve/?path=/&host=nowhere.example": 404,
    "resolve/?path=/treatments/gone/": 410,
    "changes/?since=MS4wLjA": 410,
    "redirects/find/?html_path=/old/": 302,
    "images/999999/": 404,
    "nowhere/": 404,
    "nowhere": 404,
    "": 404,
}
REFUSED = {
    "pages/?nonsense=1": 400,
    "pages/?limit=x": 400,
    "resolve/?path=nowhere": 400,
    "sitemap/?limit=x": 400,
    "changes/?since=x": 400,
    "site/?nonsense=1": 400,
    "images/?format=xml": 400,
}
PREVIEW = "preview/?content_type=faq.faqpage&token=x"
EVERYTHING = [*FOUND, *KEPT, *REFUSED, PREVIEW]


def varies_by(response):
    return {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name}


def assert_kept(response):
    assert response.headers["Cache-Control"].startswith("public, ")
    assert response.headers["Cache-Tag"] == response.headers["Surrogate-Key"].replace(" ", ",")
    assert response.headers["Cache-Tag"]


def assert_not_kept(response):
    assert "no-store" in response.headers["Cache-Control"]
    assert not {"ETag", "Cache-Tag"} & set(response.headers)


def assert_error(response, status):
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    assert isinstance(response.json()["message"], str)
