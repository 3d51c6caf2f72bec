"""The two example films are held to what the program teaches: every rule here is one a person may check by eye."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import tomllib
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from fourbeat.model.briefing import BriefFile, FilmFile, ReferenceFile
from fourbeat.model.plan import Angle, Declared, Form, Framing, Move, Role
from fourbeat.model.time import Rate, exact
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
FILMS = ("workshop", "rooftop")
WORDS_PER_SECOND = 2.2
"""An unhurried speaker; what is quicker than this does not leave room for the action."""
VAGUE = re.compile(r"\b(?:beautiful|cinematic|stunning|epic|amazing|nice|quickly|dramatic|moody|atmospheric)\b", re.I)


def film(name: str) -> FilmFile:
    return FilmFile.model_validate(tomllib.loads((EXAMPLES / name / "film.toml").read_text(encoding="utf-8")))


def shots(of: FilmFile) -> list[BriefFile]:
    return [shot for sequence in of.sequences for scene in sequence.scenes for shot in scene.shots]


def references(of: FilmFile) -> list[ReferenceFile]:
    return [reference for owner in (*of.cast, *of.places, *shots(of)) for reference in owner.references]


def missing(of: FilmFile, folder: Path) -> list[str]:
    return sorted({one.file for one in references(of) if not (folder / one.file).is_file()})


def picture(path: Path) -> tuple[int, int]:
    """Read a PNG to its last byte: signature, chunk sums, and as much picture as its size says. Source: PNG 3rd ed."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, kinds, packed, size, row = 8, [], b"", (0, 0), 0
    while at < len(data):
        length = struct.unpack_from(">I", data, at)[0]
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack_from(">I", data, at + 8 + length)[0]
        kinds.append(kind)
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack_from(">IIBB", body)
            size, row = (width, height), 1 + (width * depth * {0: 1, 2: 3, 3: 1, 6: 4}[colour] + 7) // 8
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    assert len(zlib.decompress(packed)) == row * size[1]
    return size


