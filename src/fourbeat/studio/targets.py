"""Where a reel may be rendered to: never over anything that is not its own earlier film."""

from __future__ import annotations

from pathlib import Path

from fourbeat.model.errors import Invalid
from fourbeat.model.job import Job, JobState
from fourbeat.model.request import RenderRequest

SUFFIX = ".mp4"


def checked(target: Path, *, folder: Path, usual: Path, jobs: list[Job]) -> Path:
    """Give the absolute target, or refuse it.

    `folder` is the project's, `usual` the file the reel is rendered to unless told otherwise, `jobs` tell what was
    rendered before. Raises Invalid for a name that is no MP4, a place inside the project's own folders, and a file that
    no render of this project has made.
    """
    target = target.absolute()
    if target.suffix.lower() != SUFFIX or not target.stem.strip():
        raise Invalid("reel.not-mp4", file=target.name)
    try:
        home, place = folder.resolve(), target.parent.resolve()
        taken = target.is_symlink() or target.exists()
        plain = target.is_file() and not target.is_symlink()
    except OSError as error:
        raise Invalid("reel.no-such-place", file=str(target), detail=error.strerror or "") from error
    if not place.is_dir():
        raise Invalid("reel.no-folder", folder=str(target.parent))
    if home in place.parents:
        raise Invalid("reel.inside-project", file=str(target))
    if not taken or (plain and (target == usual.absolute() or target in _made(jobs))):
        return target
    raise Invalid("reel.file-there", file=str(target))


def _made(jobs: list[Job]) -> set[Path]:
    return {job.request.target for job in jobs if isinstance(job.request, RenderRequest) and job.state is JobState.DONE}
