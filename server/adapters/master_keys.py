"""The master key: it encrypts the keys of all patients, and lies outside the database.

It is in the file `master-key` of the data folder, made at the first start, or in AFTERGLOW_MASTER_KEY. During a
rotation there are two, the new one first.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from server.adapters.durable_files import create_durably, write_durably
from server.adapters.sealing import KEY_LENGTH, key_id, new_key

FILE: Final = "master-key"
VARIABLE: Final = "AFTERGLOW_MASTER_KEY"
_KEY: Final = re.compile(rf"[0-9a-fA-F]{{{2 * KEY_LENGTH}}}")


class KeyUnusable(Exception):
    """A key is missing or wrong. The message is one sentence for the operator, without a full stop."""


class MasterKeys:
    """The master keys of this process. `given` are those of AFTERGLOW_MASTER_KEY; then there is no file.

    `beside` are keys that are known for the time of a restore only.
    """

    def __init__(self, data_dir: Path, given: str = "", *, beside: Sequence[bytes] = ()) -> None:
        self.path = data_dir / FILE
        self.is_given = bool(given.strip())
        self._known = list(beside)
        self._given = parsed_keys(given, VARIABLE) if self.is_given else []

    def listed(self) -> list[bytes]:
        """Return the keys of the environment or the file, the newest first; none if there is no file.

        Raises `KeyUnusable`.
        """
        if self.is_given:
            return self._given
        try:
            return parsed_keys(self.path.read_text(encoding="ascii", errors="replace"), str(self.path))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise KeyUnusable(f"the master key {self.path} cannot be read: {error.strerror}") from error

    def find(self, wanted: str) -> bytes | None:
        """Return the key with this id, None if it is not here. Raises `KeyUnusable`.

        For an unknown one the file is read again: a rotation in another process changes it.
        """
        if not any(key_id(key) == wanted for key in self._known):
            self._known += [key for key in self.listed() if key not in self._known]
        return next((key for key in self._known if key_id(key) == wanted), None)

    def newest(self) -> bytes:
        """Return the first key; make one if there is none. Raises `KeyUnusable`."""
        if not self.listed():
            create_durably(self.path, _text([new_key()]))
        return self.listed()[0]

    def begin_rotation(self) -> bytes:
        """Return the key that all others give way to. After a rotation that was cut, it is the one made then.

        Raises `KeyUnusable`.
        """
        keys = self.listed()
        if len(keys) < 2:
            if self.is_given:
                raise KeyUnusable(
                    f"{VARIABLE} has one key: write a new one before it, with a space between them"
                )
            keys = [new_key(), *keys]
            write_durably(self.path, _text(keys))
        return keys[0]

    def end_rotation(self) -> None:
        """Forget all keys but the newest. What is in the environment, the operator takes away."""
        if not self.is_given:
            write_durably(self.path, _text(self.listed()[:1]))

    def adopt(self, keys: Sequence[bytes]) -> None:
        """Write the keys of a backup, if this place has none."""
        if keys and not self.listed():
            create_durably(self.path, _text(keys))


def parsed_keys(text: str, where: str) -> list[bytes]:
    """Return keys that are separated by white space. Raises `KeyUnusable`, which quotes nothing."""
    words = text.split()
    if not words or not all(_KEY.fullmatch(word) for word in words):
        raise KeyUnusable(f"{where} does not hold a master key, which is {2 * KEY_LENGTH} hexadecimal digits")
    return [bytes.fromhex(word) for word in words]


def _text(keys: Iterable[bytes]) -> bytes:
    return "".join(f"{key.hex()}\n" for key in keys).encode()
