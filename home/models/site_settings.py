"""Settings of a site that a site inside another shares until it has its own."""

from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from delivery.sites import sites_above


class SharedSiteSetting(BaseSiteSetting):
    """Settings that hold for a site and for the sites inside it that have none of their own.

    A clinic with a domain of its own so has the brand and the menus of its group. Reading makes
    no row: a site without settings has unsaved ones, with the fields' defaults.
    """

    class Meta:
        abstract = True

    @classmethod
    def for_site(cls, site):
        """Return the settings of that site itself, unsaved where it has none."""
        if site is None:
            raise cls.DoesNotExist(f"{cls.__name__} does not exist for site None.")
        return cls.base_queryset().filter(site=site).first() or cls(site=site)

    @classmethod
    def in_force(cls, sites):
        """Return `{site id: settings}` that hold for sites, in one query.

        They are the site's own, else those of the nearest site above it that has some; where none
        has, the site's own, unsaved.
        """
        above = {site.pk: sites_above(site) for site in sites}
        rows = cls.base_queryset().filter(site__in=set().union(*above.values()))
        found = {row.site_id: row for row in rows}
        return {
            site.pk: next((found[pk] for pk in above[site.pk] if pk in found), cls(site=site))
            for site in sites
        }

    @classmethod
    def in_force_for_request(cls, request):
        """Return the settings that hold for the site of a request, read once; None without one."""
        attribute = f"{cls.get_cache_attr_name()}_in_force"
        if not hasattr(request, attribute):
            site = Site.find_for_request(request)
            setattr(request, attribute, site and cls.in_force([site])[site.pk])
        return getattr(request, attribute)
