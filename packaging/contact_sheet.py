"""Make the README's picture from a project: one frame of every chosen take, four in a row.

python packaging/contact_sheet.py out resources/pictures/workshop.jpg
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import av
from PIL import Image

ACROSS, WIDTH, GAP, GROUND = 4, 400, 8, (24, 24, 24)


def frame(clip: str, at: float) -> Image.Image:
    """Give the frame at a fraction of a clip."""
    with av.open(clip) as container:
        pictures = [picture.to_image() for picture in container.decode(video=0)]
    return pictures[int(len(pictures) * at)]


def main(project: str, target: str) -> None:
    """Lay the frames out and write them."""
    listed = subprocess.run(
        [sys.executable, "-m", "fourbeat", "take", "list", "--project", project, "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    frames = [frame(take["path"], 0.4) for take in json.loads(listed.stdout)["takes"] if take["chosen"]]
    height = WIDTH * frames[0].height // frames[0].width
    rows = -(-len(frames) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for index, picture in enumerate(frames):
        row, column = divmod(index, ACROSS)
        small = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP)))
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target, quality=88, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
