"""Read and validate a request's body and query, within a size limit and of the expected media type."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from server.api.problems import UnsupportedMedia, shape_faults
from server.api.strict_json import check_json
from server.domain.errors import ProblemCode, TooLarge
from server.domain.limits import MAX_PHOTO_BYTES
from server.shapes.base import Shape

JSON_LIMIT = Shape.max_bytes
FILE_LIMIT = MAX_PHOTO_BYTES


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """What is refused before it is parsed, and with which code."""

    max_bytes: int = JSON_LIMIT
    max_objects: int | None = None
    code: ProblemCode = "too-large"

    @classmethod
    def of(cls, shape: Any) -> "BodyLimits":
        """Return the limits of a shape; those of every shape for a union of shapes."""
        known = shape if isinstance(shape, type) and issubclass(shape, Shape) else Shape
        return cls(known.max_bytes, known.max_objects, known.too_large)


async def read_json(request: Request, shape: TypeAdapter[Any], *, limits: BodyLimits) -> Any:
    """Parse a body within its limits as `shape`.

    Raises `UnsupportedMedia`, `TooLarge`, `Malformed` or `InvalidShape`.
    """
    if _media_type(request) != "application/json":
        raise UnsupportedMedia("Send application/json.")
    raw = await read_bytes(request, limit=limits.max_bytes, code=limits.code)
    if limits.max_objects is not None and raw.count(b"{") > limits.max_objects:
        raise TooLarge(f"Send at most {limits.max_objects} objects.", code=limits.code)
    check_json(raw)
    try:
        return shape.validate_json(raw, strict=True)
    except ValidationError as error:
        raise shape_faults(error) from error


def read_query(request: Request, shape: TypeAdapter[Any]) -> Any:
    """Parse the query as `shape`. Raises `InvalidShape`."""
    try:
        return shape.validate_strings(dict(request.query_params))
    except ValidationError as error:
        raise shape_faults(error) from error


async def read_bytes(request: Request, *, limit: int, code: ProblemCode = "too-large") -> bytes:
    """Read the whole body. Raises `TooLarge` above `limit` bytes, before reading if Content-Length says so."""
    return b"".join([chunk async for chunk in chunks_of(request, limit=limit, code=code)])


async def chunks_of(request: Request, *, limit: int, code: ProblemCode = "too-large") -> AsyncIterator[bytes]:
    """Give the body as it arrives. Raises `TooLarge` like `read_bytes`, and `UnsupportedMedia` if it is encoded."""
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise UnsupportedMedia("Send the content as it is, without Content-Encoding.")
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit, code)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise _too_large(limit, code)
        yield chunk


def _too_large(limit: int, code: ProblemCode) -> TooLarge:
    return TooLarge(f"Send at most {limit // 1024} KB.", code=code)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
