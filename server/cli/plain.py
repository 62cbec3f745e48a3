"""Commands about sheets report bad input as one line: `afterglow: …` on stderr, exit code 2."""

from typing import Any, NoReturn

import click


class Refusal(click.ClickException):
    """Bad input. Shown as one line on stderr; exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"afterglow: {self.message}", file=file, err=file is None)


class PlainCommand(click.Command):
    """A command whose usage errors are also one line: click would print the usage first."""

    def make_context(self, *args: Any, **named: Any) -> click.Context:
        try:
            return super().make_context(*args, **named)
        except click.UsageError as error:
            refuse(error.format_message())


def refuse(message: str) -> NoReturn:
    raise Refusal(message)
