"""A shot split and joined again: nothing is lost, and everything happens at its own moment of the film."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Shot
from fourbeat.studio.studio import Studio

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000301"
    "5ef4a6b40000000049454e44ae426082"
)

EIGHT = {
    "title": "The bridge",
    "seconds": "8",
    "scene": "A bridge at dawn.",
    "framing": "wide",
    "light": "low sun",
    "palette": ["#102030 night", "#f0c080 sun"],
    "cast": ["Ada"],
    "beats": [{"text": "stops", "at": "1"}, {"text": "turns", "at": "5"}, {"text": "leaves", "at": "7"}],
    "lines": [{"speaker": "Ada", "text": "Not yet.", "at": "2"}, {"speaker": "Ada", "text": "Now.", "at": "6"}],
    "references": [{"file": "a.png"}, {"file": "b.png", "role": "last-frame"}, {"file": "c.png", "role": "style"}],
}


@pytest.fixture
def shot(studio: Studio, tmp_path: Path) -> Shot:
    """Give a shot of eight seconds, with everything."""
    ada = Character(id=studio.desk.ids.new(), order="V", name="Ada")
    studio.store.write(lambda writer: writer.edit(message("step.edit-shot", shot=""), [writer.plan.born(ada)]))
    for index, name in enumerate("abc"):
        (tmp_path / f"{name}.png").write_bytes(PIXEL + bytes([index]))
    return studio.shots.add(brief=BriefFile.model_validate(EIGHT), folder=tmp_path)


def written(studio: Studio, shot: Shot) -> BriefFile:
    return studio.shots.written(studio.shots.find(shot.id))


def test_each_half_keeps_what_happens_in_it(studio: Studio, shot: Shot) -> None:
    second = studio.splitting.split(shot=shot)
    one, other = written(studio, shot), written(studio, second)
    assert [(brief.number, brief.seconds) for brief in (one, other)] == [("010", "4"), ("020", "4")]
    assert [beat.at for beat in one.beats] == ["1"]
    assert [(beat.text, beat.at) for beat in other.beats] == [("turns", "1"), ("leaves", "3")]
    assert [(line.text, line.at) for line in one.lines + other.lines] == [("Not yet.", "2"), ("Now.", "2")]
    assert one.cast == other.cast == ("Ada",)
    assert one.palette == other.palette
    assert (one.scene, one.framing) == (other.scene, other.framing)
    assert [str(picture.role) for picture in one.references] == ["first-frame", "style"]
    assert sorted(str(picture.role) for picture in other.references) == ["last-frame", "style"]
    studio.history.undo()
    assert written(studio, shot) == studio.shots.written(shot)
    assert len(studio.plan.shots()) == 1


def test_a_split_shot_joined_again_reads_as_it_did(studio: Studio, shot: Shot) -> None:
    before = written(studio, shot)
    second = studio.splitting.split(shot=shot, at=60)
    studio.splitting.join(first=studio.shots.find(shot.id), second=second)
    after = written(studio, shot)
    assert after.model_copy(update={"references": ()}) == before.model_copy(update={"references": ()})
    assert {picture.file for picture in after.references} == {picture.file for picture in before.references}
    assert [one.id for one in studio.bin.shots()] == [second.id]


def test_untimed_beats_stay_untimed_in_halves_and_keep_their_moment_when_joined(studio: Studio, tmp_path: Path) -> None:
    beats = [{"text": word} for word in ("one", "two", "three", "four")]
    plain = studio.shots.add(brief=BriefFile.model_validate({"seconds": "8", "beats": beats}), folder=tmp_path)
    second = studio.splitting.split(shot=plain)
    assert [len(written(studio, half).beats) for half in (plain, second)] == [2, 2]
    assert all(beat.at is None for half in (plain, second) for beat in written(studio, half).beats)
    studio.splitting.join(first=studio.shots.find(plain.id), second=second)
    assert [(beat.text, beat.at) for beat in written(studio, plain).beats] == [
        ("one", "0"),
        ("two", "2"),
        ("three", "4"),
        ("four", "6"),
    ]


def test_what_two_shots_say_differently_is_kept_side_by_side(studio: Studio, shot: Shot, tmp_path: Path) -> None:
    other = BriefFile.model_validate(
        {"title": "The river", "scene": "Water below.", "framing": "close-up", "light": "low sun", "mood": "cold"}
    )
    second = studio.shots.add(brief=other, folder=tmp_path)
    studio.splitting.join(first=shot, second=second)
    whole = written(studio, shot)
    assert (whole.title, whole.seconds) == ("The bridge / The river", "12")
    assert (whole.scene, whole.framing, whole.light, whole.mood) == (
        "A bridge at dawn. Water below.",
        "wide",
        "low sun",
        "cold",
    )


def test_only_a_moment_inside_a_shot_splits_it(studio: Studio, shot: Shot) -> None:
    for at in (0, shot.frames, -1):
        with pytest.raises(Invalid):
            studio.splitting.split(shot=shot, at=at)


def test_only_neighbours_are_joined(studio: Studio, shot: Shot, tmp_path: Path) -> None:
    second = studio.shots.add(brief=BriefFile(), folder=tmp_path)
    third = studio.shots.add(brief=BriefFile(), folder=tmp_path)
    for first, last in ((shot, third), (second, shot), (shot, shot)):
        with pytest.raises(Invalid):
            studio.splitting.join(first=first, second=last)


def test_a_joined_shot_ends_as_the_second_does(studio: Studio, shot: Shot, tmp_path: Path) -> None:
    second = studio.shots.add(brief=BriefFile(), folder=tmp_path)
    studio.splitting.join(first=shot, second=second)
    assert [str(one.role) for one in written(studio, shot).references] == ["first-frame", "style"]


def test_texts_to_send_go_with_what_they_stand_for(studio: Studio, tmp_path: Path) -> None:
    def brief(scene: str, sent: str, line: str) -> BriefFile:
        return BriefFile.model_validate(
            {
                "scene": scene,
                "sent": {"en": {"scene": sent}} if sent else {},
                "lines": [{"speaker": "アダ", "text": line, "sent": {"en": {"text": f"{line}!"}}}],
            }
        )

    first = studio.shots.add(brief=brief("港。", "A harbour.", "行こう"), folder=tmp_path)
    second = studio.shots.add(brief=brief("霧。", "", "待って"), folder=tmp_path)
    studio.splitting.join(first=first, second=second)
    whole = written(studio, first)
    assert whole.sent["en"].scene == "A harbour. 霧。"
    assert [line.sent["en"].text for line in whole.lines] == ["行こう!", "待って!"]
    half = studio.splitting.split(shot=studio.shots.find(first.id))
    assert written(studio, half).sent == whole.sent
    assert written(studio, first).sent == whole.sent


def test_more_than_a_brief_holds_is_refused(studio: Studio, tmp_path: Path) -> None:
    first, second = (
        studio.shots.add(brief=BriefFile(scene=f"{word} " * 250), folder=tmp_path) for word in ("first", "second")
    )
    studio.splitting.join(first=first, second=studio.shots.find(second.id))
    third = studio.shots.add(brief=BriefFile(scene="third " * 600), folder=tmp_path)
    with pytest.raises(Invalid) as error:
        studio.splitting.join(first=studio.shots.find(first.id), second=third)
    assert error.value.code == "join.too-long"
