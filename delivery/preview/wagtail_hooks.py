from wagtail import hooks

from . import log_actions, sharing


@hooks.register("register_admin_urls")
def register_share_urls():
    return sharing.urlpatterns


@hooks.register("register_page_header_buttons")
def register_share_button(page, user, view_name, next_url=None):
    # A list of pages is no draft of the page above it.
    return [] if view_name == "index" else [sharing.ShareButton(page=page, priority=45)]


@hooks.register("register_log_actions")
def register_share_log_actions(actions):
    log_actions.register(actions)
