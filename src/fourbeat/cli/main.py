"""The command line: one group, the shared options, and the place where errors become words and exit codes."""

from __future__ import annotations

import errno
import logging
import os
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

import fourbeat
from fourbeat.model.errors import Cancelled, FourbeatError, NotFound, Storage
from fourbeat.studio.desk import Desk
from fourbeat.studio.settings import Home
from fourbeat.studio.wording import LANGUAGES, PSEUDO, Wording, system_language

from . import window
from .answer import Answer
from .session import Session, taken_off
from .speech import Group, option, usage_error

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

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
    "script": "script.script",
    "shot": "shot.shot",
    "brief": "brief.brief",
    "film": "film.film",
    "cast": "cast.cast",
    "place": "cast.place",
    "prop": "cast.prop",
    "ref": "ref.ref",
    "still": "still.still",
    "replace": "replace.replace",
    "lint": "lint.lint",
    "check": "lint.check",
    "policy": "policies.policy",
    "provider": "providers.provider",
    "template": "template.template",
    "bin": "bin.bin_",
    "take": "take.take",
    "queue": "queue.queue",
    "handwork": "handwork.handwork",
    "budget": "budget.budget",
    "workflow": "workflow.workflow",
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
    """Hold every command; alone, open the studio where there is a screen."""
    if context.invoked_subcommand is not None:
        return
    session = context.find_object(Session)
    assert session is not None
    if session.answer.as_json:
        click.echo(context.get_help())
        return
    try:
        window.open_window(session, session.around())
    except NotFound as error:
        click.echo(context.get_help())
        session.answer.note("\n" + session.desk.wording(error.message))


def run(arguments: list[str]) -> int:
    """Run one command. Exit codes: 0 done, 2 wrong words or values, others by kind of error (`model/errors.py`)."""
    _set_up_logging()
    _set_up_streams()
    answer, wording = Answer(as_json="--json" in arguments), Wording.of(system_language())
    try:
        everywhere, rest = taken_off(arguments)
    except FourbeatError as error:
        answer.error(wording.title(error), wording(error.message), error.code)
        return error.exit_code
    wording = Wording.of(everywhere.language or system_language())
    if everywhere.language is not None and everywhere.language not in (PSEUDO, *LANGUAGES):
        text = wording.text("usage.no-such-language", given=everywhere.language, languages=tuple(LANGUAGES))
        answer.error(wording.text("usage.title"), text, "usage")
        return 2
    try:
        home = Home.at(everywhere.data) if everywhere.data else None
        session = Session(
            Desk.usual(home=home, language=everywhere.language),
            answer,
            everywhere.project,
            everywhere.data,
            everywhere.language,
        )
        wording = session.desk.wording
        result = root.main(rest, prog_name="fourbeat", standalone_mode=False, obj=session)
        # What is still on its way out must fail here, where it can be told in words.
        sys.stdout.flush()
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
        # The reader of our output has left.
        _let_go_of_output()
        return 0
    except OSError as error:
        if error.errno not in _FULL:
            return _defect(error, answer, wording, everywhere.data)
        with suppress(OSError):
            answer.error(wording.text("output.full.title"), wording.text("output.full"), "output.full")
        _let_go_of_output()
        return Storage.exit_code
    except Exception as error:
        return _defect(error, answer, wording, everywhere.data)
    return result if isinstance(result, int) else 0


def _defect(error: Exception, answer: Answer, wording: Wording, data: Path | None) -> int:
    """Tell of a fault of ours, with all that helps to mend it, and keep it in the fault log."""
    from fourbeat.studio.faults import report, write_down

    write_down(Home.at(data) if data else Home.usual(), error)
    answer.error(wording.text("defect.title"), wording.text("defect", report=report(error)), "defect")
    return UNEXPECTED


def _let_go_of_output() -> None:
    """Send what is left of the output nowhere: Python would complain once more while flushing at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
