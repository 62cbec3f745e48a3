"""A passkey authenticator in software: real CBOR, real ES256 signatures, no hardware. It approves every request."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One device. `origin` is the origin that it reports to the server, `verifies` whether it checks who uses it."""

    origin: str = "http://localhost:8000"
    host: str = "localhost"
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: token_bytes(32))
    uses: int = 0
    user_handle: bytes = b""
    verifies: bool = True

    def create(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return a registration credential as JSON, as `navigator.credentials.create` does."""
        self.user_handle = from_base64url(options["user"]["id"])
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + self._cose_key()
        data = self._authenticator_data(ATTESTED) + attested
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            clientDataJSON=base64url(self._client_data("webauthn.create", options["challenge"])),
            attestationObject=base64url(attestation),
            transports=["internal"],
        )

    def get(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return a signed authentication credential as JSON, as `navigator.credentials.get` does."""
        self.uses += 1
        data = self._authenticator_data()
        client_data = self._client_data("webauthn.get", options["challenge"])
        signature = self.key.sign(data + sha256(client_data).digest(), ECDSA(SHA256()))
        return self._credential(
            clientDataJSON=base64url(client_data),
            authenticatorData=base64url(data),
            signature=base64url(signature),
            userHandle=base64url(self.user_handle),
        )

    def _credential(self, **response: object) -> dict[str, Any]:
        name = base64url(self.credential_id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _authenticator_data(self, flags: int = 0) -> bytes:
        flags |= PRESENT | VERIFIED if self.verifies else PRESENT
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4)

    def _cose_key(self) -> bytes:
        """Return the public key for ES256 on P-256 (RFC 9053): kty EC2, alg -7, crv 1, x, y."""
        numbers = self.key.public_key().public_numbers()
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})
