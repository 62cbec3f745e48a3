"""VAPID (RFC 8292): the header by which a push service recognizes our server, signed once per origin."""

from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from webpush.vapid import VAPID  # type: ignore[import-untyped]

from server.adapters.push_endpoints import Origin
from server.ports import Clock

TOKEN_LIFE = 12 * 60 * 60
"""Seconds until a token expires; push services refuse more than 24 hours."""
TOKEN_RENEW = 60 * 60
"""Seconds before its expiry at which a token is replaced, to allow for the clocks of push services."""


@dataclass(frozen=True, slots=True)
class _SignedHeader:
    text: str
    renew_at: float  # Unix seconds


class VapidHeaders:
    """Replace webpush's VAPID object, which signs a token for every message and omits the port in `aud`."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, *, subject: str, clock: Clock) -> None:
        self._key, self._subject, self._clock = key, subject, clock
        self._signed: dict[Origin, _SignedHeader] = {}

    def application_server_key(self) -> str:
        """Return the public key as browsers need it: an uncompressed point in base64url."""
        return str(VAPID.get_application_server_key(self._key.public_key()))

    def header(self, origin: Origin) -> str:
        """Return the Authorization header for a push service; the same one until it must be renewed."""
        now = self._clock.now().timestamp()
        signed = self._signed.get(origin)
        if signed is None or signed.renew_at <= now:
            signed = _SignedHeader(self._sign(origin, now), now + TOKEN_LIFE - TOKEN_RENEW)
            self._signed[origin] = signed
        return signed.text

    def _sign(self, origin: Origin, now: float) -> str:
        claims = {"aud": str(origin), "exp": int(now) + TOKEN_LIFE, "sub": self._subject}
        token = jwt.encode(claims, self._key, algorithm="ES256")
        return f"vapid t={token}, k={self.application_server_key()}"

    def get_authorization_header(self, endpoint: object, subscriber: str, expiration: int) -> str:
        """Return no headers to webpush, which calls this for every message: `WebPushSender` sets them itself."""
        return ""


def private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
