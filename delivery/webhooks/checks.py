"""System checks: settings with which messages would go wrong, or where they must not."""

import ipaddress
from numbers import Real
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.utils.module_loading import import_string

from delivery.conf import setting

from .conf import DEFAULTS, option

HTTP_PORTS = range(1, 65536)

# What is no number but one of these, or counts.
OTHERS = ("PRIVATE_NETWORKS", "ALLOW_HTTP", "PORTS", "CA_BUNDLE")
WHOLE = ("MAX_ATTEMPTS", "CIRCUIT_FAILURES", "MAX_CHANGES")
MAY_BE_ZERO = ("REQUEST_BUDGET", "SECRET_OVERLAP_HOURS")


@register()
def check_names(app_configs, **kwargs):
    """A misspelt key would be ignored without a word."""
    if not isinstance(setting("WEBHOOKS"), dict):
        return [_error("CLINICSITE['WEBHOOKS'] is no dictionary.", "Give {'NAME': value, …}.", 1)]
    return [
        Warning(
            f"CLINICSITE['WEBHOOKS']['{name}'] is not a setting.",
            hint=f"The settings are {', '.join(DEFAULTS)}.",
            id="webhooks.W001",
        )
        for name in sorted(set(setting("WEBHOOKS")) - set(DEFAULTS))
    ]


@register()
def check_numbers(app_configs, **kwargs):
    """Times and counts must be numbers that make sense."""
    problems = []
    for name in DEFAULTS if isinstance(setting("WEBHOOKS"), dict) else ():
        value = None if name in OTHERS else option(name)
        if value is None and name in OTHERS:
            continue
        kind = int if name in WHOLE else Real
        least = 0 if name in MAY_BE_ZERO else 1 if name in (*WHOLE, "RETRY_FACTOR") else None
        is_number = isinstance(value, kind) and not isinstance(value, bool)
        if is_number and (value > 0 if least is None else value >= least):
            continue
        what = "a whole number" if kind is int else "a number"
        bound = "above 0" if least is None else f"of {least} or more"
        hint = f"Give {what} {bound}."
        problems.append(_error(f"CLINICSITE['WEBHOOKS']['{name}'] is {value!r}.", hint, 2))
    return problems


@register()
def check_where(app_configs, **kwargs):
    """Networks, ports and the file of authorities must be such."""
    if not isinstance(setting("WEBHOOKS"), dict):
        return []
    problems = []
    networks, ports, bundle = (option(name) for name in ("PRIVATE_NETWORKS", "PORTS", "CA_BUNDLE"))
    if not isinstance(networks, list | tuple) or not all(map(_is_network, networks)):
        hint = "Give a list of networks such as '10.0.0.0/8'."
        problems.append(_error(_wrong("PRIVATE_NETWORKS"), hint, 3))
    elif any(ipaddress.ip_network(each, strict=False).prefixlen == 0 for each in networks):
        problems.append(
            Warning(
                "CLINICSITE['WEBHOOKS']['PRIVATE_NETWORKS'] holds every address there is: whoever "
                "may add a webhook reaches every server of your network.",
                hint="Name the networks that receivers are in.",
                id="webhooks.W002",
            )
        )
    if ports is not None and not (isinstance(ports, list | tuple) and all(map(_is_port, ports))):
        problems.append(_error(_wrong("PORTS"), "Give a list of ports, or None for any.", 4))
    if not isinstance(option("ALLOW_HTTP"), bool):
        problems.append(_error(_wrong("ALLOW_HTTP"), "Give True or False.", 5))
    if bundle is not None and not (isinstance(bundle, str | Path) and Path(bundle).is_file()):
        hint = "Give the path of a file of certificates, or None for the public ones."
        problems.append(_error(_wrong("CA_BUNDLE"), hint, 6))
    return problems


@register()
def check_caches(app_configs, **kwargs):
    """A front-end cache whose backend cannot be imported would never be purged."""
    problems = []
    for name, config in (getattr(settings, "WAGTAILFRONTENDCACHE", None) or {}).items():
        try:
            import_string(config["BACKEND"])
        except (KeyError, TypeError, ImportError, AttributeError):
            problems.append(
                _error(
                    f"The backend of WAGTAILFRONTENDCACHE['{name}'] cannot be imported.",
                    "Give 'BACKEND' one of Wagtail's or of delivery.webhooks.purging.backends.",
                    7,
                )
            )
    return problems


def _error(message, hint, number):
    return Error(message, hint=hint, id=f"webhooks.E{number:03}")


def _wrong(name):
    return f"CLINICSITE['WEBHOOKS']['{name}'] is {option(name)!r}."


def _is_network(value):
    try:
        return isinstance(value, str) and bool(ipaddress.ip_network(value, strict=False))
    except ValueError:
        return False


def _is_port(value):
    return isinstance(value, int) and not isinstance(value, bool) and value in HTTP_PORTS
