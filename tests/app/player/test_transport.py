"""Marks, shuttle and the way a playhead follows the cut."""

from __future__ import annotations

from fourbeat.app.player.playhead import FASTEST
from fourbeat.app.player.transport import transport
from fourbeat.app.window import StudioWindow
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.studio.studio import Studio

_LABEL = message("step.edit-shot", shot="010")


def test_the_reel_is_laid_out_by_frames(window: StudioWindow) -> None:
    line = transport(window.room).timeline
    assert [block.label for block in line.blocks] == ["010", "020", "030", "040", "050"]
    assert [block.start for block in line.blocks] == [0, 96, 192, 288, 384]
    assert line.frames == 480
    assert (line.at(95), line.at(96), line.at(9999)) == (0, 1, 4)
    assert (line.cut_before(96), line.cut_before(97), line.cut_after(95), line.cut_after(400)) == (0, 96, 96, 479)


def test_shuttle_doubles_and_turns(window: StudioWindow) -> None:
    moves = transport(window.room)
    speeds = []
    moves.speed_changed.connect(speeds.append)
    for _ in range(5):
        moves.shuttle(1)
    moves.shuttle(-1)
    moves.shuttle(-1)
    moves.run(0)
    assert speeds == [1, 2, 4, FASTEST, -1, -2, 0]


def test_marks_never_cross(window: StudioWindow) -> None:
    moves = transport(window.room)
    moves.mark(first=100)
    moves.mark(last=200)
    assert moves.span == (100, 200)
    moves.mark(first=300)
    assert moves.span == (300, 479)
    moves.mark(last=50)
    assert moves.span == (0, 50)
    moves.unmark()
    assert moves.span == (0, 479)


def test_the_playhead_stays_with_its_shot(window: StudioWindow, studio: Studio) -> None:
    moves = transport(window.room)
    moves.seek(200)
    shot = studio.plan.shots()[0]
    studio.store.write(lambda writer: writer.edit(_LABEL, studio.plan.change(shot, frames=48)))
    window.room.bridge.flush()
    moves.lay()
    assert moves.timeline.frames == 432
    assert moves.frame == 200 - 48
    assert isinstance(studio.plan.get(Shot, shot.id), Shot)


def test_a_selected_shot_is_gone_to_only_while_the_film_stands(window: StudioWindow, studio: Studio) -> None:
    moves = transport(window.room)
    shots = studio.plan.shots()
    window.room.selection.choose((shots[2].id,))
    assert moves.frame == 192
    moves.run(1)
    window.room.selection.choose((shots[0].id,))
    assert moves.frame == 192
    moves.run(0)
    moves.seek(195)
    assert window.room.selection.shot == shots[0].id