@pytest.fixture(params=FILMS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


EVERY = [pytest.param(name, shot, id=f"{name}-{shot.title}") for name in FILMS for shot in shots(film(name))]
SHOTS = [pytest.param(param.values[1], id=param.id) for param in EVERY]


def test_films_have_the_shots_and_length_they_are_meant_to_have() -> None:
    workshop, rooftop = shots(film("workshop")), shots(film("rooftop"))
    assert [exact(shot.seconds) for shot in workshop] == [4] * 8
    assert sorted(exact(shot.seconds) for shot in rooftop) == [4, 4, 4, 4, 4, 8]


def test_a_film_knows_no_other_keys(name: str) -> None:
    written = tomllib.loads((EXAMPLES / name / "film.toml").read_text(encoding="utf-8"))
    written["sequences"][0]["scenes"][0]["shots"][0]["zoom"] = "slow"
    with pytest.raises(ValidationError, match="zoom"):
        FilmFile.model_validate(written)


@pytest.mark.parametrize("shot", SHOTS)
def test_a_shot_is_a_whole_brief(shot: BriefFile) -> None:
    assert all((shot.title, shot.scene, shot.lens, shot.light, shot.mood, shot.sound))
    assert all((shot.framing, shot.angle, shot.move, shot.depth))
    assert 3 <= len(shot.palette) <= 5
    assert all(len(anchor.split()) >= 2 for anchor in shot.palette), "an anchor is said in words, not only in digits"
    assert 2 <= len(shot.beats) <= 3
    assert shot.cast
    words = " ".join((shot.scene, shot.light, shot.lens, *(beat.text for beat in shot.beats)))
    assert not VAGUE.search(words)


@pytest.mark.parametrize(("name", "shot"), EVERY)
def test_times_lie_in_order_inside_the_clip(name: str, shot: BriefFile) -> None:
    rate = Rate.parse(film(name).rate)
    for items in (shot.beats, shot.lines):
        at = [rate.frames(item.at) for item in items if item.at is not None]
        assert len(at) == len(items)
        assert at == sorted(set(at))
        assert all(0 <= frame <= rate.frames(shot.seconds) - rate.frames("0.5") for frame in at)


@pytest.mark.parametrize("shot", SHOTS)
def test_speech_fits_the_clip(shot: BriefFile) -> None:
    assert len(shot.lines) <= 2
    starts = [exact(line.at or 0) for line in shot.lines]
    for line, start, end in zip(shot.lines, starts, [*starts[1:], exact(shot.seconds)], strict=False):
        assert len(line.text.split()) <= WORDS_PER_SECOND * float(end - start) + 0.5, line.text


@pytest.mark.parametrize(("name", "shot"), EVERY)
def test_who_is_seen_or_speaks_is_cast(name: str, shot: BriefFile) -> None:
    cast = {one.name for one in film(name).cast}
    assert set(shot.cast) <= cast
    assert {line.speaker for line in shot.lines} <= set(shot.cast)


@pytest.mark.parametrize("shot", SHOTS)
def test_no_camera_move_hides_in_the_prose(shot: BriefFile) -> None:
    words = " ".join((shot.scene, shot.lens, shot.light, *(beat.text for beat in shot.beats)))
    assert not re.search(r"\b(?:camera (?:moves|pans|tilts|follows|pushes)|dolly|zooms?|tracking|pans)\b", words, re.I)


def test_the_cast_has_identity_words_and_the_shots_leave_them_alone(name: str) -> None:
    of = film(name)
    for one in (*of.cast, *of.places):
        assert len(one.identity.split()) >= 15, one.name
        assert one.name not in one.identity, "the name is written in front of its words already"
        for shot in shots(of):
            assert one.identity.split(",")[0] not in shot.scene, "said once, the same every time"
    assert all(one.wardrobe and one.voice and one.colour for one in of.cast)


def test_people_are_clearly_adults() -> None:
    ages = ("sixty", "fifty", "forty", "thirty")
    people = [one for name in FILMS for one in film(name).cast if "robot" not in one.identity]
    assert len(people) == 3
    assert all(any(age in one.identity for age in ages) for one in people)


def test_light_is_held_across_each_scene(name: str) -> None:
    for sequence in film(name).sequences:
        for scene in sequence.scenes:
            assert scene.place in {place.name for place in film(name).places}
            sources = {" ".join(shot.light.split()[:8]) for shot in scene.shots}
            assert len(sources) == 1, sources
            assert all("camera left" in shot.light or "camera right" in shot.light for shot in scene.shots)


def test_palettes_drift_and_never_jump(name: str) -> None:
    palettes = [[_rgb(anchor) for anchor in shot.palette] for shot in shots(film(name))]
    for before, after in pairwise(palettes):
        near = [min(_apart(one, other) for other in before) for one in after]
        assert sum(distance < 48 for distance in near) >= 2, "two anchors at least carry over the cut"
    assert max(min(_apart(one, other) for other in palettes[0]) for one in palettes[-1]) > 48, (
        "and yet it ends elsewhere"
    )


def _rgb(anchor: str) -> tuple[int, ...]:
    return tuple(int(anchor[place : place + 2], 16) for place in (1, 3, 5))


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


def test_framing_angle_and_move_are_varied() -> None:
    everything = [shot for name in FILMS for shot in shots(film(name))]
    assert {shot.framing for shot in everything} >= set(Framing) - {Framing.MEDIUM, Framing.MEDIUM_CLOSE_UP}
    assert {shot.angle for shot in everything} == set(Angle)
    assert len({shot.move for shot in everything}) >= 12
    assert Move.LOCKED in {shot.move for shot in everything}
    for name in FILMS:
        moves = [shot.move for shot in shots(film(name))]
        assert len(set(moves)) == len(moves), "no move twice in one film"


def test_some_line_is_in_another_language() -> None:
    assert any("in Spanish" in line.delivery for shot in shots(film("rooftop")) for line in shot.lines)


def test_every_reference_is_a_picture_of_the_film_s_size(name: str) -> None:
    of, folder = film(name), EXAMPLES / name
    assert missing(of, folder) == []
    files = {one.file for one in references(of)}
    assert len(files) >= 2
    for file in files:
        assert "x".join(map(str, picture(folder / file))) == of.size
        assert (folder / file).stat().st_size < 250_000
    assert {path.name for path in folder.glob("*.png")} == files, "no picture lies about unused"


def test_a_missing_picture_would_be_noticed(name: str, tmp_path: Path) -> None:
    files = sorted({one.file for one in references(film(name))})
    for file in files[1:]:
        (tmp_path / file).write_bytes(b"")
    assert missing(film(name), tmp_path) == files[:1]


def test_references_say_what_they_are(name: str) -> None:
    of = film(name)
    roles = [one.role for one in references(of)]
    assert roles.count(Role.FIRST_FRAME) == 2
    assert Role.CHARACTER in roles
    assert Role.PLACE in roles
    assert {one.declared for one in references(of)} <= {Declared.NO_PERSON, Declared.SYNTHETIC}
    for shot in shots(of):
        assert sum(one.role is Role.FIRST_FRAME for one in shot.references) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("file", ["workshop/bulb.png", "rooftop/record-player.png"])
def test_a_picture_can_be_redrawn_by_anyone(file: str, tmp_path: Path) -> None:
    script = EXAMPLES.parents[1] / "packaging" / "references" / "draw.py"
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path), file], check=True, timeout=120)
    ours, drawn = (np.asarray(Image.open(folder / file).convert("RGB"), float) for folder in (EXAMPLES, tmp_path))
    assert abs(ours - drawn).mean() < 2


