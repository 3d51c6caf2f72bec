"""The one family of errors a person may meet.

Foreign errors (a library's, a server's, the system's) are turned into these at the wall of each room. The class says
what kind of trouble it is, and so the exit code; the message says what happened and what to do.
"""

from __future__ import annotations

from .message import Message


class FourbeatError(Exception):
    """Carry a message code with its facts; the words are found by `studio/wording.py`."""

    exit_code = 1

    def __init__(self, code: str, /, **params: str | int | Message | tuple[str | Message, ...]) -> None:
        self.message = Message(code=code, params=params)
        super().__init__(code)

    @property
    def code(self) -> str:
        """Name the sentence in the word table."""
        return self.message.code

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.message.params.items())
        return f"{self.code} ({facts})" if facts else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross the border of worker processes; the default would call __init__ without the parameters.
        return (_rebuild, (type(self), self.message))


def _rebuild(kind: type[FourbeatError], message: Message) -> FourbeatError:
    return kind(message.code, **message.params)


class Invalid(FourbeatError):
    """Say that what was given cannot be right: a brief file, a size, a name."""

    exit_code = 2


class NotFound(FourbeatError):
    """Say that a project, shot, take, job or file is not there."""

    exit_code = 3


class Busy(FourbeatError):
    """Say that another process holds the project."""

    exit_code = 4


class Refused(FourbeatError):
    """Say that the gate does not let a submission pass."""

    exit_code = 5


class Storage(FourbeatError):
    """Say that the disk, a folder or a database does not do what it must."""

    exit_code = 6


class MediaError(FourbeatError):
    """Say that a picture, clip or sound cannot be read or made."""

    exit_code = 7

    @property
    def of_worker(self) -> bool:
        """Whether the process broke that worked on a file, which says nothing of the file."""
        return self.code.startswith("worker.")


class ProviderError(FourbeatError):
    """Say that a provider did not do what was asked."""

    exit_code = 8


class Cancelled(FourbeatError):
    """Say that the person stopped the work."""

    exit_code = 130
