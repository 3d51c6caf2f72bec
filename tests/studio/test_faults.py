"""Reports and the fault log: enough to mend the program, nothing that is private, and never large."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.studio.faults import cleaned, fault_log, keep_faults, report
from fourbeat.studio.settings import Home


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("api_key=abcd1234efgh", "api_key=", "abcd1234efgh"),
        ("{'Authorization': 'Bearer eyJhbGciOi.x.y'}", "Authorization", "eyJhbGciOi"),
        ("GET https://ana:hunter22@example.org/x", "example.org", "hunter22"),
        ('password: "correct horse"', "password", "correct"),
        ("sent sk-ABCDEFGHIJKLMNOPQRSTUV", "sent", "ABCDEFGHIJKLMNOP"),
        ("the value is s3cr3t-from-env", "the value is", "s3cr3t-from-env"),
        ('File "/home/ana/films/x.py"', "/films/x.py", "ana"),
        ("C:\\Users\\ana\\films", "films", "ana"),
        (repr("C:\\Users\\ana\\films"), "films", "ana"),
        (repr("D:\\ana-files\\films"), "films", "ana-files"),
        ("/srv/ana-home/films/a", "~/films/a", "ana-home"),
    ],
)
def test_what_is_private_is_taken_out(text: str, kept: str, gone: str) -> None:
    told = cleaned(text, {"HOME": "/srv/ana-home", "USERPROFILE": "D:\\ana-files", "RENDER_TOKEN": "s3cr3t-from-env"})
    assert kept in told
    assert gone not in told


def test_plain_words_stay(tmp_path: Path) -> None:
    text = f"A key light from the left; the token shot. {tmp_path.name}:12 basic idea"
    assert cleaned(text, {"HOME": "/"}) == text


def test_a_report_names_versions_and_the_place() -> None:
    try:
        raise ValueError("api_key=abcd1234efgh")
    except ValueError as error:
        told = report(error, "Qt 6")
    assert told.startswith("Fourbeat ")
    assert "Qt 6" in told
    assert "test_faults.py" in told
    assert "abcd1234efgh" not in told


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    found = logging.getLogger("fourbeat")
    before = list(found.handlers)
    yield found
    for handler in set(found.handlers) - set(before):
        found.removeHandler(handler)
        handler.close()


def test_the_log_is_kept_small_and_clean(tmp_path: Path, logger: logging.Logger) -> None:
    home = Home.at(tmp_path / "home")
    keep_faults(home)
    keep_faults(home)
    logger.getChild("app").warning("no fault")
    assert not fault_log(home).exists()
    for _ in range(700):
        logger.getChild("app").error("token=%s %s", "secret12345", "x" * 1000)
    files = sorted(path.name for path in fault_log(home).parent.glob("faults.log*"))
    assert files == ["faults.log", "faults.log.1", "faults.log.2"]
    assert sum(path.stat().st_size for path in fault_log(home).parent.glob("faults.log*")) < 700_000
    assert "secret12345" not in fault_log(home).read_text()


@pytest.mark.parametrize("word", ["x", "token", "token-", "sk-", "://", "key: ", "/home/"])
def test_a_word_without_an_end_is_cleaned_in_bearable_time(word: str) -> None:
    assert cleaned("a.b " + word * (200_000 // len(word)), {}).startswith("a.b ")


def test_a_folder_that_takes_no_log_is_no_obstacle(tmp_path: Path, logger: logging.Logger) -> None:
    (tmp_path / "file").write_text("")
    keep_faults(Home.at(tmp_path / "file" / "home"))
    logger.error("told to nobody")
