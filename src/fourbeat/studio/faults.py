"""What nobody expected: the report that helps to mend it, without what is private, and the small log that keeps it."""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import re
import traceback
from collections.abc import Mapping
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

import fourbeat

from .settings import Home

_LARGEST = 200_000
_KEPT = 2
_GONE = "[…]"
_SHORTEST = 6
"""A shorter secret would tear holes into ordinary words."""

_NAMED = re.compile(r"(?i)(key|token|secret|passw|credential|auth|cookie)")
_SECRETS = (
    # A name that promises a secret, and what stands behind it; begun at a whole word, or a long one takes for ever.
    re.compile(
        r"(?i)((?:(?<![\w-])[\w-]*(?:api[_-]?key|token|secret|passw(?:or)?d|credential)[\w-]{0,40}|authorization|cookie)"
        r"[\"']?\s*[=:]\s*)(?:\"[^\"]*\"|'[^']*'|(?:(?:bearer|basic)\s+)?[^\s\"',;&})]+)"
    ),
    re.compile(r"(?i)(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}"),
    re.compile(r"(://[^\s/:@]*:)[^\s/@]+(?=@)"),
    re.compile(r"()\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza|hf|r8)[-_]?[A-Za-z0-9_-]{16,}"),
)


_HIDDEN: set[str] = set()
"""The secrets that this process has held: whatever an unforeseen error says, they are taken out of it."""


def hide(secret: str) -> None:
    """Remember a secret, so that no report and no log of this process shows it."""
    if len(secret) >= _SHORTEST:
        _HIDDEN.add(secret)


def fault_log(home: Home) -> Path:
    """Name the file that keeps what went wrong unexpectedly."""
    return home.settings / "faults.log"


def crash_log(home: Home) -> Path:
    """Name the file in which Python leaves its last words when a library takes the whole program down."""
    return home.settings / "crash.log"


def report(error: BaseException, *more: str) -> str:
    """Write what whoever mends the program needs to know; `more` names other versions that matter."""
    trace = "".join(traceback.format_exception(error))
    about = (f"Fourbeat {fourbeat.__version__}", f"Python {platform.python_version()}", *more, platform.platform())
    return cleaned(f"{', '.join(about)}\n\n{trace}")


def cleaned(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Take out of a text what is nobody's business: keys and passwords, the home folder, the person's login."""
    for name, value in environment.items():
        if len(value) >= 8 and _NAMED.search(name):
            text = text.replace(value, _GONE)
    for held in sorted(_HIDDEN, key=len, reverse=True):
        text = text.replace(held, _GONE)
    for secret in _SECRETS:
        text = secret.sub(rf"\g<1>{_GONE}", text)
    for home in sorted({environment.get("HOME", ""), environment.get("USERPROFILE", ""), _home()}, key=len)[::-1]:
        if len(home) > 1:
            # In a path that Python shows, each backslash stands twice.
            text = text.replace(home.replace("\\", "\\\\"), "~").replace(home, "~")
    return re.sub(r"(?i)((?:/home/|/Users/|\\+Users\\+))[^/\\\s\"']+", rf"\g<1>{_GONE}", text)


def keep_faults(home: Home) -> None:
    """Keep what the program's own loggers call an error in a small file, and the last words of a crash in another.

    A folder that cannot be written to keeps nothing and is no obstacle.
    """
    logger = logging.getLogger("fourbeat")
    if any(isinstance(one, _FaultLog) for one in logger.handlers):
        return
    with suppress(OSError):
        home.settings.mkdir(parents=True, exist_ok=True)
        logger.addHandler(_FaultLog(fault_log(home)))
        file = crash_log(home)
        if file.exists() and file.stat().st_size > _LARGEST:
            file.unlink()
        # Open as long as the process lives: in a crash nothing can be opened any more.
        _CRASHES.append(file.open("a", encoding="utf-8"))
        faulthandler.enable(_CRASHES[-1])


def write_down(home: Home, error: BaseException) -> None:
    """Keep one fault in the log, for a program that ends with it; a disk that takes none is no obstacle."""
    with suppress(OSError):
        home.settings.mkdir(parents=True, exist_ok=True)
        log = _FaultLog(fault_log(home))
        try:
            log.handle(logging.makeLogRecord({"name": "fourbeat", "levelno": logging.ERROR, "msg": report(error)}))
        finally:
            log.close()


_CRASHES: list[IO[str]] = []


class _FaultLog(RotatingFileHandler):
    """Write errors into the file, cleaned; it is opened with the first of them."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
        self.setLevel(logging.ERROR)
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))

    def format(self, record: logging.LogRecord) -> str:
        """Write a record without what is private."""
        return cleaned(super().format(record))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Let a full disk cost the log, not the work."""


def _home() -> str:
    try:
        return str(Path.home())
    except (RuntimeError, OSError):
        return ""
