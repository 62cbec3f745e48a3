"""What a handler is given (`Call`) and what it may give back (a shape, or an `Answer` around one)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from server.domain.errors import NotSignedIn
from server.domain.viewer import Viewer
from server.ports import Services

Body_co = TypeVar("Body_co", covariant=True)
Query_co = TypeVar("Query_co", covariant=True)
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Call(Generic[Body_co, Query_co]):
    """One request, parsed and permitted. `Call[EntryWrite, None]` takes a body and no query."""

    services: Services
    body: Body_co
    query: Query_co
    path: Mapping[str, UUID | str]  # the parameters of the path, already of their type
    headers: Mapping[str, str]  # names in lower case
    guest: Viewer | None  # who is asking, if anyone is signed in: for routes that anyone may call

    @property
    def viewer(self) -> Viewer:
        """Who is asking, on a route that asks for somebody signed in."""
        if self.guest is None:
            raise NotSignedIn
        return self.guest

    def uuid(self, name: str) -> UUID:
        """The path parameter `name`, which ends in `_id`."""
        value = self.path[name]
        if not isinstance(value, UUID):
            raise TypeError(f"{name} is not an id")
        return value

    def text(self, name: str) -> str:
        """A path parameter that is no id: a size, a sheet's key."""
        return str(self.path[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[Content]):
    """An answer with more to say than its content. `content` may be the shape, or its JSON already as bytes;
    `Answer[bytes]` is a picture or a file and names its `media_type`."""

    content: Content | bytes
    media_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None  # opaque, without quotes; a matching If-None-Match is answered 304
