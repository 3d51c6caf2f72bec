"""Fixes in files: the words at fault change, comments and everything else stay, or nothing does."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.studio.desk import Desk
from fourbeat.studio.loose import read
from fourbeat.studio.loose_mending import MendedText, mended_text

FILM = '''# The harbour, third try
name = "Harbour"   # working title

[[cast]]
name = "Ada"
identity = "a beautiful woman"  # not a brief: left alone

[[sequences]]
[[sequences.scenes]]
title = "A beautiful scene"

[[sequences.scenes.shots]]
scene = """
A stunning pier, \\"no music\\" on a sign. \\
  Fog."""
framing = "wide"

  [[sequences.scenes.shots.beats]]
  text = 'A beautiful gull lands.'   # keep

[[sequences.scenes.shots]]
scene = "A stunning pier."
short = true
lines = [
  {speaker = "Ada", at = "1", text = "I have walked all the way along the coast from the old town to find it here."},
]
'''


def mended(desk: Desk, text: str, name: str = "film.toml") -> MendedText:
    def again(words: str):  # type: ignore[no-untyped-def]
        return read(desk, words, Path(), name)

    return mended_text(again(text), again)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_the_words_at_fault_change(desk: Desk, ending: str) -> None:
    made = mended(desk, FILM.replace("\n", ending))
    before, after = tomllib.loads(FILM), tomllib.loads(made.text)
    first, second = after["sequences"][0]["scenes"][0]["shots"]
    assert (first["scene"].strip(), first["beats"][0]["text"]) == (
        'A pier, "no music" on a sign. Fog.',
        "A gull lands.",
    )
    assert (second["scene"], second["seconds"]) == ("A pier.", "5")
    assert second["lines"] == before["sequences"][0]["scenes"][0]["shots"][1]["lines"]
    for comment in ("# The harbour, third try", "# working title", "# not a brief: left alone", "# keep"):
        assert comment in made.text
    assert "a beautiful woman" in made.text
    assert "A beautiful scene" in made.text
    gone = set(FILM.splitlines()) - set(made.text.splitlines())
    assert len(gone) == 5, "the three lines of a text, and one each of two others"
    assert made.text.count("\r\n") == (made.text.count("\n") if ending == "\r\n" else 0)
    assert mended(desk, made.text) == MendedText(made.text, 0), "a second time there is nothing to do"


def test_a_brief_alone_and_prose(desk: Desk) -> None:
    made = mended(desk, "scene = 'A stunning pier, make it 8 seconds.' # why\n", "brief.toml")
    assert made.text == 'scene = "A pier." # why\n'
    assert mended(desk, "A stunning pier.\n\nFog.\n", "notes.txt").text == "A pier.\n\nFog.\n"
    assert mended(desk, "A pier.", "-") == MendedText("A pier.", 0)


def test_a_length_is_written_where_it_stands_or_put_first(desk: Desk) -> None:
    said = "I have walked all the way along the coast from the old town to find it here."
    lines = f'lines = [{{speaker = "A", text = "{said}"}}]\n'
    given = mended(desk, f'short = true\nscene = "x"\nseconds = "4" # grid\n{lines}', "brief.toml")
    assert 'seconds = "5" # grid' in given.text
    assert mended(desk, f'# top\nscene = "x"\nshort = true\n{lines}', "brief.toml").text.startswith(
        'seconds = "5"\n# top'
    )


def test_words_that_cannot_be_found_leave_the_file_alone(desk: Desk) -> None:
    text = 'sequences = [{scenes = [{shots = [{"scene" = "A stunning pier.", short = true}]}]}]\nname = "x"\n'
    with pytest.raises(Invalid, match=r"lint\.not-in-place"):
        mended(desk, text)
