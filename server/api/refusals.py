"""Answers to what never becomes a request: the web server writes them itself, whole, and closes the connection."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Literal

from starlette.responses import Response

from server.api.problems import HeadTooLarge, Overloaded, RequestTooSlow, problem_response
from server.api.security import security_headers
from server.api.strict_json import Malformed
from server.domain.errors import AfterglowError
from server.ports import NewId

Status = Literal[400, 408, 431, 503]
_ERRORS: dict[Status, Callable[[], AfterglowError]] = {
    400: lambda: Malformed("This is not HTTP."),
    408: lambda: RequestTooSlow("The request was sent too slowly."),
    431: lambda: HeadTooLarge("The headers are too large."),
    503: lambda: Overloaded("Too many requests at the same time.", retry_after=5),
}


def refusals(public_url: str, new_id: NewId) -> Callable[[Status], bytes]:
    """Return what gives the bytes of the answer with a status: a problem, with the security headers."""
    headers = security_headers(public_url)

    def refusal(status: Status) -> bytes:
        request_id = new_id().hex[:16]
        response = problem_response(_ERRORS[status]()).for_request(request_id)
        own = [
            (b"x-request-id", request_id.encode()),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        return _written(response, [*response.raw_headers, *headers, *own])

    return refusal


def _written(response: Response, headers: list[tuple[bytes, bytes]]) -> bytes:
    phrase = HTTPStatus(response.status_code).phrase
    lines = [f"HTTP/1.1 {response.status_code} {phrase}".encode(), *(b": ".join(pair) for pair in headers)]
    return b"\r\n".join([*lines, b"", bytes(response.body)])
