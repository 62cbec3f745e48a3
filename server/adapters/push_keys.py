"""The VAPID key pair of this server, created at the first startup and readable by its owner only."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from webpush.vapid import VAPID  # type: ignore[import-untyped]  # it ships no types

from server.adapters.durable_files import create_durably

FILE = "vapid-private-key.pem"


def load_or_create_key(data_dir: Path) -> ec.EllipticCurvePrivateKey:
    """Return the private key in `data_dir`, creating it if needed. If several processes start at once, all
    use the key of the first.

    Raises ValueError, with one clear sentence, if the file holds anything else.
    """
    path = data_dir / FILE
    if not path.exists():
        _create(path)
    path.chmod(0o600)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ValueError(f"{path} does not hold a VAPID private key (PEM)") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError(f"{path} must hold a key on the curve P-256")  # noqa: TRY004 - the file is wrong, not a type
    return key


def _create(path: Path) -> None:
    """Create the key file unless a key exists: losing one would silence every subscription that was made with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    private_pem, _public_pem, _application_key = VAPID.generate_keys()
    create_durably(path, private_pem)
