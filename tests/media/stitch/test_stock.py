"""What renders keep for the next one stays within bounds, and what a killed one left is cleared away."""

from __future__ import annotations

import os
from pathlib import Path

from fourbeat.media.stitch import ghosts
from fourbeat.media.stitch.render import render
from fourbeat.media.stitch.stock import thin
from media.clips import make_clip
from media.stitch.films import Drawing, cut, ghost, item, make


def stock(folder: Path, number: int, size: int = 10, name: str = "{:032x}.mp4") -> Path:
    """Put a file as a render keeps it; a higher number was used longer ago."""
    folder.mkdir(exist_ok=True)
    path = folder / name.format(number)
    path.write_bytes(bytes(size))
    os.utime(path, (1_790_000_000 - number,) * 2)
    return path


def test_what_was_used_last_is_kept_within_bounds(tmp_path: Path) -> None:
    kept = [stock(tmp_path, number) for number in range(6)]
    drawing = stock(tmp_path, 9, name="ghost-{:032x}.mp4")
    thin(tmp_path, {kept[5], drawing}, most=45)
    assert [path.exists() for path in kept] == [True, True, False, False, False, True]
    assert drawing.exists()
    # What was used is young again.
    thin(tmp_path, (), most=20)
    assert {path.name for path in tmp_path.iterdir()} == {kept[5].name, drawing.name}


def test_what_is_used_is_kept_even_where_it_is_too_much(tmp_path: Path) -> None:
    used = [stock(tmp_path, number) for number in range(3)]
    other = stock(tmp_path, 4)
    thin(tmp_path, used, most=5)
    assert all(path.exists() for path in used)
    assert not other.exists()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    other = [stock(tmp_path, number, name=name) for number, name in enumerate(("film.mp4", "a.part", "notes.txt"))]
    thin(tmp_path, (), most=0)
    assert all(path.exists() for path in other)


def test_a_render_clears_what_killed_ones_left(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    half = [stock(scratch, 1, name="{:032x}.mp4.part"), stock(scratch, 2, name="ghost-{:032x}.mp4.part")]
    clip = make_clip(tmp_path / "plain.mp4", number=1, frames=6)
    stale = tmp_path / "film.mp4.part"
    stale.write_bytes(b"half a film")
    there: list[bool] = []
    render(
        cut(item(clip), item(ghost(2), 0, 6)),
        scratch=scratch,
        target=tmp_path / "film.mp4",
        draw=Drawing(),
        report=lambda done: there.append(stale.exists()) if done < 0.3 else None,
    )
    assert there
    assert not there[0]
    assert not any(path.exists() for path in (*half, stale))


def test_a_changed_way_of_drawing_is_not_mixed_with_the_old(tmp_path: Path, monkeypatch) -> None:
    film = cut(item(ghost(3), 0, 6))
    make(film, tmp_path)
    assert make(film, tmp_path)[0].reused == 6
    monkeypatch.setattr(ghosts, "LOOK", ghosts.LOOK + 1)
    assert make(film, tmp_path)[0].reused == 0
