from .brand import BrandSettings, BrandSocialLink
from .clean_images import CleanImageMixin
from .images import SiteImage, SiteRendition
from .navigation import FooterNavigationItem, MainNavigationItem, NavigationSettings
from .pages import HomePage, HomePageMixin

__all__ = [
    "BrandSettings",
    "BrandSocialLink",
    "CleanImageMixin",
    "FooterNavigationItem",
    "HomePage",
    "HomePageMixin",
    "MainNavigationItem",
    "NavigationSettings",
    "SiteImage",
    "SiteRendition",
]
