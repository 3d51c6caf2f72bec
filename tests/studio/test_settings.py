"""Settings: read strictly, with errors that name the file and the field."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.studio.desk import Desk
from fourbeat.studio.settings import Home, Settings, load
from fourbeat.studio.wording import system_language


def home(folder: Path, text: str) -> Home:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return Home.at(folder)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(Home.at(tmp_path / "none")) == Settings()


def test_what_is_written_counts(tmp_path: Path) -> None:
    read = load(home(tmp_path, 'language = "ja"\nauthor = "Mio"\nworkers = 3\nffmpeg = "/opt/ffmpeg"\n'))
    assert (read.language, read.author, read.workers, read.ffmpeg) == ("ja", "Mio", 3, Path("/opt/ffmpeg"))


@pytest.mark.parametrize(
    ("text", "detail"),
    [("x = oops", "line 1"), ("wrokers = 3", "wrokers"), ("workers = 0", "workers"), ("\0", "line 1")],
)
def test_mistakes_name_the_file_and_the_place(tmp_path: Path, text: str, detail: str) -> None:
    with pytest.raises(Invalid) as caught:
        load(home(tmp_path, text))
    facts = caught.value.message.params
    assert facts["file"] == str(tmp_path / "settings.toml")
    assert detail in str(facts["detail"])


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ja_JP", "LANG": "en_US"}, "ja"),
    ],
)
def test_the_systems_language_is_heard(environment: dict[str, str], spoken: str) -> None:
    assert system_language(environment) == spoken


def test_a_language_asked_for_wins_over_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOURBEAT_LANG", raising=False)
    where = home(tmp_path, 'language = "ja"')
    assert Desk.usual(home=where).wording.language == "ja"
    assert Desk.usual(home=where, language="en").wording.language == "en"
    monkeypatch.setenv("FOURBEAT_LANG", "en")
    assert Desk.usual(home=where).wording.language == "en"
