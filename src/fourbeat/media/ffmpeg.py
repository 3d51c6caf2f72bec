"""The ffmpeg program: the one that comes with Fourbeat, unless the settings name another."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import av
import imageio_ffmpeg

from fourbeat.model.errors import MediaError

from .source import detail

_PATIENCE = 20


@dataclass(frozen=True)
class Ffmpeg:
    """Be a program that was started and answered: where it is, its version, and what it was built with."""

    path: Path
    version: str
    features: frozenset[str]


def find_ffmpeg(chosen: Path | None = None) -> Ffmpeg:
    """Find the program and ask its version; `chosen` is the one the settings name.

    Raises MediaError when it is not there, does not start, or is something else.
    """
    path = chosen or _brought()
    try:
        said = subprocess.run(
            [path, "-version"], capture_output=True, text=True, timeout=_PATIENCE, check=True, stdin=subprocess.DEVNULL
        ).stdout
    except FileNotFoundError as error:
        raise MediaError("ffmpeg.missing", path=str(path)) from error
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise MediaError("ffmpeg.broken", path=str(path), detail=_reason(error)) from error
    version = re.match(r"ffmpeg version (\S+)", said)
    if not version:
        raise MediaError("ffmpeg.broken", path=str(path), detail=said.partition("\n")[0][:120])
    return Ffmpeg(path=path, version=version[1], features=frozenset(re.findall(r"--enable-(\S+)", said)))


def library_version() -> str:
    """Give the versions of PyAV and of the FFmpeg libraries that come with it."""
    return f"{av.__version__} (FFmpeg {av.ffmpeg_version_info})"


def _brought() -> Path:
    # get_ffmpeg_exe() would fall back to whatever lies on PATH, and some versions repeat frames at cuts.
    folder = Path(imageio_ffmpeg.__file__).parent / "binaries"
    for program in sorted(folder.glob("ffmpeg-*")):
        return program
    raise MediaError("ffmpeg.missing", path=str(folder))


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        return f"exit {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer in {_PATIENCE} s"
    return detail(error)
