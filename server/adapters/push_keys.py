"""The VAPID key pair of this house: made at the first start, readable by the owner only."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from webpush.vapid import VAPID  # type: ignore[import-untyped]  # it brings no types

FILE = "vapid-private-key.pem"


def load_or_make_key(data_dir: Path) -> ec.EllipticCurvePrivateKey:
    """The private key in `data_dir`. Several processes may start at once: the first one's key is everyone's.

    Raises ValueError with one clear sentence where the file holds something else.
    """
    path = data_dir / FILE
    if not path.exists():
        _make(path)
    path.chmod(0o600)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ValueError(f"{path} does not hold a VAPID private key (PEM)") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError(f"{path} must hold a key on the curve P-256")  # noqa: TRY004 - a wrong file
    return key


def _make(path: Path) -> None:
    """Written aside, forced to the disk, then linked: half a key is never seen, an older one never lost.

    A lost key would silence every subscription that was made with it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    private_pem, _public_pem, _application_key = VAPID.generate_keys()
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(private_pem)
            file.flush()
            os.fsync(file.fileno())
        _link_unless_there(aside, path)
    finally:
        aside.unlink()


def _link_unless_there(aside: Path, path: Path) -> None:
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        return
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
