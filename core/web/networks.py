"""From which network somebody asks."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.http import HttpRequest

from core.web.rate_limits import address_of


def network_of(address: str) -> str:
    """An address without its last part, as it may be kept: 203.0.113.0, 2001:db8:1::"""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    length = 24 if known.version == 4 else 48
    return str(ip_network(f"{address}/{length}", strict=False).network_address)


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
