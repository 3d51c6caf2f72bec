"""Dialects: what is known of how generators like to be spoken to, and what the person has chosen instead."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from fourbeat.model.dialect import PLAIN, Dialect, Source
from fourbeat.model.errors import Invalid, Storage

from .briefs import problems
from .resources import resources
from .settings import Home
from .toml_text import toml_text

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
_LARGEST = 256 * 1024
_Facts = dict[str, object]
CHOICES = ("form", "language", "labels", "words", "characters")
"""What a person may choose for a generator."""


class Dialects:
    """Answer how prompts for each generator are written; a person's own choices win over the facts that ship."""

    def __init__(self, home: Home | None = None, names: Callable[[str], tuple[str, ...]] | None = None) -> None:
        """Read what ships under the names that `names` gives for a generator, and the choices in the home."""
        self._names = names or (lambda provider: (provider,))
        self._folder = home.settings / "providers" if home else None
        self._read: dict[Path, tuple[int, _Facts]] = {}
        self.version = 0
        """Counts the choices made here, for whoever keeps what follows from them."""

    def of(self, provider: str, model: str = "") -> Dialect:
        """Give a generator's dialect, or that of one of its models. Raises Invalid for a file that cannot be read."""
        if not _KEY.fullmatch(provider):
            return PLAIN
        facts: _Facts = {}
        sources: dict[str, Source] = {}
        shipped = ((_shipped_file(name), _shipped(name)) for name in self._names(provider))
        for file, found in (*shipped, (self.file(provider), self._own(provider))):
            models = _table(found.get("models"))
            for table in (found, _table(models.get(model))):
                _add(facts, sources, _table(table.get("prompt")))
            facts.pop("sources", None)
            dialect = _dialect(facts, sources, file)
        return dialect

    def known(self) -> list[str]:
        """Name the generators of which something is known or chosen."""
        folders = [resources() / "providers", *([self._folder] if self._folder else [])]
        return sorted({file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.toml")})

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """Give a mark that is another once a person chose anything else, here or in another process."""
        try:
            with os.scandir(self._folder or os.devnull) as files:
                return tuple(sorted((one.name, one.stat().st_mtime_ns) for one in files))
        except OSError:
            return ()

    def file(self, provider: str) -> Path | None:
        """Name the file with the person's own choices for a generator."""
        return self._folder / f"{provider}.toml" if self._folder else None

    def set(self, *, provider: str, model: str = "", choices: Mapping[str, object]) -> Dialect:
        """Choose how prompts for a generator or one of its models are written; None goes back to what is known.

        Raises Invalid for a choice there is not, Storage where the disk refuses.
        """
        file = self.file(provider)
        if file is None or not _KEY.fullmatch(provider) or (model and not _KEY.fullmatch(model)):
            raise Invalid("dialect.odd-name", provider=provider)
        for name in choices:
            if name not in CHOICES:
                raise Invalid("dialect.no-such-choice", name=name, choices=CHOICES)
        own = self._own(provider)
        prompt = _table(_table(_table(own.get("models")).get(model)).get("prompt") if model else own.get("prompt"))
        prompt = {name: value for name, value in {**prompt, **choices}.items() if value is not None}
        _dialect(*_added(prompt), file)
        if model:
            models = _table(own.get("models"))
            own = {**own, "models": {**models, model: {**_table(models.get(model)), "prompt": prompt}}}
        else:
            own = {**own, "prompt": prompt}
        _write(file, provider, own)
        self.version += 1
        return self.of(provider, model)

    def _own(self, provider: str) -> _Facts:
        file = self.file(provider)
        try:
            changed = file.stat().st_mtime_ns if file else 0
        except OSError:
            return {}
        if file is None:
            return {}
        if file not in self._read or self._read[file][0] != changed:
            self._read[file] = (changed, _loaded(file))
        return self._read[file][1]


def _shipped_file(provider: str) -> Path:
    return resources() / "providers" / f"{provider}.toml"


@cache
def _shipped(provider: str) -> _Facts:
    file = _shipped_file(provider)
    return _loaded(file) if file.is_file() else {}


def _loaded(file: Path) -> _Facts:
    try:
        with file.open("rb") as content:
            text = content.read(_LARGEST).decode("utf-8-sig")
        return tomllib.loads(text)
    except OSError as error:
        raise Invalid("dialect.unreadable", file=str(file), detail=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Invalid("dialect.not-toml", file=str(file), detail=str(error)[:200]) from error


def _table(value: object) -> _Facts:
    return value if isinstance(value, dict) else {}


def _add(facts: _Facts, sources: dict[str, Source], table: _Facts) -> None:
    """Lay facts over others; a fact is a value, or a table of value, date and source."""
    for name, given in table.items():
        if isinstance(given, dict) and "value" in given:
            facts[name] = given["value"]
            sources[name] = Source(date=str(given.get("date", "")), source=str(given.get("source", "")))
        else:
            facts[name] = given
            sources[name] = Source()


def _added(table: _Facts) -> tuple[_Facts, dict[str, Source]]:
    facts: _Facts = {}
    sources: dict[str, Source] = {}
    _add(facts, sources, table)
    return facts, sources


def _dialect(facts: _Facts, sources: dict[str, Source], file: Path | None) -> Dialect:
    try:
        return Dialect.model_validate({**facts, "sources": sources})
    except ValidationError as error:
        raise Invalid("dialect.wrong", file=str(file or ""), problems=problems(error)) from error


def _write(file: Path, provider: str, own: _Facts) -> None:
    """Write a person's choices; whatever else stood in their file stays."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(toml_text({"provider": provider, **own}), encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise Storage("dialect.not-kept", file=str(file), detail=error.strerror or "") from error
