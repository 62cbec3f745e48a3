"""What a handler takes (`Call`) and what it may return (a shape, or an `Answer` around one)."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from server.domain.errors import NotSignedIn
from server.domain.share_links import LinkReader
from server.domain.viewer import Viewer
from server.ports import Services

Body_co = TypeVar("Body_co", covariant=True)
Query_co = TypeVar("Query_co", covariant=True)
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Call(Generic[Body_co, Query_co]):
    """One request, parsed and permitted. `Call[EntryWrite, None]` has a body and no query."""

    services: Services
    body: Body_co
    query: Query_co
    path: Mapping[str, UUID | str]  # path parameters, converted to their types
    headers: Mapping[str, str]  # names in lower case
    guest: Viewer | None  # the signed-in caller, if any: for routes that anyone may call
    link_reader: LinkReader | None  # who reads by a share link: only on routes that are for them
    client: str  # the network address that the request came from, "" if it is unknown
    is_crowded: bool = False  # the network has used up what the route allows without a refusal

    @property
    def viewer(self) -> Viewer:
        """Return the signed-in caller. Raises `NotSignedIn` if there is none.

        On a route that is not open to all, `Rule.check` has already refused such a request.
        """
        if self.guest is None:
            raise NotSignedIn
        return self.guest

    @property
    def reader(self) -> LinkReader:
        """Return who reads by a share link. Raises `NotSignedIn` if nobody does; `Rule.check` has refused that."""
        if self.link_reader is None:
            raise NotSignedIn
        return self.link_reader

    def uuid(self, name: str) -> UUID:
        """Return the path parameter `name`, which ends in `_id`."""
        value = self.path[name]
        if not isinstance(value, UUID):
            raise TypeError(f"{name} is not an id")
        return value

    def text(self, name: str) -> str:
        """Return a path parameter that is not an id, such as the size of a photo."""
        return str(self.path[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[Content]):
    """A response with headers or an ETag. `content` is the shape, or its JSON already encoded as bytes;
    `Answer[bytes]` is a picture or a file and names its `media_type`. A large file is an iterator over its parts."""

    content: Content | bytes | AsyncIterator[bytes]
    media_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    status: int | None = None  # None: the status of the route
    etag: str | None = None  # opaque and unquoted; a matching If-None-Match is answered with 304
    gzipped: bytes | None = None  # the content compressed ahead; else it is compressed for each request
