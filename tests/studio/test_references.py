"""Reference pictures: taken in once, cropped from their original, stripped of where they were taken."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.format import Size
from fourbeat.model.plan import Declared, Reference, Role, Shot
from fourbeat.studio.stripping import stripped
from fourbeat.studio.studio import Studio

GPS, ORIENTATION = 0x8825, 0x0112


def photo(path: Path, turned: int = 1, **settings: object) -> Path:
    """Make a picture that tells where it was taken, in Exif and (JPEG) in a comment and behind its end."""
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[0x010F] = "Maker"
    exif.get_ifd(GPS)[2] = (48.0, 51.0, 24.0)
    noise = np.random.default_rng(4).integers(0, 255, (48, 64, 3), np.uint8)
    Image.fromarray(noise).save(path, exif=exif, **settings)  # type: ignore[arg-type]
    if path.suffix == ".jpg":
        with path.open("ab") as file:
            file.write(b"GPS behind the end")
    return path


@pytest.fixture
def film(studio: Studio, tmp_path: Path) -> Studio:
    for number in ("010", "020"):
        studio.shots.add(brief=BriefFile(number=number, scene="Fog."), folder=tmp_path)
    studio.cast.add(name="Ada")
    return studio


def shot(studio: Studio, label: str = "010") -> Shot:
    return studio.shots.find(label)


def test_the_same_picture_is_recognised(film: Studio, tmp_path: Path) -> None:
    one, twin = photo(tmp_path / "one.png"), tmp_path / "twin.png"
    twin.write_bytes(one.read_bytes())
    added = film.references.add(of=shot(film), files=[one, twin])
    assert [row.role for row in added.new] == [Role.FIRST_FRAME]
    steps = len(film.history.steps())
    again = film.references.add(of=shot(film), files=[twin])
    assert (again.new, again.known, len(film.history.steps())) == ((), added.new, steps)
    ada = film.cast.find("Ada")
    other = film.references.add(of=ada, files=[twin], declared=Declared.SYNTHETIC)
    assert (other.elsewhere, other.new[0].role) == (("010",), Role.CHARACTER)
    with pytest.raises(Invalid):
        film.references.add(of=ada, files=[Path(__file__)])
    film.references.remove(one=added.new[0])
    assert film.references.of(shot(film)) == []


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize(
    ("name", "settings"),
    [("a.jpg", {}), ("b.jpg", {"progressive": True}), ("c.png", {}), ("d.webp", {"lossless": True})],
)
def test_stripping_leaves_the_picture_as_it_is(
    tmp_path: Path, name: str, settings: dict[str, object], turned: int
) -> None:
    path = photo(tmp_path / name, turned, **settings)
    content = path.read_bytes()
    clean = stripped(content, name)
    assert len(clean) < len(content)
    for telling in (b"Maker", b"GPS behind"):
        assert telling not in clean
    (tmp_path / f"clean-{name}").write_bytes(clean)
    with Image.open(path) as was, Image.open(tmp_path / f"clean-{name}") as now:
        assert dict(now.getexif().get_ifd(GPS)) == {}
        assert now.getexif().get(ORIENTATION, 1) == turned
        assert was.tobytes() == now.tobytes()
    assert stripped(clean, name) == clean


def test_what_cannot_be_stripped_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.gif")
    with pytest.raises(Invalid, match=r"ref\.not-strippable"):
        stripped((tmp_path / "a.gif").read_bytes(), "a.gif")
    for name in ("a.jpg", "b.png", "c.webp"):
        content = photo(tmp_path / name).read_bytes()
        for end in (13, 20, 60, len(content) // 2):
            with pytest.raises(Invalid, match=r"ref\.broken-picture"):
                stripped(content[:end], name)


def test_stripping_on_the_way_in_and_afterwards(film: Studio, tmp_path: Path) -> None:
    path = photo(tmp_path / "one.jpg")
    (clean,) = film.references.add(of=shot(film), files=[path], strip=True).new
    assert b"Maker" not in film.references.path(clean).read_bytes()
    assert not list(film.store.media.folder.glob(f"{hashlib.sha256(path.read_bytes()).hexdigest()}*"))
    (told,) = film.references.add(of=shot(film, "020"), files=[path]).new
    assert film.references.strip(one=told)
    now = film.plan.get(Reference, told.id)
    assert now.sha256 == clean.sha256
    assert not film.references.strip(one=now), "the second time there is nothing left to take"


@pytest.mark.slow
def test_cropping_keeps_the_original_and_starts_from_it_again(film: Studio, tmp_path: Path) -> None:
    Image.new("RGB", (200, 200), "#204060").save(tmp_path / "blue.png")
    (one,) = film.references.add(of=shot(film), files=[tmp_path / "blue.png"]).new
    film.references.crop(one=one, size=Size(width=64, height=36), box=(100, 100, 100, 100))
    now = film.plan.get(Reference, one.id)
    assert (now.original, now.crop) == (one.sha256, "100,122,100,56")
    with Image.open(film.references.path(now)) as made:
        assert made.size == (64, 36)
    film.references.crop(one=one, size=Size(width=50, height=50))
    assert film.plan.get(Reference, one.id).crop == "0,0,200,200", "from the original, not from the crop"
    same = film.references.add(of=shot(film), files=[tmp_path / "blue.png"])
    assert same.new == (), "the original counts as the same picture"
    film.references.uncrop(one=one)
    assert film.plan.get(Reference, one.id) == one
    assert film.references.palette(shot=shot(film)) == ("#204060",)
    assert film.shots.written(shot(film)).palette == ("#204060",)


def test_pictures_are_put_in_another_order(film: Studio, tmp_path: Path) -> None:
    shot, other = film.plan.shots()[:2]
    files = []
    for name in ("one", "two", "three"):
        Image.new("RGB", (32, 18), (10, 20, len(name) * 20 + len(files))).save(tmp_path / f"{name}.png")
        files.append(tmp_path / f"{name}.png")
    one, two, three = film.references.add(of=shot, files=files).new
    film.references.move(one=three, before=one)
    assert [row.name for row in film.references.of(shot)] == ["three.png", "one.png", "two.png"]
    film.references.move(one=three, after=two)
    assert [row.name for row in film.references.of(shot)] == ["one.png", "two.png", "three.png"]
    (far,) = film.references.add(of=other, files=files[:1]).new
    with pytest.raises(Invalid, match=r"order\.where"):
        film.references.move(one=one, after=far)


def test_without_a_take_before_there_is_nothing_to_start_from(film: Studio) -> None:
    with pytest.raises(NotFound, match=r"ref\.no-previous"):
        film.references.previous(shot=shot(film))
    with pytest.raises(NotFound, match=r"ref\.no-take"):
        film.references.previous(shot=shot(film, "020"))


@pytest.mark.slow
def test_a_shot_starts_from_the_last_frame_before_it(film: Studio) -> None:
    film.fields.set(shots=[shot(film)], fields={"seconds": "1"})
    film.jobs.add(shots=[shot(film)])
    film.jobs.run(choose=True)
    (take,) = film.store.takes(shot(film).id)
    made = film.references.previous(shot=shot(film, "020"))
    assert (made.role, made.name) == (Role.FIRST_FRAME, "010_t1_last.png")
    frames = take.facts.frames
    (last,) = film.references.from_take(of=film.cast.find("Ada"), take=take, frame=frames - 1).new
    assert last.sha256 == made.sha256
    with Image.open(film.references.path(made)) as picture:
        assert picture.size == (128, 72)
    with pytest.raises(Invalid, match=r"ref\.no-such-frame"):
        film.references.from_take(of=shot(film), take=take, frame=frames)
    steps = len(film.history.steps())
    assert film.references.previous(shot=shot(film, "020")) == made
    assert len(film.history.steps()) == steps, "the same frame again changes nothing"
