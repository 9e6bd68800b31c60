from wagtail import hooks

from .admin.dates import picker_script


@hooks.register("insert_global_admin_js")
def insert_picker_script():
    return picker_script()
