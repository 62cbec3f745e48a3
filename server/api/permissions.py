"""Who may call a route. Every route names one of these rules; otherwise the server does not start.

Whether a row is for the viewer is decided by `server.usecases.access`, which raises `NotFound` so that "not
yours" and "does not exist" look the same. A person with the wrong role therefore also gets "not found".
"""

from collections.abc import Callable
from dataclasses import dataclass

from server.domain.errors import NotFound, NotSignedIn
from server.domain.share_links import LinkReader
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on the signed-in person. `open_to_all`: also for people who are not signed in.

    `by_link`: only for readers of share links, signed in or not. They may call no other route by their link.
    """

    name: str
    admits: Callable[[Viewer], bool]
    open_to_all: bool = False
    by_link: bool = False

    def check(self, guest: Viewer | None, reader: LinkReader | None = None) -> None:
        """Raise `NotSignedIn` if nobody is signed in, or `NotFound` if the route is not for this person."""
        if self.open_to_all or (self.by_link and reader is not None):
            return
        if guest is None:
            raise NotSignedIn
        if not self.admits(guest):
            raise NotFound


anyone = Rule("anyone", lambda viewer: True, open_to_all=True)
link_reader = Rule("reader of a share link", lambda viewer: False, by_link=True)
signed_in = Rule("signed in", lambda viewer: True)
patient = Rule("patient", lambda viewer: viewer.role is Role.PATIENT)
practitioner = Rule(
    "practitioner", lambda viewer: viewer.role is Role.PRACTITIONER and bool(viewer.clinic_id)
)
owner = Rule("owner of a clinic", lambda viewer: practitioner.admits(viewer) and viewer.is_owner)
