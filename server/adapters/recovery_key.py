"""The recovery key: what an operator keeps on paper, and which opens every backup with nothing else.

It is 128 random bits in eight groups, with a checksum for slips of the pen. The server knows only its public half
(X25519): it can lock keys with that, and open none.
"""

import json
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from server.adapters.clock import random_bytes
from server.adapters.master_keys import KeyUnusable
from server.adapters.sealing import NotAuthentic, derived_key, seal, unseal

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U (Crockford)
_READ_AS: Final = str.maketrans("ILO", "110", "- \t\r\n")
_SECRET: Final = 16
_CHECK: Final = 4
_GROUP: Final = 4
_LENGTH: Final = (_SECRET + _CHECK) * 8 // 5
_PUBLIC: Final = 32
_PLACE: Final = "keys of a backup"


class RecoveryKey:
    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._private = X25519PrivateKey.from_private_bytes(derived_key(secret, "recovery key"))

    @classmethod
    def new(cls) -> "RecoveryKey":
        return cls(random_bytes(_SECRET))

    @classmethod
    def typed(cls, text: str) -> "RecoveryKey":
        """Read what somebody has typed: in any case, with or without dashes. Raises `KeyUnusable`."""
        letters = text.upper().translate(_READ_AS)
        if len(letters) != _LENGTH or set(letters) - set(_LETTERS):
            raise KeyUnusable(f"this is not a recovery key, which has {_LENGTH} letters and digits")
        number = 0
        for letter in letters:
            number = number * 32 + _LETTERS.index(letter)
        content = number.to_bytes(_SECRET + _CHECK, "big")
        if sha256(content[:_SECRET]).digest()[:_CHECK] != content[_SECRET:]:
            raise KeyUnusable("the recovery key has a slip in it: compare it with what was printed")
        return cls(content[:_SECRET])

    def printed(self) -> str:
        """Return the key as eight groups of four."""
        number = int.from_bytes(self._secret + sha256(self._secret).digest()[:_CHECK], "big")
        letters = "".join(_LETTERS[(number >> 5 * place) & 31] for place in reversed(range(_LENGTH)))
        return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))

    def public(self) -> str:
        return self._private.public_key().public_bytes_raw().hex()

    def unlock(self, locked: str) -> dict[str, list[bytes]]:
        """Return the keys that `lock` has locked. Raises `KeyUnusable`."""
        content = bytes.fromhex(locked)
        once, sealed = X25519PublicKey.from_public_bytes(content[:_PUBLIC]), content[_PUBLIC:]
        try:
            opened = unseal(_shared(self._private, once, self.public()), sealed, place=_PLACE)
        except NotAuthentic:
            raise KeyUnusable("this recovery key does not belong to this backup") from None
        return {name: [bytes.fromhex(key) for key in keys] for name, keys in json.loads(opened).items()}


def lock(public: str, keys: dict[str, list[bytes]]) -> str:
    """Return keys in a form that only the recovery key of this public half opens."""
    once = X25519PrivateKey.from_private_bytes(random_bytes(32))
    receiver = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    content = json.dumps({name: [key.hex() for key in each] for name, each in keys.items()}).encode()
    sealed = seal(_shared(once, receiver, public), content, place=_PLACE)
    return (once.public_key().public_bytes_raw() + sealed).hex()


def _shared(private: X25519PrivateKey, public: X25519PublicKey, receiver: str) -> bytes:
    return derived_key(private.exchange(public), f"recovery of {receiver}")
