"""Briefs as text: written, read back, pasted; hostile text changes nothing."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from fourbeat.model.briefing import BeatFile, BriefFile, LineFile, ReferenceFile
from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import Angle, Character, Declared, Framing, Role
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.pages import page, read_page
from fourbeat.studio.studio import Studio

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000301"
    "5ef4a6b40000000049454e44ae426082"
)
FULL = BriefFile(
    title='He says "no" \\ yes',
    number="010",
    seconds="5/2",
    scene='Fog.\nThe sea """ behind it, "',
    framing=Framing.WIDE,
    angle=Angle.LOW,
    lens="50 mm\tfilm",
    light="夕暮れの光",
    mood="\u200dcalm 👩‍🚀",
    short=True,
    palette=("#aabbcc dusk", "#000000"),
    cast=("Ada",),
    beats=(BeatFile(text="turns", at="1/2"), BeatFile(text="stops")),
    lines=(LineFile(speaker="Radio", text="Here = [there]", delivery="low"),),
    references=(ReferenceFile(file="a" * 64, role=Role.STYLE, declared=Declared.NO_PERSON),),
    seed=7,
)


def test_every_field_reads_back_as_it_was_written() -> None:
    assert read_page(page([FULL])) == (FULL,)
    assert read_page(page([FULL, BriefFile(), FULL])) == (FULL, BriefFile(), FULL)
    assert read_page(page([FULL]).replace("\n", "\r\n")) == (FULL,), "a mail's line ends do no harm"


def test_any_words_read_back() -> None:
    chance = random.Random(4)
    letters = string.printable + '"""\\\\éß東京ｶﾞ\u3000\x7f\x00\x1b\u2028👩‍🚀='
    for _ in range(300):
        words = "".join(chance.choice(letters) for _ in range(chance.randrange(1, 40))).replace("\r", "").strip()
        brief = BriefFile(scene=words, title=words.replace("\n", " ").strip())
        assert read_page(page([brief])) == (brief,)


def test_prose_is_a_scene() -> None:
    for text in ("Fog over the sea.", "INT. KITCHEN – NIGHT\n\nAda waits.", "x = y", "  灯台に霧。\r\n"):
        (brief,) = read_page(text)
        assert brief == BriefFile(scene=text.replace("\r", "").strip())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "page.empty"),
        (" \n\ufeff", "page.empty"),
        ("\x00\x01", "page.empty"),
        ("x" * 5000, "page.long-prose"),
        ("a" * 2_000_000, "page.too-long"),
        ("\ud800 broken", "page.not-text"),
        ('light = "dusk', "brief.not-toml"),
        ('scene = "a"\nscene = "b"', "brief.not-toml"),
        ('scene = "a"\nhack = 1', "brief.wrong"),
        ("seconds = 1e999", "brief.wrong"),
        ("[[shots]]\nframing = 'sideways'", "brief.wrong"),
        ("shots = []", "brief.wrong"),
        ("shots = 3", "brief.wrong"),
        ("[[shots]]\n" * 1500, "page.too-many"),
        ("scene = " + "[" * 5000, "brief.not-toml"),
    ],
)
def test_hostile_text_is_refused_in_words(text: str, code: str, desk: Desk) -> None:
    with pytest.raises(FourbeatError) as caught:
        read_page(text)
    assert caught.value.code == code
    assert desk.wording(caught.value.message)


def test_pasted_briefs_become_shots_in_one_step(studio: Studio, tmp_path: Path) -> None:
    for _ in range(2):
        studio.shots.add(brief=BriefFile(), folder=tmp_path)
    first, steps = studio.shots.find("010"), len(studio.history.steps())
    pasted = studio.pasting.paste(briefs=[FULL, BriefFile(scene="B"), BriefFile(number="X1")], after=first)
    assert [shot.number for shot in studio.plan.shots()] == ["010", "015", "017", "X1", "020"]
    assert len(studio.history.steps()) == steps + 1
    assert (pasted.joined, pasted.left_out) == (("Ada",), 1)
    assert [person.name for person in studio.plan.all(Character)] == ["Ada"]
    assert studio.shots.written(pasted.shots[0]).scene == FULL.scene
    studio.history.undo()
    assert [shot.number for shot in studio.plan.shots()] == ["010", "020"]
    assert not studio.plan.all(Character)


def test_a_text_brings_no_file_of_this_machine(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    brief = BriefFile(references=(ReferenceFile(file=str(tmp_path / "secret.png")),))
    pasted = studio.pasting.paste(briefs=[brief])
    assert pasted.left_out == 1
    assert not studio.shots.written(pasted.shots[0]).references


def test_pictures_go_from_film_to_film_by_their_content(studio: Studio, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "still.png").write_bytes(PIXEL)
    shot = studio.shots.add(brief=BriefFile(references=(ReferenceFile(file="still.png"),)), folder=tmp_path)
    text, pictures = studio.pasting.page([shot]), studio.pasting.pictures([shot])
    assert len(pictures) == 1
    with create(tmp_path / "other", desk, name="Other", size="128x72") as other:
        assert other.pasting.paste(briefs=read_page(text)).left_out == 1
        forged = dict.fromkeys(pictures, tmp_path / "gone.png")
        assert other.pasting.paste(briefs=read_page(text), pictures=forged).left_out == 1
        pasted = other.pasting.paste(briefs=read_page(text), pictures=pictures)
        assert pasted.left_out == 0
        assert [one.file for one in other.shots.written(pasted.shots[0]).references] == [*pictures]


def test_cut_shots_come_back_whole_elsewhere(studio: Studio, tmp_path: Path) -> None:
    for _ in range(3):
        studio.shots.add(brief=BriefFile(), folder=tmp_path)
    first, last = studio.shots.find("010"), studio.shots.find("030")
    studio.bin.put(shots=[first])
    moved = studio.pasting.put_back(shots=[first.id], after=last)
    assert moved is not None
    assert [shot.number for shot in studio.plan.shots()] == ["020", "030", "010"]
    assert moved.shots[0].id == first.id
    assert studio.pasting.put_back(shots=[first.id], after=last) is None, "it is no longer in the bin"
