"""Panels become clips: the same every time, of the right length, whatever is asked for."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from fourbeat.media.animatic.render import affordable, film, render
from fourbeat.model.errors import Invalid, MediaError
from fourbeat.model.format import Size
from fourbeat.model.panel import Caption, Figure, Panel
from fourbeat.model.plan import Angle, Depth, Framing, Move
from fourbeat.model.time import Rate

SIZE = Size(width=320, height=180)
FILM = Rate(24)
PANEL = Panel(
    scene="A small robot lifts a bulb in a workshop at night.",
    move=Move.TRACK_LEFT,
    framing=Framing.MEDIUM,
    light="warm lamp from the left",
    place="workshop",
    figures=(Figure(name="Bolt", words="small robot"),),
)


def frames(
    panel: Panel, *, size: Size = SIZE, count: int = 3, seed: int = 5, pictures: dict[str, Path] | None = None
) -> list[np.ndarray]:
    return [
        planes.copy() for planes in film(panel, size=size, rate=FILM, frames=count, seed=seed, pictures=pictures or {})
    ]


def luma(planes: np.ndarray) -> np.ndarray:
    return planes[: planes.shape[0] * 2 // 3].astype(int)


def digest(pictures: Iterable[np.ndarray]) -> str:
    return hashlib.sha256(b"".join(picture.tobytes() for picture in pictures)).hexdigest()


def test_the_same_panel_is_the_same_picture_and_another_seed_is_another() -> None:
    once, again, other = frames(PANEL), frames(PANEL), frames(PANEL, seed=6)
    assert digest(once) == digest(again) != digest(other)
    assert digest(once[:1]) != digest(once[2:])


def test_a_clip_has_its_exact_frames_and_sound_to_the_sample(tmp_path: Path) -> None:
    target, told = tmp_path / "clip.mp4", []
    rate = Rate(24000, 1001)
    render(PANEL, size=SIZE, rate=rate, frames=7, seed=1, pictures={}, target=target, report=told.append)
    assert told == [pytest.approx((done + 1) / 7) for done in range(7)]
    with av.open(str(target)) as clip:
        assert sum(1 for _ in clip.decode(video=0)) == 7
    with av.open(str(target)) as clip:
        last = [packet for packet in clip.demux(audio=0) if packet.pts is not None][-1]
        assert last.pts + last.duration == rate.samples(7)


@pytest.mark.parametrize(
    "size",
    [Size(width=64, height=64), Size(width=180, height=320), Size(width=66, height=402), Size(width=640, height=66)],
)
def test_every_drawable_size_is_drawn(size: Size) -> None:
    picture = frames(PANEL, size=size, count=1)[0]
    assert picture.shape == (size.height * 3 // 2, size.width)
    assert luma(picture).std() > 8


def test_a_very_large_picture_is_painted_smaller_and_comes_out_whole() -> None:
    assert affordable(Size(width=3840, height=2160)) == Size(width=3840, height=2160)
    assert affordable(Size(width=8192, height=8192)) == Size(width=2048, height=2048)
    size = Size(width=8192, height=1600)
    assert affordable(size) == Size(width=4096, height=800)
    assert luma(frames(Panel(light="day"), size=size, count=1)[0])[:, ::7].std() > 8


def test_sizes_that_cannot_be_encoded_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    target = tmp_path / "clip.mp4"
    with pytest.raises(Invalid):
        render(
            PANEL, size=Size(width=321, height=180), rate=FILM, frames=2, seed=1, pictures={}, target=target,
            report=print,
        )  # fmt: skip
    assert not target.exists()


@pytest.mark.parametrize("move", Move)
def test_a_locked_camera_holds_still_and_every_other_moves(move: Move) -> None:
    panel = Panel(place="street", move=move, light="day")
    first, last = (luma(picture)[:-20] for picture in frames(panel, size=Size(width=160, height=90), count=13)[::12])
    moved = np.abs(first - last).mean()
    assert moved < 0.01 if move is Move.LOCKED else moved > 1.0


def test_somebody_who_stands_still_breathes() -> None:
    panel = PANEL.model_copy(update={"move": Move.LOCKED, "light": "overcast", "place": "street"})
    first, later = (luma(picture)[:-20] for picture in frames(panel, count=24)[::23])
    changed = np.argwhere(np.abs(first - later) > 6)
    assert len(changed) > 10
    # Only where the figure is.
    assert changed[:, 1].max() - changed[:, 1].min() < 0.5 * SIZE.width


def test_words_appear_and_go_and_never_move() -> None:
    beat = Caption(start=1, end=2, text="It flickers.")
    line = Caption(start=2, end=3, text="消えないで。", speaker="Bolt", kind="line")
    size = Size(width=640, height=360)
    still = Panel(light="day")
    plain = frames(still, size=size, count=3)
    written = frames(still.model_copy(update={"captions": (beat, line), "slate": ("Film", "10A")}), size=size, count=3)
    rows = [np.argwhere(np.abs(luma(one) - luma(two)) > 40) for one, two in zip(plain, written, strict=True)]
    # The slate is there all the time, at the left top.
    assert rows[0][:, 0].max() < 70
    assert rows[0][:, 1].max() < 120
    assert rows[0][:, 0].max() + 6 < rows[1][:, 0].max() < 150
    assert 280 < rows[2][:, 0].max() < 350
    middle = rows[2][rows[2][:, 0] > 200][:, 1].mean()
    assert abs(middle - 320) < 12


@pytest.mark.parametrize("text", ["نعم، أعرف", "はい、そうです。", "x" * 400])
def test_dialogue_is_legible_on_any_ground(text: str) -> None:
    line = Caption(start=0, end=1, text=text, kind="line")
    for light in ("moonlight at night", "bright day"):
        panel = Panel(light=light, captions=(line,))
        # Above the hairline and beside the clock.
        part = luma(frames(panel, size=Size(width=640, height=360), count=1)[0])[200:345, 60:560]
        assert (part > 210).sum() > 30
        assert (part < 45).sum() > 30


def test_a_reference_picture_covers_the_frame_without_distortion(tmp_path: Path) -> None:
    wide = np.full((300, 1200, 3), 60, np.uint8)
    rows, columns = np.mgrid[0:300, 0:1200]
    wide[(columns - 600) ** 2 + (rows - 150) ** 2 < 90**2] = 250
    path = tmp_path / "wide.png"
    Image.fromarray(wide).save(path)
    panel = Panel(picture="a" * 64, move=Move.LOCKED)
    picture = luma(frames(panel, count=1, pictures={"a" * 64: path})[0])[:170]
    disc = np.argwhere(picture > 180)
    tall, across = disc.max(axis=0) - disc.min(axis=0)
    assert abs(tall - across) <= 2
    assert abs(disc[:, 1].mean() - 159.5) < 1.5
    assert picture[:, 0].min() > 40


def test_a_picture_is_turned_upright_and_laid_on_paper(tmp_path: Path) -> None:
    sideways = Image.new("RGB", (400, 200), (0, 0, 0))
    sideways.paste((255, 255, 255), (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "phone.jpg"
    sideways.save(path, exif=exif)
    panel = Panel(picture="b" * 64)
    picture = luma(frames(panel, size=Size(width=90, height=180), count=1, pictures={"b" * 64: path})[0])
    assert picture[40].mean() > 200 > 40 > picture[140].mean()
    clear = tmp_path / "clear.png"
    Image.new("RGBA", (90, 90), (0, 0, 0, 0)).save(clear)
    assert luma(frames(panel, count=1, pictures={"b" * 64: clear})[0])[20:150].mean() > 215
    deep = tmp_path / "deep.png"
    Image.fromarray(np.full((90, 90), 40_000, np.uint16)).save(deep)
    assert 120 < luma(frames(panel, count=1, pictures={"b" * 64: deep})[0])[20:150].mean() < 190


def bomb() -> bytes:
    """Make a PNG of a few bytes that says it is 60,000 pixels square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def broken() -> bytes:
    out = BytesIO()
    Image.effect_noise((200, 200), 50).save(out, "PNG")
    return out.getvalue()[:9000]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"just a text", "picture.not-a-picture"),
        (b"", "picture.not-a-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.not-a-picture"),
        (bomb(), "picture.too-large"),
        (broken(), "picture.broken"),
        (None, "picture.not-there"),
    ],
    ids=["text", "empty", "svg", "bomb", "broken", "gone"],
)
def test_pictures_that_lie_are_named_and_refused(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "holiday.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MediaError) as caught:
        frames(Panel(picture="c" * 64), count=1, pictures={"c" * 64: path})
    assert caught.value.code == code
    assert caught.value.message.params["file"] == "holiday.png"


def test_light_from_the_left_is_brighter_on_the_left() -> None:
    def halves(side: str) -> float:
        panel = Panel(place="room", framing=Framing.FULL, light=f"hard window light from the {side}")
        picture = luma(frames(panel, count=1)[0])[20:150]
        return float(picture[:, :120].mean() - picture[:, 200:].mean())

    assert halves("left") > halves("right") + 10


def test_shallow_focus_blurs_what_is_behind() -> None:
    def detail(depth: Depth) -> float:
        panel = Panel(place="library", framing=Framing.MEDIUM, light="day", depth=depth)
        picture = luma(frames(panel, count=1)[0])[10:80, 10:310]
        return float(np.abs(np.diff(picture, axis=1)).mean())

    assert detail(Depth.SHALLOW) < 0.7 * detail(Depth.DEEP)


@pytest.mark.slow
@pytest.mark.parametrize("angle", Angle)
@pytest.mark.parametrize("framing", Framing)
def test_every_framing_and_angle_can_be_drawn(framing: Framing, angle: Angle) -> None:
    cast = (
        Figure(name="Ada", words="woman, coat"),
        Figure(name="Rex", words="dog"),
        Figure(name="Bo", words="old man"),
    )
    for place in ("street in the rain", "kitchen", "forest", ""):
        panel = Panel(framing=framing, angle=angle, place=place, figures=cast, move=Move.ORBIT_LEFT)
        first, last = frames(panel, size=Size(width=128, height=72), count=2)
        assert luma(first).std() > 4
        assert luma(last).max() > 40
