"""Another program's reader counts the same scenes, speakers and speeches, in a script that it can read."""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter

import pytest

from fourbeat.exchange import fountain

PLACES = ("KITCHEN", "PIER", "ATTIC", "STATION", "FIELD")
PEOPLE = ("ANNA", "BORIS", "OLD MAN #2", "RIÑA")


def script() -> str:
    lines: list[str] = []
    for turn in range(60):
        lines += [f"{('INT.', 'EXT.')[turn % 2]} {PLACES[turn % 5]} - {('DAY', 'NIGHT')[turn % 2]}", ""]
        lines += [f"Something happens for the {turn}th time. It is seen.", ""]
        for step in range(turn % 4):
            lines.append(PEOPLE[(turn + step) % 4])
            lines += ["(quietly)"] if step == 1 else []
            lines += [f"These are words number {step}.", ""]
        lines += ["CUT TO:", ""] if turn % 7 == 0 else []
    return "\n".join(lines)


@pytest.mark.foreign
@pytest.mark.skipif(importlib.util.find_spec("screenplay_tools") is None, reason="screenplay-tools is not installed")
def test_another_reader_counts_the_same() -> None:
    parser = importlib.import_module("screenplay_tools.fountain.parser").Parser()
    parser.add_text(script())
    parser.finalize()
    theirs = Counter(one.type.name for one in parser.script.elements)
    scenes = fountain.read(script()).scenes
    elements = [one for scene in scenes for one in scene.elements]
    assert len(scenes) == theirs["HEADING"] == 60
    assert sum(bool(one.speaker) for one in elements) == theirs["CHARACTER"] == theirs["DIALOGUE"] == 90
    assert sum(one.kind == "transition" for one in elements) == theirs["TRANSITION"]
    assert sum(one.delivery == "quietly" for one in elements) == theirs["PARENTHETICAL"]
