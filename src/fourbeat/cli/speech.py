"""Commands whose help is a code: click's classes, taught to ask the word table."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import click

from fourbeat.model.errors import Invalid
from fourbeat.studio.wording import Wording

from .session import Session

F = TypeVar("F", bound=Callable[..., Any])

EVERYWHERE = (
    ("--project DIR", "option.project"),
    ("--json", "option.json"),
    ("--lang en|ja", "option.lang"),
    ("--data DIR", "option.data"),
)
"""The options every command takes, wherever they stand (`session.taken_off`)."""


class Folder(click.Path):
    """Be a folder's name; an empty one, as an unset variable leaves it, does not mean the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | PathLike[str]:
        """Read the name. Raises Invalid for an empty one."""
        if value == "":
            raise Invalid("usage.empty-folder", name=param.make_metavar(_here(ctx)) if param else "DIR")
        return super().convert(value, param, ctx)


def words(context: click.Context) -> Wording:
    """Give the words the person asked for."""
    session = context.find_object(Session)
    assert session is not None
    return session.desk.wording


class Option(click.Option):
    """Be an option whose help is the text of a code."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give the option as help lists it."""
        if self.hidden:
            return None
        names = ", ".join([*self.opts, *self.secondary_opts])
        if not self.is_flag:
            names += f" {self.make_metavar(ctx)}"
        return names, words(ctx).text(self.help) if self.help else ""


class Command(click.Command):
    """Be a command whose help is the text of a code."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page in the person's language."""
        say = words(ctx).text
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("help.usage") + " ")
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say(self.help))
        # Arguments stand in the line above; in this list they would stand without a word.
        options = [record for one in self.get_params(ctx) if (record := one.get_help_record(ctx)) and record[1]]
        with formatter.section(say("help.options")):
            formatter.write_dl([*options, *((name, say(text)) for name, text in EVERYWHERE)])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give --help with its text in the person's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = words(ctx).text("help.this-page")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Give the words after the command's name: arguments, then that options may follow."""
        pieces = [piece for one in self.get_params(ctx) for piece in one.get_usage_pieces(ctx)]
        return [*pieces, "[--…]"]


class Group(Command, click.Group):
    """Be a group of commands whose help is the text of a code."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page with the commands listed."""
        super().format_help(ctx, formatter)
        say = words(ctx).text
        rows = [(name, say(code)) for name, code in self.help_codes(ctx)]
        with formatter.section(say("help.commands")):
            formatter.write_dl(rows)

    def help_codes(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name the commands with the codes of their help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, command.help) for name, command in commands if command is not None and command.help]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the words after the group's name."""
        return ["COMMAND", "[--…]"]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the commands in the order they were written, which is the order they are used in."""
        return list(self.commands)


def option(*names: str, text: str, **settings: Any) -> Callable[[F], F]:
    """Add an option whose help is the text of a code."""
    return click.option(*names, cls=Option, help=text, **settings)


def usage_error(error: click.UsageError, say: Wording) -> str:
    """Say in the person's language what is wrong with the words of a command."""
    context = error.ctx
    path = context.command_path if context else "fourbeat"
    match error:
        case click.NoSuchOption():
            close = error.possibilities or ()
            hint = say.text("usage.did-you-mean", name=close[0]) if close else ""
            told = say.text("usage.no-such-option", option=error.option_name, command=path, hint=hint)
            return told.replace("  ", " ")
        case click.MissingParameter():
            return say.text("usage.missing", name=_name(error), command=path)
        case click.BadParameter():
            kind = error.param.type if error.param else None
            if isinstance(kind, click.Choice):
                return say.text("usage.not-a-choice", name=_name(error), choices=tuple(map(str, kind.choices)))
            if isinstance(kind, click.IntRange):
                return say.text("usage.out-of-range", name=_name(error), least=str(kind.min), most=str(kind.max))
            return say.text("usage.bad-value", name=_name(error), command=path)
        case click.BadOptionUsage():
            return say.text("usage.option-needs-value", option=error.option_name, command=path)
    known = context.command if context else None
    if isinstance(known, click.Group) and context is not None:
        return say.text("usage.no-such-command", command=path, commands=tuple(known.list_commands(context)))
    return say.text("usage.too-much", command=path)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(_here(error.ctx))


def _here(context: click.Context | None) -> click.Context:
    return context or click.Context(click.Command(None))
