from wagtail import hooks

from .admin import log_actions
from .admin.deliveries import DeliveryViewSet
from .admin.endpoints import EndpointViewSet


@hooks.register("register_admin_viewset")
def register_webhook_viewsets():
    return [EndpointViewSet(), DeliveryViewSet()]


@hooks.register("register_log_actions")
def register_webhook_log_actions(actions):
    log_actions.register(actions)
