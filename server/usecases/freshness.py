"""What may happen only right after the person has answered a passkey on the same device."""

from server.domain.errors import PasskeyNotFresh
from server.domain.viewer import Viewer
from server.ports import Services


def check_fresh(services: Services, viewer: Viewer) -> None:
    """Raise `PasskeyNotFresh` unless a passkey was answered on this device within `FRESH_FOR`."""
    if not viewer.is_fresh(services.clock.now()):
        raise not_fresh()


def not_fresh() -> PasskeyNotFresh:
    return PasskeyNotFresh("Answer a passkey on this device, and try again within ten minutes.")
