"""Encrypt bytes with AES-256-GCM. What is encrypted for one place cannot be opened at another.

    AFTERGLOW, version, nonce (12 bytes), ciphertext and tag

Each call takes a new random nonce. The place, such as the key in the photo store, is authenticated beside the content.
"""

import hmac
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.adapters.clock import random_bytes

KEY_LENGTH: Final = 32
VERSION: Final = 1
_MAGIC: Final = b"AFTERGLOW"  # no picture begins like this
HEADER: Final = _MAGIC + bytes([VERSION])
_NONCE: Final = 12
_TAG: Final = 16
OVERHEAD: Final = len(HEADER) + _NONCE + _TAG


class NotAuthentic(Exception):
    """The bytes were damaged or belong elsewhere, or the key is another one."""


def new_key() -> bytes:
    return random_bytes(KEY_LENGTH)


def key_id(key: bytes) -> str:
    """Return a name by which a key is recognised and that tells nothing about it."""
    return hmac.digest(key, b"afterglow key id", sha256).hex()[:32]


def derived_key(key: bytes, purpose: str) -> bytes:
    """Return a key for one purpose, from which the original cannot be computed."""
    return hmac.digest(key, f"afterglow {purpose}".encode(), sha256)


def seal(key: bytes, content: bytes, *, place: str) -> bytes:
    """Return the content encrypted for one place."""
    nonce = random_bytes(_NONCE)
    return HEADER + nonce + AESGCM(key).encrypt(nonce, content, HEADER + place.encode())


def is_sealed(stored: bytes) -> bool:
    """Return whether the bytes are encrypted, by this version or a later one."""
    return stored.startswith(_MAGIC)


def unseal(key: bytes, sealed: bytes, *, place: str) -> bytes:
    """Return the content. Raises `NotAuthentic`."""
    begins = len(HEADER) + _NONCE
    if not sealed.startswith(HEADER) or len(sealed) < OVERHEAD:
        raise NotAuthentic
    try:
        return AESGCM(key).decrypt(sealed[len(HEADER) : begins], sealed[begins:], HEADER + place.encode())
    except InvalidTag:
        raise NotAuthentic from None
