"""Timed backups: after work, not after a look, and not after every command."""

from __future__ import annotations

import os
from pathlib import Path

from fourbeat.model.briefing import BriefFile
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create, open_studio
from fourbeat.studio.studio import Studio


def work(studio: Studio) -> None:
    with studio:
        studio.shots.add(brief=BriefFile(), folder=Path())


def test_a_backup_is_made_after_work_once_it_is_due(tmp_path: Path, desk: Desk) -> None:
    film = tmp_path / "film"
    backups = film / "backups"
    work(create(film, desk, name="Film"))
    (first,) = backups.iterdir()
    with open_studio(film, desk):
        pass
    work(open_studio(film, desk))
    assert list(backups.iterdir()) == [first]
    old = first.stat().st_mtime - 601
    os.utime(first, (old, old))
    with open_studio(film, desk):
        pass
    assert list(backups.iterdir()) == [first]
    work(open_studio(film, desk))
    assert len(list(backups.iterdir())) == 2
