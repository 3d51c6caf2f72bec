"""`fourbeat lint --fix` and `--diff`: findings fixed in files as formatters do it, and shown before they are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from difflib import unified_diff
from pathlib import Path

from fourbeat.exchange.scripts import ENDINGS
from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.plan import Shot
from fourbeat.studio.briefs import LARGEST_FILM
from fourbeat.studio.loose import Loose, read
from fourbeat.studio.loose_mending import mended_text
from fourbeat.studio.pages import page
from fourbeat.studio.studio import Studio

from .session import Session
from .several import read_text

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_PROSE = (".txt", ".md")
WOULD_CHANGE = 1
"""The exit code of `--diff` where something would change."""


def opened(session: Session, what: Path) -> Loose:
    """Read a file for the linter, or standard input. Raises NotFound, Invalid."""
    if what.is_dir():
        raise NotFound("project.none-here", folder=str(what))
    if what.suffix.casefold() in ENDINGS and what.suffix.casefold() not in _PROSE:
        raise Invalid("lint.a-script", file=str(what))
    return _read(session, what, read_text(what, LARGEST_FILM))


def loose(session: Session, what: Path, look: Callable[[], int], *, compared: bool) -> int:
    """Fix a file in its place and tell what is left; standard input comes out mended on standard output.

    With `compared` show only what would change. Raises Storage where the file cannot be written.
    """
    before = opened(session, what)
    made = mended_text(before, lambda text: _read(session, what, text))
    if compared:
        return _show(session, {str(what): (before.text, made.text)}, made.count)
    if str(what) == "-":
        session.answer.give({"text": made.text, "fixed": made.count})
        if not session.answer.as_json:
            sys.stdout.write(made.text)
        return 0
    if made.count:
        _write(what, made.text)
    say = session.desk.say
    session.answer.note(say("lint.fixed-file", n=made.count) if made.count else say("lint.no-fixes"))
    return look()


def compare(session: Session, studio: Studio, shots: Sequence[Shot]) -> int:
    """Show what fixing would change in the briefs of a project."""
    made = studio.findings.mended(shots)
    written = studio.shots.written
    pages = {shot.number: (page([written(shot)]), page([written(shot, made.plan)])) for shot in shots}
    return _show(session, pages, made.count)


def _read(session: Session, what: Path, text: str) -> Loose:
    return read(session.desk, text, what.parent, "-" if str(what) == "-" else str(what))


def _show(session: Session, pages: dict[str, tuple[str, str]], count: int) -> int:
    lines: list[str] = []
    for name, (before, after) in pages.items():
        pairs = (before.splitlines(), after.splitlines())
        lines += unified_diff(*pairs, f"{name}", f"{name}", lineterm="")
    session.answer.give({"diff": "\n".join(lines), "fixed": count})
    for line in lines:
        session.answer.say(line, _STYLES.get(line[:1], ""))
    if not lines:
        session.answer.note(session.desk.say("lint.no-fixes"))
    return WOULD_CHANGE if lines else 0


def _write(what: Path, text: str) -> None:
    """Put a file's new text in its place at once: whatever fails, the old one is still there."""
    file = what.resolve()
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(text.encode())
        part.chmod(file.stat().st_mode)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Storage("lint.not-written", file=str(what), detail=error.strerror or "") from error
