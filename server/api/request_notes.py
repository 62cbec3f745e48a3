"""What is noted in the ASGI scope of a request: its id, and the code of the problem that answered it."""

from starlette.types import Scope

_ID = "request_id"
_CODE = "problem_code"


def note_request_id(scope: Scope, request_id: str) -> None:
    scope[_ID] = request_id


def request_id_of(scope: Scope) -> str | None:
    value = scope.get(_ID)
    return None if value is None else str(value)


def note_problem(scope: Scope, code: str) -> None:
    scope[_CODE] = code


def problem_of(scope: Scope) -> str | None:
    """Return the code of the problem that answered the request, or None if it was no problem."""
    value = scope.get(_CODE)
    return None if value is None else str(value)
