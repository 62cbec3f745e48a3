"""Shared by the commands that need settings: reading them, and reporting errors in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from server.settings import Settings, StartError, read_settings


def settings_from(**options: object) -> Settings:
    """Return the settings; command-line options take precedence over the environment. Raises `StartError`."""
    return read_settings({name: value for name, value in options.items() if value is not None})


@contextmanager
def errors_in_one_line() -> Iterator[None]:
    """Turn a `StartError` into one line on stderr and exit code 1."""
    try:
        yield
    except StartError as error:
        raise click.ClickException(str(error)) from error
