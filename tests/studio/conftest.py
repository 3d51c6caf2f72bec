"""A desk and a project for the studio's tests: nothing of the real home is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"))


@pytest.fixture
def studio(tmp_path: Path, desk: Desk) -> Iterator[Studio]:
    with create(tmp_path / "film", desk, name="Film", size="128x72") as opened:
        yield opened
