"""How commands are made: each is handed the session."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from .session import Session
from .speech import Command, Group


def command(parent: click.Group | None, name: str, help_code: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that is handed the session before its own words."""

    def dress(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def call(**given: Any) -> Any:
            session = click.get_current_context().find_object(Session)
            return function(session, **given)

        made = click.command(name, cls=Command, help=help_code)(call)
        if parent is not None:
            parent.add_command(made)
        return made

    return dress


def group(name: str, help_code: str) -> Group:
    """Make a group of commands."""
    return Group(name, help=help_code)
