"""`fourbeat help`: pages, search, and what is not there."""

from __future__ import annotations

from fourbeat.cli.main import COMMANDS
from fourbeat.studio.manual import Manual

from .conftest import Call


def test_the_pages_are_listed(call: Call) -> None:
    assert [one["page"] for one in call("help", "--json").document["pages"]] == Manual("en").names()
    assert Manual("ja").page("board").title in call("help", "--lang", "ja").out


def test_a_page_is_shown_as_plain_text(call: Call) -> None:
    told = call("help", "board")
    assert told.code == 0
    assert told.out.startswith(Manual("en").page("board").title + "\n=")
    assert "](" not in told.out
    assert "**" not in told.out
    assert call("help", "board", "--json", "--lang", "ja").document["title"] == Manual("ja").page("board").title


def test_words_are_found(call: Call) -> None:
    assert call("help", "--find", "exit codes", "--json").document["found"][0]["page"] == "commands"
    assert "zebra" in call("help", "--find", "zebra").out


def test_a_page_that_is_not_there_is_told(call: Call) -> None:
    told = call("help", "../../secret")
    assert told.code == 3
    assert "first-film" in told.err


def test_every_command_is_spoken_of() -> None:
    text = "".join(page.text for page in Manual("en").pages())
    assert [name for name in COMMANDS if f"fourbeat {name}" not in text] == []
