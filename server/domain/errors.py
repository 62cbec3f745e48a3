"""The few errors of the house. `server.api.problems` holds the one table error -> status."""


class AfterglowError(Exception):
    """Something a person can be told. `code` is stable: clients switch on it, never on the text."""

    code = "error"

    def __init__(self, detail: str = "", *, code: str | None = None, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.facts = facts


class NotFound(AfterglowError):
    """Not there, or there but not for you: the two must look the same."""

    code = "not-found"


class NotSignedIn(AfterglowError):
    code = "not-signed-in"


class Invalid(AfterglowError):
    """Understood, and wrong: nothing has been changed."""

    code = "invalid"


class Conflict(AfterglowError):
    """Right in itself, but not with what stands already."""

    code = "conflict"


class Gone(AfterglowError):
    """It was there, and its time is over (a used or expired link)."""

    code = "gone"


class TooLarge(AfterglowError):
    """Larger or more often than the house takes."""

    code = "too-large"
