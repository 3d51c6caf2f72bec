"""Camera moves: smooth, steady, and never over the edge of the card."""

from __future__ import annotations

import numpy as np
import pytest

from fourbeat.media.animatic.card import paint, room
from fourbeat.media.animatic.lens import stand
from fourbeat.media.animatic.light import Cel
from fourbeat.media.animatic.moves import Journey, eased
from fourbeat.media.animatic.multiplane import Multiplane
from fourbeat.media.animatic.reading import read
from fourbeat.model.format import Size
from fourbeat.model.panel import Figure, Panel
from fourbeat.model.plan import Angle, Framing, Move

SIZE = Size(width=320, height=180)
PANEL = Panel(framing=Framing.FULL, figures=(Figure(name="Ada", words="woman"),))


def journey(move: Move, *, size: Size = SIZE, frames: int = 48, angle: Angle = Angle.EYE_LEVEL) -> Journey:
    lens = stand(read(PANEL.model_copy(update={"angle": angle})), size)
    return Journey(move, lens, frames, frames / 24, 3)


def test_easing_begins_and_ends_at_rest_and_never_turns_back() -> None:
    steps = np.array([eased(share) for share in np.linspace(0, 1, 201)])
    assert (steps[0], steps[-1]) == (0.0, pytest.approx(1.0))
    speed = np.diff(steps)
    assert speed.min() >= 0
    assert speed[0] < 0.01 * speed.max() > speed[-1]
    assert np.abs(np.diff(speed)).max() < 0.12 * speed.max()


def test_nothing_moves_when_the_camera_is_locked() -> None:
    still = journey(Move.LOCKED)
    for depth in (2.0, 50.0):
        assert np.allclose(still.matrix(still.upright(depth), 40), np.eye(3))


def test_a_push_enlarges_what_is_near_more_than_what_is_far() -> None:
    push = journey(Move.PUSH_IN)
    near, subject, far = (push.matrix(push.upright(push.lens.subject * at), 47)[0, 0] for at in (0.6, 1.0, 5.0))
    assert near > subject > far > 1.0
    assert np.allclose(push.matrix(None, 47), np.eye(3))


def test_a_track_slides_what_is_near_farther_than_what_is_far() -> None:
    track = journey(Move.TRACK_LEFT)
    shifts = [
        track.matrix(track.upright(track.lens.subject * at), 47)[0, 2]
        - track.matrix(track.upright(track.lens.subject * at), 0)[0, 2]
        for at in (0.6, 1.0, 5.0)
    ]
    assert shifts[0] > shifts[1] > shifts[2] > 0


def test_an_orbit_keeps_the_subject_and_shifts_before_and_behind_in_opposition() -> None:
    orbit = journey(Move.ORBIT_LEFT)
    near, subject, far = (
        orbit.matrix(orbit.upright(orbit.lens.subject * at), 47)[0, 2]
        - orbit.matrix(orbit.upright(orbit.lens.subject * at), 0)[0, 2]
        for at in (0.6, 1.0, 5.0)
    )
    assert abs(subject) < 1e-9
    assert near * far < 0


def test_the_ground_under_a_figure_moves_with_it() -> None:
    for move in Move:
        moving = journey(move)
        foot = np.array([*moving.lens.at(0.4, 0, moving.lens.subject), 1.0])
        depth = moving.lens.depth(0, moving.lens.subject)
        for frame in (0, 20, 47):
            stands = moving.matrix(moving.upright(depth), frame) @ foot
            lies = moving.matrix(moving.lens.ground(), frame) @ foot
            assert np.allclose(stands[:2] / stands[2], lies[:2] / lies[2], atol=1e-6), move


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("angle", [Angle.EYE_LEVEL, Angle.DUTCH, Angle.HIGH])
def test_the_card_is_larger_than_all_that_is_ever_seen_of_it(move: Move, angle: Angle) -> None:
    moving = journey(move, angle=angle, frames=96)
    area = room(moving, SIZE)
    corners = np.array([[0, 319, 319, 0], [0, 0, 179, 179], [1, 1, 1, 1]], float)
    for plane in (None, moving.upright(moving.lens.subject), moving.upright(4 * moving.lens.subject)):
        for frame in range(96):
            seen = np.linalg.inv(moving.matrix(plane, frame)) @ corners
            x, y = seen[0] / seen[2], seen[1] / seen[2]
            assert area.left <= x.min(), (frame, x.min())
            assert x.max() <= area.right
            assert area.top <= y.min()
            assert y.max() <= area.bottom


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.LOCKED])
def test_slow_moves_do_not_step(move: Move) -> None:
    """A dot is filmed and its centre measured: rms second difference of its error against the ideal path, in pixels."""
    moving = journey(move, frames=96)
    dot = np.zeros((260, 440, 4), np.uint8)
    rows, columns = np.mgrid[0:260, 0:440]
    spot = (210.3, 130.6)
    dot[..., 0] = 255 * np.exp(-((columns - spot[0]) ** 2 + (rows - spot[1]) ** 2) / (2 * 3.0**2))
    dot[..., 3] = 255
    depth = 3 * moving.lens.subject
    camera = Multiplane([Cel(dot, -60, -40, depth, opaque=True)], moving, SIZE)
    errors = []
    for frame in range(96):
        light = camera.frame(frame)[..., 0].astype(float)
        y, x = np.mgrid[0:180, 0:320]
        centre = np.array([(light * x).sum(), (light * y).sum()]) / light.sum()
        ideal = moving.matrix(moving.upright(depth), frame) @ [spot[0] - 60, spot[1] - 40, 1]
        errors.append(centre - ideal[:2] / ideal[2])
    wobble = np.diff(np.array(errors), n=2, axis=0)
    assert float(np.sqrt((wobble**2).sum(axis=1).mean())) < 0.10


def test_one_seed_one_hand() -> None:
    def path(seed: int) -> list[float]:
        moving = Journey(Move.HANDHELD, journey(Move.HANDHELD).lens, 24, 1.0, seed)
        return [moving.pose(frame).shift[0] for frame in range(24)]

    assert path(1) == path(1) != path(2)


def test_layers_that_move_alike_are_filmed_as_one() -> None:
    panel = PANEL.model_copy(update={"place": "street", "figures": ()})
    locked = paint(panel, SIZE, 24, 1.0, 1)
    assert len(Multiplane(locked.cels, locked.journey, SIZE)._held) == 1
    tracked = paint(panel.model_copy(update={"move": Move.TRACK_LEFT}), SIZE, 24, 1.0, 1)
    assert len(Multiplane(tracked.cels, tracked.journey, SIZE)._held) >= 3


def test_what_is_hidden_is_left_out_and_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = PANEL.model_copy(update={"place": "street", "move": Move.CRANE_UP})
    card = paint(panel, SIZE, 24, 1.0, 1)
    thrifty, thorough = (Multiplane(card.cels, card.journey, SIZE) for _ in range(2))
    assert any(held.solid is not None for held in thrifty._held)
    monkeypatch.setattr(thorough, "_floor", lambda place, matrices: SIZE.height)  # noqa: ARG005
    for frame in (0, 11, 23):
        one, two = thrifty.frame(frame)[..., :3].astype(int), thorough.frame(frame)[..., :3].astype(int)
        assert np.abs(one - two).max() <= 1