ELEMENTS = (
    ("look", "mood"),
    ("lens", "depth", "filters"),
    ("grade", "palette"),
    ("light", "atmosphere"),
    ("place", "camera-shot", "blocking"),
    ("cast", "prop", "dressing"),
    ("sound",),
    ("beat",),
    ("camera",),
    ("finish",),
)
"""The production elements of the long form, in the order of the guide."""


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    desk = Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"))
    with create(tmp_path / "film", desk, name="Film") as opened:
        yield opened


def test_the_long_form_of_every_shot_holds_every_production_element_in_order(name: str, studio: Studio) -> None:
    studio.film.load(film=film(name), folder=EXAMPLES / name)
    for shot in studio.plan.shots():
        made = studio.prompts.sending(shot, form=Form.LONG).prompt
        fields = [part.field.partition(":")[0] for part in made.parts]
        assert fields[0] == "scene"
        places = []
        for group in ELEMENTS:
            wanted = [one for one in group if one != "prop"]
            assert set(wanted) <= set(fields), (shot.number, wanted)
            places.append((min(fields.index(one) for one in wanted), max(_last(fields, one) for one in wanted)))
        assert all(end < start for (_, end), (start, _) in pairwise(places)), shot.number
        spans = re.findall(r"^- (\S+)–(\S+) s: ", made.text, re.MULTILINE)
        assert len(spans) == len(studio.plan.brief(shot.id).beats)
        assert float(spans[-1][1]) == float(exact(studio.shots.written(shot).seconds))
        assert all(float(start) < float(end) for start, end in spans)


def _last(fields: list[str], name: str) -> int:
    return len(fields) - 1 - fields[::-1].index(name)


def test_every_shot_can_be_entered_field_by_field(name: str, studio: Studio) -> None:
    studio.film.load(film=film(name), folder=EXAMPLES / name)
    scene = studio.plan.scenes()[-1]
    for shot in list(studio.plan.shots()):
        whole = studio.shots.written(shot)
        by_hand = studio.shots.add(brief=BriefFile(number=f"X{shot.number}"), folder=EXAMPLES, scene=scene)
        for field in type(whole).model_fields:
            if field != "number":
                studio.fields.set(shots=[by_hand], fields={field: getattr(whole, field)})
        entered = studio.shots.written(studio.shots.find(by_hand.number))
        assert entered.model_copy(update={"number": whole.number}) == whole


def test_the_long_form_reads_back_into_the_same_shots(name: str, studio: Studio) -> None:
    studio.film.load(film=film(name), folder=EXAMPLES / name)
    for shot in studio.plan.shots():
        whole = studio.shots.written(shot)
        fields = studio.prompts.read(studio.prompts.template(shot), shot=shot)
        again = BriefFile.model_validate({**whole.model_dump(), **fields})
        assert again == whole, shot.number


def test_the_details_of_a_film_belong_together(name: str) -> None:
    everything = shots(film(name))
    assert len({shot.look for shot in everything}) == 1
    for shot in everything:
        words = (shot.filters, shot.grade, shot.atmosphere, shot.blocking, shot.dressing, shot.camera, shot.finish)
        assert all(words), shot.title
        assert not VAGUE.search(" ".join(words)), shot.title
    assert film(name).props
