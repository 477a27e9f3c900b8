"""From which network somebody asks."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address

from django.http import HttpRequest

from core.web.rate_limits import address_of


def asks_from(
    request: HttpRequest, networks: Iterable[IPv4Network | IPv6Network]
) -> bool:
    """Whether the visitor's address, seen through the proxies we trust, is in one of these.

    What comes through a socket of this machine has no address, and is from here.
    """
    if (
        not request.META.get("REMOTE_ADDR")
        and "HTTP_X_FORWARDED_FOR" not in request.META
    ):
        return True
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return False
    return any(address in network for network in networks)
