"""Forms: fields and files of one multipart request, in the order they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from ...model.errors import NotFound


@dataclass(frozen=True)
class Attached:
    """Be a file in a form. `name` is what the server is told it is called; no name of this machine leaves with it."""

    name: str
    kind: str
    path: Path


Form: TypeAlias = Sequence[tuple[str, str | Attached]]
_Part: TypeAlias = tuple[str, tuple[str | None, str | IO[bytes]] | tuple[str | None, str | IO[bytes], str]]


def opened(form: Form, stack: ExitStack) -> list[_Part]:
    """Open a form's files, as httpx takes them: fields as parts too, so that a form without files is multipart as well.

    Raises NotFound for a file that is gone.
    """
    parts: list[_Part] = []
    for field, value in form:
        if isinstance(value, str):
            parts.append((field, (None, value)))
            continue
        try:
            file = stack.enter_context(value.path.open("rb"))
        except OSError:
            file = None
        if file is None:
            raise NotFound("line.file-gone", file=value.name)
        parts.append((field, (value.name, file, value.kind)))
    return parts
