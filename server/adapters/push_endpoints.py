"""The addresses to which push messages may be sent. Clients choose endpoints, so none is trusted (SSRF)."""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from server.domain.errors import Invalid

KNOWN_HOSTS = ("fcm.googleapis.com", "jmt17.google.com", "web.push.apple.com")
KNOWN_DOMAINS = (".push.apple.com", ".push.services.mozilla.com", ".notify.windows.com")
DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Origin:
    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        """Return the origin as in RFC 6454, without the default port of the scheme."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if DEFAULT_PORTS.get(self.scheme) == self.port else f":{self.port}"
        )


def origin_of(url: str) -> Origin:
    """Return the origin of an address. Raises ValueError unless it is http(s) with a plain host name."""
    parts = _split(url)
    host = (parts.hostname or "").lower()
    if parts.scheme not in DEFAULT_PORTS or not host or not host.isascii() or host.endswith("."):
        raise ValueError("not an http(s) address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address that contains a user name")
    return Origin(parts.scheme, host, parts.port or DEFAULT_PORTS[parts.scheme])


def _split(url: str) -> SplitResult:
    if any(character.isspace() or not character.isprintable() or character == "\\" for character in url):
        raise ValueError("an address that contains blanks or control characters")
    return urlsplit(url)


def check_extra_origin(url: str) -> Origin:
    """Return an origin that the operator adds: https, or http on this machine. Raises ValueError."""
    origin = origin_of(url)
    parts = urlsplit(url)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(f"{url} must be an origin: scheme, host and port, without a path")
    if origin.scheme == "http" and not _is_this_machine(origin.host):
        raise ValueError(f"{url} must be https")
    return origin


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@dataclass(frozen=True, slots=True)
class Allowed:
    """The push services that messages are sent to: the well-known ones, and those that the operator adds."""

    extra: frozenset[Origin] = frozenset()

    @classmethod
    def of(cls, extra_origins: Iterable[str]) -> "Allowed":
        return cls(frozenset(check_extra_origin(url) for url in extra_origins))

    def check(self, endpoint: str) -> Origin:
        """Return the origin of an endpoint. Raises `Invalid` with code `push-endpoint`."""
        try:
            origin = origin_of(endpoint)
        except ValueError as error:
            raise Invalid(f"The push endpoint is {error}.", code="push-endpoint") from error
        if origin in self.extra:
            return origin
        known = origin.host in KNOWN_HOSTS or origin.host.endswith(KNOWN_DOMAINS)
        if origin.scheme != "https" or origin.port != 443 or not known:
            raise Invalid("The push endpoint is not at a known push service.", code="push-endpoint")
        return origin

    def services(self) -> list[str]:
        """Return the names of all push services, as `service_of` gives them."""
        hosts = [host for host in KNOWN_HOSTS if not host.endswith(KNOWN_DOMAINS)]
        domains = [domain.removeprefix(".") for domain in KNOWN_DOMAINS]
        return [*hosts, *domains, *sorted(origin.host for origin in self.extra)]

    def service_of(self, origin: Origin) -> str:
        """Return the name of an allowed push service. One that has many hosts has one name."""
        domains = [domain for domain in KNOWN_DOMAINS if origin.host.endswith(domain)]
        return domains[0].removeprefix(".") if domains else origin.host

    def may_be_private(self, host: str) -> bool:
        """Return whether the host may have a private address: only origins that the operator added may."""
        return any(origin.host == host for origin in self.extra)


class GuardedResolver(AbstractResolver):
    """Resolve hosts for aiohttp and refuse private addresses.

    The check is part of connecting, so that the address cannot change between check and connection.
    """

    def __init__(self, allowed: Allowed, *, lookup: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._lookup = lookup or ThreadedResolver(asyncio.get_running_loop())

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raise OSError if any address of `host` is private: an honest push service has none."""
        addresses = await self._lookup.resolve(host, port, family)
        if not self._allowed.may_be_private(host.lower()):
            for address in addresses:
                if not is_public(address["host"]):
                    raise OSError(None, f"{host} has an address that is not public")
        return addresses

    async def close(self) -> None:
        await self._lookup.close()


def is_public(address: str) -> bool:
    """Return whether an address is global unicast, including IPv4 inside IPv6 (mapped, 6to4, NAT64)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or _nat64(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
