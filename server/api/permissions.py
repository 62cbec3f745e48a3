"""Who may call a route: the one place. Every route names one of these rules, or the server does not start.

Whose a thing is, only the use case can know: it access_records it up together with the viewer and raises `NotFound`,
so that "not yours" and "not there" look the same. So the wrong role is told "not found", too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from server.domain.errors import NotFound, NotSignedIn
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    admits: Callable[[Viewer], bool]
    open_to_all: bool = False

    def check(self, guest: Viewer | None) -> None:
        """Raises `NotSignedIn` (nobody is signed in) or `NotFound` (somebody else than the route is for)."""
        if self.open_to_all:
            return
        if guest is None:
            raise NotSignedIn
        if not self.admits(guest):
            raise NotFound


anyone = Rule("anyone", lambda viewer: True, open_to_all=True)
signed_in = Rule("signed in", lambda viewer: True)
patient = Rule("patient", lambda viewer: viewer.role is Role.PATIENT)
practitioner = Rule(
    "practitioner", lambda viewer: viewer.role is Role.PRACTITIONER and bool(viewer.clinic_id)
)
owner = Rule("owner of a clinic", lambda viewer: practitioner.admits(viewer) and viewer.is_owner)
