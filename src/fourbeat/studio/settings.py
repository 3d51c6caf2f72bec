"""What the person has chosen for every project, and where the program keeps its own files."""

from __future__ import annotations

import getpass
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError

from fourbeat.model.errors import Invalid, Storage
from fourbeat.model.message import Frozen


class Settings(Frozen):
    """Hold the choices of `settings.toml`; every one has a default."""

    language: str | None = None
    author: str = ""
    ffmpeg: Path | None = None
    workers: int | None = Field(default=None, ge=1, le=64)
    voice: bool = True


@dataclass(frozen=True)
class Home:
    """Name the program's own folders; `--data DIR` puts both into one throw-away place."""

    settings: Path
    cache: Path

    @classmethod
    def usual(cls) -> Home:
        """Give the folders this system has for programs."""
        return cls(
            Path(platformdirs.user_config_dir("fourbeat", appauthor=False)),
            Path(platformdirs.user_cache_dir("fourbeat", appauthor=False)),
        )

    @classmethod
    def at(cls, folder: Path) -> Home:
        """Keep everything in one folder."""
        return cls(folder, folder / "cache")

    @property
    def file(self) -> Path:
        """Name the settings file."""
        return self.settings / "settings.toml"


def load(home: Home) -> Settings:
    """Read the settings; a missing file is all defaults. Raises Invalid for one that cannot be read."""
    try:
        text = home.file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise Invalid("settings.unreadable", file=str(home.file), detail=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise Invalid("settings.wrong", file=str(home.file), detail="UTF-8") from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Invalid("settings.wrong", file=str(home.file), detail=str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Invalid("settings.wrong", file=str(home.file), detail=f"{where}: {first['msg']}") from error


def keep_author(home: Home, name: str) -> None:
    """Write down who makes the edits; the rest of the file stays as it is. Raises Storage, Invalid."""
    load(home)
    line = f"author = {json.dumps(name, ensure_ascii=False)}"
    try:
        text = home.file.read_text(encoding="utf-8") if home.file.is_file() else ""
        # Only above the first table, where our settings stand.
        top, mark, rest = text.partition("\n[")
        kept = [one for one in top.splitlines() if not re.match(r"\s*author\s*=", one)]
        home.settings.mkdir(parents=True, exist_ok=True)
        part = home.file.with_suffix(".part")
        part.write_text("\n".join([line, *kept]) + "\n" + (mark + rest).lstrip("\n"), encoding="utf-8")
        part.replace(home.file)
    except OSError as error:
        raise Storage("settings.not-kept", file=str(home.file), detail=error.strerror or "") from error


def author(settings: Settings) -> str:
    """Name who makes the edits: as chosen, else as the system calls them."""
    if settings.author:
        return settings.author
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "someone"
