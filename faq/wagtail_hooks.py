from wagtail import hooks

from faq.viewsets import FAQViewSetGroup


@hooks.register("register_admin_viewset")
def register_faq_viewsets():
    return FAQViewSetGroup()
