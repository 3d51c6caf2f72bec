"""The board's cards: what one line says of a shot."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.studio.board import cards
from fourbeat.studio.overview import overview
from fourbeat.studio.studio import Studio

BEATS = [{"text": "Rain hammers\nthe glass."}, {"text": "The light stops."}]
LINES = [{"speaker": "ÉLISE", "text": "Not tonight."}]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"title": "Rain", "scene": "A lamp room.", "beats": BEATS}, "Rain"),
        ({"scene": "A lamp\nroom.", "beats": BEATS, "lines": LINES}, "A lamp room."),
        ({"beats": BEATS, "lines": LINES}, "Rain hammers the glass."),
        ({"scene": "  ", "lines": LINES}, "ÉLISE: Not tonight."),
        ({"light": "dusk"}, ""),
        ({"scene": "rain " * 700}, ("rain " * 32)[:159].rstrip() + "…"),
    ],
)
def test_one_line_says_what_a_shot_is(studio: Studio, tmp_path: Path, fields: dict[str, object], line: str) -> None:
    studio.shots.add(brief=BriefFile.model_validate(fields), folder=tmp_path)
    assert [card.line for card in cards(studio)] == [line]
    assert [one.line for one in overview(studio).shots] == [line]
