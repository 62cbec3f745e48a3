"""Find the resource for a path in a tree of segments; the time does not grow with the number of routes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(slots=True)
class _Node:
    """A node in the tree of paths. A literal segment takes precedence over a parameter; there is no backtracking."""

    named: dict[str, "_Node"] = field(default_factory=dict)
    parameter: "_Node | None" = None
    resource: ASGIApp | None = None
    parameters: tuple[str, ...] = ()  # their names in the path, in order

    def child(self, segment: str) -> "_Node":
        """Return the child node for `segment`, creating it if needed. Used while building the tree."""
        if not segment.startswith("{"):
            return self.named.setdefault(segment, _Node())
        self.parameter = self.parameter or _Node()
        return self.parameter


class PathRouter(BaseRoute):
    """All resources of the URL table as one Starlette route."""

    def __init__(self, resources: Mapping[str, ASGIApp]) -> None:
        self._root = _Node()
        for path, resource in resources.items():
            node = self._root
            for segment in path.split("/"):
                node = node.child(segment)
            node.resource = resource
            node.parameters = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        node, values = self._root, []
        for segment in scope["path"].split("/"):
            child = node.named.get(segment)
            if child is None:
                if node.parameter is None:
                    return Match.NONE, {}
                values.append(segment)
                child = node.parameter
            node = child
        if node.resource is None:
            return Match.NONE, {}
        child_scope = {
            "endpoint": node.resource,
            "path_params": dict(zip(node.parameters, values, strict=True)),
        }
        return Match.FULL, child_scope

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["endpoint"](scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> NoReturn:
        raise NoMatchFound(name, path_params)
