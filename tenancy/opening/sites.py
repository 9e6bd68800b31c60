"""A clinic's own website: a Wagtail Site whose root is the clinic's page."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from wagtail.models import Site

LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
check_hostname = RegexValidator(
    rf"^{LABEL}(\.{LABEL})*$",
    "Write the name of the website alone, such as andover.example.com: no https://, no port and "
    "nothing behind it.",
)


def ensure_site(clinic, hostname, port=80):
    """Return the clinic's own site at a host, made or changed to stand there.

    Raises ValidationError at `hostname` for a name that is none, or that another site has: at any
    port, since Wagtail finds a site by its host and looks at the port only where two share one.
    """
    hostname = hostname.strip().lower()
    try:
        check_hostname(hostname)
        Site._meta.get_field("hostname").run_validators(hostname)
    except ValidationError as error:
        raise ValidationError({"hostname": error.messages}) from error
    there = Site.objects.filter(hostname__iexact=hostname)
    own = there.filter(root_page=clinic.page_id)
    site = own.filter(port=port).first() or own.first() or clinic.site or Site()
    is_moved = site.pk and site.root_page_id != clinic.page_id
    if is_moved or there.exclude(root_page=clinic.page_id).exists():
        raise ValidationError(
            {
                "hostname": f"There is another website at {hostname} already, and another port "
                "does not tell the two apart. Choose another name."
            }
        )
    site.hostname, site.port, site.root_page_id = hostname, port, clinic.page_id
    site.site_name = site.site_name or clinic.page.title
    site.save()
    return site
