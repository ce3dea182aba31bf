"""The group of commands: each is imported when it is run, so that ``rolecall --help`` answers at once."""

import gc
from collections.abc import Mapping
from importlib import import_module
from typing import cast

import click

from classifier.errors import RolecallError


class LazyGroup(click.Group):
    """Knows its commands by name and help; says every expected error in one line and leaves with status 1."""

    def tell(self, commands: Mapping[str, str]) -> None:
        """Take in commands by name, with what the first sentence of their help says."""
        for name, told in commands.items():
            self.add_command(click.Command(name, help=told))

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Put the command itself in the place of the one that was only told of."""
        name, command, rest = super().resolve_command(context, arguments)
        return name, loaded(name) if name and command else command, rest

    def invoke(self, context: click.Context) -> object:
        """Run the command, and turn what is expected to go wrong into a message."""
        try:
            return super().invoke(context)
        except RolecallError as error:
            raise click.ClickException(error.message) from error


def loaded(name: str) -> click.Command:
    """Return the command of this name, which is the function of this name in the module of this name."""
    gc.disable()  # what modules hold is no garbage: to search it again and again costs a tenth of a start
    try:
        module = import_module(f"classifier.cli.{name}")
    finally:
        gc.freeze()
        gc.enable()
    return cast("click.Command", getattr(module, name))
