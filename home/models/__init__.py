from .brand import BrandSettings, BrandSocialLink
from .images import SiteImage, SiteRendition
from .navigation import FooterNavigationItem, MainNavigationItem, NavigationSettings
from .pages import HomePage, HomePageMixin

__all__ = [
    "BrandSettings",
    "BrandSocialLink",
    "FooterNavigationItem",
    "HomePage",
    "HomePageMixin",
    "MainNavigationItem",
    "NavigationSettings",
    "SiteImage",
    "SiteRendition",
]
