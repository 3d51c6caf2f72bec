"""Draw the example films' reference pictures anew: `python packaging/references/draw.py [folder]`.

They are ours, drawn by these few files alone, so that anybody may change and redraw them. Without a folder they go
where they belong, `resources/examples`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import bodkin
import bulbs
import dancers
import record_player
import rooftop
import workshop

PICTURES = {
    "workshop/workshop-night.png": workshop.night,
    "workshop/bodkin.png": bodkin.plate,
    "workshop/bulb.png": bulbs.bulbs,
    "rooftop/roof-dusk.png": rooftop.dusk,
    "rooftop/record-player.png": record_player.player,
    "rooftop/dancers.png": dancers.dancers,
}


def draw(folder: Path, *names: str) -> None:
    """Draw the named pictures, or all of them, into a folder."""
    for name in names or PICTURES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        PICTURES[name]().save(path)


if __name__ == "__main__":
    home = Path(__file__).parents[2] / "resources" / "examples"
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else home, *sys.argv[2:])
