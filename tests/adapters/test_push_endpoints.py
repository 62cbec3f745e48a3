"""Push endpoints: addresses that the client chooses, so the server must not trust them."""

import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from server.adapters.push_endpoints import Allowed, GuardedResolver, check_extra_origin, is_public, origin_of
from server.domain.errors import Invalid


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://web.push.apple.com/QGH",
        "https://api.push.apple.com:443/x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYA",
    ],
)
def test_the_well_known_push_services_are_accepted(endpoint: str) -> None:
    assert Allowed().check(endpoint).scheme == "https"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://user:pass@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://fcm.googleapis.com./x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://10.0.0.8/x",
        "https://push.services.mozilla.com.evil.example/x",
        "file:///etc/passwd",
        "https://[broken/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/a\r\nHost: evil",
        "",
        "fcm.googleapis.com",
    ],
)
def test_every_other_address_is_refused_with_its_code(endpoint: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Allowed().check(endpoint)
    assert refusal.value.code == "push-endpoint"


def test_an_origin_added_by_the_operator_is_accepted_on_its_port_only() -> None:
    allowed = Allowed.of(["https://push.clinic.example:8443", "http://127.0.0.1:9000"])
    assert str(allowed.check("https://push.clinic.example:8443/x")) == "https://push.clinic.example:8443"
    assert str(allowed.check("http://127.0.0.1:9000/x")) == "http://127.0.0.1:9000"
    for other in ("https://push.clinic.example/x", "http://127.0.0.1:9001/x", "https://127.0.0.1:9000/x"):
        with pytest.raises(Invalid):
            allowed.check(other)


@pytest.mark.parametrize(
    "origin", ["http://push.clinic.example", "https://a.example/path", "ftp://a.example", "x"]
)
def test_an_extra_origin_must_be_a_bare_origin_on_https_or_loopback(origin: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_extra_origin(origin)


def test_an_origin_omits_the_default_port_of_its_scheme() -> None:
    assert str(origin_of("https://Fcm.googleapis.com:443/x")) == "https://fcm.googleapis.com"
    assert str(origin_of("http://[::1]:8080/x")) == "http://[::1]:8080"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("142.250.1.95", True),
        ("2a00:1450:4001::5f", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - refused, not bound
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_globally_reachable_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


class FixedLookup(AbstractResolver):
    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self) -> None:
        self.addresses = ()


async def test_a_name_with_any_private_address_is_refused() -> None:
    resolver = GuardedResolver(Allowed(), lookup=FixedLookup("142.250.1.95", "10.0.0.1"))
    with pytest.raises(OSError, match="not public"):
        await resolver.resolve("fcm.googleapis.com", 443)


async def test_only_an_origin_added_by_the_operator_may_have_a_private_address() -> None:
    outside = GuardedResolver(Allowed(), lookup=FixedLookup("142.250.1.95"))
    assert [address["host"] for address in await outside.resolve("fcm.googleapis.com", 443)] == [
        "142.250.1.95"
    ]
    inside = GuardedResolver(Allowed.of(["https://push.lan:8443"]), lookup=FixedLookup("10.0.0.1"))
    assert [address["host"] for address in await inside.resolve("push.lan", 8443)] == ["10.0.0.1"]
    with pytest.raises(OSError, match="not public"):
        await inside.resolve("fcm.googleapis.com", 443)
    await inside.close()
