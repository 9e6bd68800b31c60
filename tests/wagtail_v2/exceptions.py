"""Those of Wagtail's own tests that Clinicsite's endpoints do not pass, each with its reason."""

PAGES = "wagtail.api.v2.tests.test_pages"
IMAGES = "wagtail.api.v2.tests.test_images"
DOCUMENTS = "wagtail.api.v2.tests.test_documents"
RENDERERS = "wagtail.api.v2.tests.test_renderer_classes.TestBaseAPIViewSetRendererClasses"
REDIRECTS = "wagtail.contrib.redirects.tests.test_redirects_api.TestRedirectsAPI"

REASONS = {
    "A picture, a page and a row have one shape everywhere, in fields and blocks alike: never a "
    "bare id, and no `meta` of their own.": [
        f"{PAGES}.TestPageDetail.test_all_nested_fields",
        f"{PAGES}.TestPageDetail.test_basic",
        f"{PAGES}.TestPageDetail.test_fields_foreign_key",
        f"{PAGES}.TestPageDetail.test_form_fields_on_form_page",
        f"{PAGES}.TestPageDetail.test_nested_fields",
        f"{PAGES}.TestPageDetail.test_remove_nested_fields",
        f"{PAGES}.TestPageDetail.test_unknown_nested_fields_give_error",
        f"{PAGES}.TestPageDetailWithStreamField.test_image_block",
        f"{PAGES}.TestPageDetailWithStreamField.test_image_chooser_block",
        f"{PAGES}.TestPageListing.test_all_nested_fields",
        f"{PAGES}.TestPageListing.test_fields_foreign_key",
        f"{PAGES}.TestPageListing.test_nested_fields",
        f"{PAGES}.TestPageListing.test_remove_nested_fields",
        f"{PAGES}.TestPageListing.test_unknown_nested_fields_give_error",
    ],
    "`fields` nests once, so that no selection reaches through a relation.": [
        f"{PAGES}.TestPageDetail.test_nested_nested_fields",
        f"{PAGES}.TestPageListing.test_nested_nested_fields",
    ],
    "A detail refuses a parameter that it does not know, as a list does.": [
        f"{PAGES}.TestPageDetailWithStreamField"
        ".test_image_chooser_block_with_custom_get_api_representation",
    ],
    "The documents of files and redirects hold more fields than Wagtail's.": [
        f"{DOCUMENTS}.TestDocumentListing.test_all_fields",
        f"{DOCUMENTS}.TestDocumentListing.test_all_fields_then_remove_something",
        f"{IMAGES}.TestImageListing.test_all_fields",
        f"{IMAGES}.TestImageListing.test_all_fields_then_remove_something",
        f"{REDIRECTS}.test_redirect",
    ],
    "A file has one address on every site: that of the settings, not of the host that was asked.": [
        f"{DOCUMENTS}.TestDocumentDetail.test_basic",
        f"{DOCUMENTS}.TestDocumentListing.test_basic",
    ],
    "A site lists its own redirects alone.": [
        f"{REDIRECTS}.test_redirects_listing",
    ],
    "`find/` looks on the site that `site` names; Wagtail's test asks whether it should.": [
        f"{PAGES}.TestPageFind.test_find_by_html_path_matching_only_in_site_param_tree",
    ],
    "Nobody is logged in: an answer is the same for everyone, so that any cache may keep it.": [
        f"{PAGES}.TestPageListing.test_private_pages_with_user_groups",
        f"{PAGES}.TestPageListing.test_private_pages_with_user_login",
    ],
    "Answers are JSON alone; there are no pages of HTML to browse the API with.": [
        f"{RENDERERS}.test_api_response_returns_html_with_browser_accept_header",
        f"{RENDERERS}.test_api_response_returns_html_with_html_accept_header",
    ],
    "A search goes together with every filter and order; Wagtail refuses some.": [
        f"{DOCUMENTS}.TestDocumentListingSearch.test_search_when_filtering_by_tag_gives_error",
        f"{IMAGES}.TestImageListingSearch.test_search_when_filtering_by_tag_gives_error",
        f"{PAGES}.TestPageListingSearch.test_search_when_filtering_by_tag_gives_error",
        f"{PAGES}.TestPageListingSearch.test_search_with_filter_on_non_filterable_field",
        f"{PAGES}.TestPageListingSearch.test_search_with_order_on_non_filterable_field",
    ],
    "A detail takes fewer queries than the ten that Wagtail counts.": [
        f"{PAGES}.TestAPIDetailQueryCount.test_detail_view_does_not_duplicate_queries",
    ],
    "What is wrong with a number is said in words, not with Python's message.": [
        f"{PAGES}.TestPageListing.test_filtering_id_int_validation",
    ],
}

EXCEPTIONS = {test: reason for reason, tests in REASONS.items() for test in tests}
