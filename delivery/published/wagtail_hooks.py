from wagtail import hooks

from delivery.documents.dependencies import record_tag

from . import progress
from .upkeep.touching import touch


@hooks.register("after_bulk_action")
def touch_moved_files(request, action_type, objects, action):
    # Wagtail moves files to another collection by one statement, of which no signal tells.
    if action_type == "add_to_collection":
        touch(*map(record_tag, objects))


@hooks.register("register_admin_urls")
def register_progress_urls():
    return progress.urlpatterns


@hooks.register("insert_global_admin_js")
def insert_progress_script():
    return progress.script()


@hooks.register("insert_global_admin_css")
def insert_progress_stylesheet():
    return progress.stylesheet()
