"""Who stands where, and where their names are written."""

from __future__ import annotations

import numpy as np
import pytest

from fourbeat.media.animatic.card import Card, paint
from fourbeat.media.animatic.render import film
from fourbeat.media.animatic.tags import tags
from fourbeat.model.format import Size
from fourbeat.model.panel import Figure, Panel
from fourbeat.model.plan import Angle, Framing, Move
from fourbeat.model.time import Rate

SIZE = Size(width=480, height=270)
TWO = (Figure(name="Nieves", words="a woman in a red dress"), Figure(name="Teo", words="a tall man"))


def card(size: Size = SIZE, **panel: object) -> Card:
    return paint(Panel(figures=TWO, slate=("Film", "10"), **panel), size, 4, 1.0, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [SIZE, Size(width=360, height=360), Size(width=360, height=640)], ids=str)
def test_over_the_shoulder_leaves_the_other_face_clear(size: Size) -> None:
    drawn = card(size, framing=Framing.OVER_SHOULDER, place="rooftop")
    near = next(cel for cel in reversed(drawn.cels) if cel.breath is None)
    full = np.zeros((3 * size.height, 3 * size.width))
    top, left = near.top + size.height, near.left + size.width
    full[top : top + near.pixels.shape[0], left : left + near.pixels.shape[1]] = near.pixels[..., 3]
    seen = full[size.height : 2 * size.height, size.width : 2 * size.width]
    face = drawn.players[0].face
    assert seen[:, : round(face[2])].max() < 30
    assert 0.2 < (seen[-2] > 128).mean() < 0.45
    assert seen[: size.height // 20].max() < 30


@pytest.mark.parametrize("framing", [Framing.MEDIUM_WIDE, Framing.TWO_SHOT, Framing.FULL, Framing.OVER_SHOULDER])
@pytest.mark.parametrize("angle", [Angle.EYE_LEVEL, Angle.LOW, Angle.HIGH])
def test_no_name_lies_over_a_face(framing: Framing, angle: Angle) -> None:
    drawn = card(framing=framing, angle=angle, place="rooftop")
    written = tags(drawn.players, Panel(figures=TWO, slate=("Film",)), SIZE)
    assert written
    for tag in written:
        right, bottom = tag.left + tag.pixels.shape[1], tag.top + tag.pixels.shape[0]
        assert tag.left >= 0
        assert tag.top >= 0
        assert right <= SIZE.width
        assert bottom <= SIZE.height
        for left, top, far, low in (player.face for player in drawn.players):
            assert right <= left + 1 or tag.left >= far - 1 or bottom <= top + 1 or tag.top >= low - 1


@pytest.mark.parametrize("words", ["They keep dancing.", "Her arms around him.", "二人は踊る。"])
def test_two_who_dance_stand_in_each_others_arms(words: str) -> None:
    close = card(framing=Framing.FULL, scene=words).players
    apart = card(framing=Framing.FULL, scene="They wait.").players
    between = [abs(one.foot[0] - two.foot[0]) for one, two in (close, apart)]
    assert between[0] < 0.3 * close[0].height
    assert between[1] > 0.5 * apart[0].height


@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.FULL])
def test_from_above_people_are_more_than_specks(framing: Framing) -> None:
    drawn = card(framing=framing, angle=Angle.OVERHEAD, lens="14mm", place="rooftop", scene="They dance.")
    for player in drawn.players:
        rows = np.flatnonzero(player.layer.sheet.pixels[..., 3].max(axis=1))
        assert rows[-1] - rows[0] > SIZE.height / 6
    one, two = drawn.players
    assert (np.minimum(one.layer.sheet.pixels[..., 3], two.layer.sheet.pixels[..., 3]) > 0).any()


@pytest.mark.parametrize("move", [Move.TRACK_RIGHT, Move.TRACK_LEFT, Move.PAN_RIGHT, Move.ORBIT_LEFT])
@pytest.mark.parametrize("size", [Size(width=64, height=64), Size(width=256, height=144)], ids=str)
def test_the_set_goes_on_to_the_end_of_a_move(move: Move, size: Size) -> None:
    panel = Panel(place="workshop", light="moonlight, camera left", move=move, angle=Angle.GROUND, framing=Framing.FULL)
    filmed = film(panel, size=size, rate=Rate(24), frames=16, seed=2, pictures={})
    for planes in (frame for index, frame in enumerate(filmed) if index in (0, 15)):
        luma = planes[: size.height]
        for quarter in np.array_split(luma, 4, axis=1):
            assert (quarter < 26).mean() < 0.2


@pytest.mark.parametrize("words", ["A lighthouse in fog at night.", "夜の灯台", "A lighthouse by day."])
def test_a_lighthouse_stands_where_one_is_told_of(words: str) -> None:
    with_one, without = (
        paint(Panel(scene=text, place="sea", framing=Framing.WIDE), SIZE, 4, 1.0, 3)
        for text in (words, words.replace("lighthouse", "gull").replace("灯台", "海"))
    )
    assert len(with_one.glows) - len(without.glows) == ("day" not in words)
    assert not np.array_equal(with_one.cels[1].pixels, without.cels[1].pixels)
