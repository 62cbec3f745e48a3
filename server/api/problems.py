"""Errors as HTTP responses: the table from error class to status, and problem+json (RFC 9457)."""

import json
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError
from starlette.responses import Response

from server.api.strict_json import Malformed
from server.domain.errors import (
    AfterglowError,
    Conflict,
    Gone,
    Invalid,
    NotFound,
    NotSignedIn,
    PasskeyNotFresh,
    ProblemCode,
    TooLarge,
    TooMany,
    Unavailable,
)

MAX_FAULTS = 20


class Forbidden(AfterglowError):
    """The request does not come from this app's own pages."""

    code: ProblemCode = "cross-site"


class UnsupportedMedia(AfterglowError):
    """The body does not have the media type that this route accepts."""

    code: ProblemCode = "media-type"


class Unexpected(AfterglowError):
    """An unhandled exception. The response gives no detail; the log has it under the request id."""

    code: ProblemCode = "unexpected"


class NotReady(AfterglowError):
    """The server cannot reach its database."""

    code: ProblemCode = "not-ready"


STATUS: Mapping[type[AfterglowError], int] = {
    Malformed: 400,
    NotSignedIn: 401,
    Forbidden: 403,
    PasskeyNotFresh: 403,
    NotFound: 404,
    Conflict: 409,
    Gone: 410,
    TooLarge: 413,
    UnsupportedMedia: 415,
    Invalid: 422,
    TooMany: 429,
    Unexpected: 500,
    NotReady: 503,
    Unavailable: 503,
}
TITLES: Mapping[int, str] = {
    400: "The request could not be read",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict with what is already stored",
    410: "No longer available",
    413: "Too large",
    415: "Unsupported media type",
    422: "Invalid request",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "Not ready",
}


_ROUTER_CODES: Mapping[int, ProblemCode] = {404: "not-found", 405: "method"}


class Fault(BaseModel):
    """One thing that is wrong with a request, and where: `document.scores.redness`."""

    at: str
    problem: str


class Problem(BaseModel):
    """application/problem+json. `code` is stable: switch on it, never on the texts."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: ProblemCode
    errors: list[Fault] = []


class InvalidShape(Invalid):
    """A body or query that does not match its shape."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.at}: {fault.problem}" for fault in faults[:3]))
        self.faults = faults


def status_of(error: AfterglowError) -> int:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(error: AfterglowError) -> Problem:
    status = status_of(error)
    return Problem(
        title=TITLES[status],
        status=status,
        detail=error.detail or TITLES[status],
        code=error.code,
        errors=_faults(error),
    )


def problem_response(error: AfterglowError) -> Response:
    body = problem(error).model_dump(exclude_defaults=True)
    return _response({"type": "about:blank", **body}, body["status"], _headers(error))


def _headers(error: AfterglowError) -> dict[str, str] | None:
    seconds = error.facts.get("retry_after")
    return None if seconds is None else {"retry-after": str(seconds)}


def http_problem_response(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Build the responses of the router itself: to an unknown path or an unknown method."""
    title = TITLES.get(status, TITLES[405])
    answer = Problem(title=title, status=status, detail=title, code=_ROUTER_CODES.get(status, "http"))
    return _response({"type": "about:blank", **answer.model_dump(exclude_defaults=True)}, status, headers)


def shape_faults(error: ValidationError) -> InvalidShape:
    faults = error.errors(include_url=False, include_context=False, include_input=False)[:MAX_FAULTS]
    return InvalidShape([Fault(at=_place(fault["loc"]), problem=fault["msg"]) for fault in faults])


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "body"


def _faults(error: AfterglowError) -> list[Fault]:
    """Return the faults of an invalid shape, or the one field that `Invalid("…", at="time_zone")` names."""
    if isinstance(error, InvalidShape):
        return error.faults
    at = error.facts.get("at")
    return [Fault(at=str(at), problem=error.detail)] if at is not None else []


def _response(body: object, status: int, headers: Mapping[str, str] | None = None) -> Response:
    content = json.dumps(body, ensure_ascii=True).encode()
    return Response(content, status, headers, media_type="application/problem+json")
