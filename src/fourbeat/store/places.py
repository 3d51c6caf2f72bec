"""Where things stand in a project's folder."""

from __future__ import annotations

from pathlib import Path

DATABASE = "project.fourbeat"
LOCK = "project.lock"
MEDIA = "media"
BACKUPS = "backups"
CACHE = "cache"
BACKUP_SUFFIX = ".fourbeat"


def file_of(folder: Path) -> Path:
    """Name the project's database."""
    return folder / DATABASE


def part_of(folder: Path) -> Path:
    """Name the database while it is being made."""
    return folder / f"{DATABASE}.part"


def backups_of(folder: Path) -> list[Path]:
    """List the project's backups, oldest first; an unreadable folder has none."""
    try:
        found = [path for path in (folder / BACKUPS).iterdir() if path.suffix == BACKUP_SUFFIX]
    except OSError:
        return []
    # A name begins with its moment; one that a person chose says nothing about its age.
    return sorted(found, key=lambda path: (path.name[:8].isdigit(), path.name))
