"""The command line: one group, the shared options, and the place where errors become words and exit codes."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from importlib import import_module
from io import TextIOWrapper

import click

import fourbeat
from fourbeat.model.errors import Cancelled, FourbeatError
from fourbeat.studio.desk import Desk
from fourbeat.studio.settings import Home
from fourbeat.studio.wording import LANGUAGES, PSEUDO, Wording, system_language

from .answer import Answer
from .session import Session, taken_off
from .speech import Group, option, usage_error

UNEXPECTED = 70
"""The exit code of a defect of ours (sysexits: internal software error)."""


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"fourbeat {fourbeat.__version__}")
        context.exit()


COMMANDS = {
    "demo": "demo.demo",
    "new": "project.new",
    "open": "project.open_",
    "status": "project.status",
    "shot": "shot.shot",
    "replace": "replace.replace",
    "template": "template.template",
    "bin": "bin.bin_",
    "take": "take.take",
    "queue": "queue.queue",
    "reel": "reel.reel",
    "undo": "history.undo",
    "redo": "history.redo",
    "restore": "project.restore",
    "doctor": "doctor.doctor",
    "help": "manual.help_",
}
"""Every command and where it is: imported when it is asked for, so that help and small commands answer at once."""


class Root(Group):
    """Be the group of all commands, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the commands in the order they are used in."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        command = getattr(import_module(f"fourbeat.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def help_codes(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name the commands with their help, without importing any."""
        return [(name, f"help.{name}") for name in self.list_commands(ctx)]


@click.group("fourbeat", cls=Root, help="help.fourbeat", no_args_is_help=False, invoke_without_command=True)
@option("--version", text="help.version", is_flag=True, expose_value=False, is_eager=True, callback=_version)
@click.pass_context
def root(context: click.Context) -> None:
    """Hold every command."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run(arguments: list[str]) -> int:
    """Run one command. Exit codes: 0 done, 2 wrong words or values, others by kind of error (`model/errors.py`)."""
    _set_up_logging()
    _set_up_streams()
    everywhere, rest = taken_off(arguments)
    answer = Answer(as_json=everywhere.as_json)
    wording = Wording.of(everywhere.language or system_language())
    if everywhere.language is not None and everywhere.language not in (PSEUDO, *LANGUAGES):
        text = wording.text("usage.no-such-language", given=everywhere.language, languages=tuple(LANGUAGES))
        answer.error(wording.text("usage.title"), text, "usage")
        return 2
    try:
        home = Home.at(everywhere.data) if everywhere.data else None
        session = Session(
            Desk.usual(home=home, language=everywhere.language), answer, everywhere.project, everywhere.data
        )
        wording = session.desk.wording
        result = root.main(rest, prog_name="fourbeat", standalone_mode=False, obj=session)
    except click.UsageError as error:
        answer.error(wording.text("usage.title"), usage_error(error, wording), "usage")
        return 2
    except (click.Abort, KeyboardInterrupt):
        answer.error(wording.text("work.stopped.title"), wording.text("work.stopped"), "work.stopped")
        return Cancelled.exit_code
    except FourbeatError as error:
        answer.error(wording.title(error), wording(error.message), error.code)
        if os.environ.get("FOURBEAT_DEBUG"):
            traceback.print_exc()
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has left; Python would complain once more while flushing at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        report = "".join(traceback.format_exception(error))
        answer.error(wording.text("defect.title"), wording.text("defect", report=report), "defect")
        return UNEXPECTED
    return result if isinstance(result, int) else 0


def _set_up_logging() -> None:
    """Keep logs quiet unless somebody debugs: what a person must know is said in words."""
    logger = logging.getLogger("fourbeat")
    logger.addHandler(logging.NullHandler())
    logger.propagate = bool(os.environ.get("FOURBEAT_DEBUG"))


def _set_up_streams() -> None:
    """Let every script be written: a stream that cannot say it must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            plain = (stream.encoding or "ascii").lower().replace("-", "") in ("ascii", "ansi_x3.41968", "usascii")
            stream.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")
