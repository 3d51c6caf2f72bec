"""Scripts in a film: brought in as one step, matched with the bible, and brought up to date scene by scene."""

from __future__ import annotations

import json
import os
import random
import time
from fractions import Fraction
from pathlib import Path

import pytest

from fourbeat.exchange import scripts as forms
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.message import message
from fourbeat.model.plan import Beat, Character, Numbering, Place, Shot, ShotStatus
from fourbeat.studio import film_file, scripts
from fourbeat.studio.arrange import written
from fourbeat.studio.script_update import Deed, Fate, Redraft
from fourbeat.studio.scripts import Imported
from fourbeat.studio.studio import Studio

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20

SCRIPT = """FADE IN:

INT. KITCHEN - DAY

Anna pours tea. It steams. [[close on the cup]]

ANNA
(softly)
Where is he?

BORIS (O.S.)
Outside!

She puts the pot down.

CUT TO:

EXT. PIER - NIGHT

Rain falls on the boats.

EXT. FIELD - DAWN

A fox crosses the field.
"""


def brought_in(studio: Studio, folder: Path, text: str = SCRIPT, name: str = "film.fountain") -> Imported:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return studio.scripts.bring_in(proposal=studio.scripts.propose(path))


def draft(studio: Studio, folder: Path, text: str, name: str = "film.fountain") -> Redraft:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return studio.scripts.compare(path)


def words(studio: Studio) -> list[str]:
    found = []
    for shot in studio.plan.shots():
        brief = studio.plan.brief(shot.id)
        found += [beat.text for beat in brief.beats] + [line.text for line in brief.lines]
    return found


def shot_of(studio: Studio, text: str) -> Shot:
    for shot in studio.plan.shots():
        brief = studio.plan.brief(shot.id)
        if text in [beat.text for beat in brief.beats] + [line.text for line in brief.lines]:
            return shot
    raise AssertionError(text)


def test_the_window_knows_every_ending_that_is_read() -> None:
    assert scripts.ENDINGS == forms.ENDINGS


def test_a_script_comes_in_as_one_step_and_goes_with_one_undo(studio: Studio, tmp_path: Path) -> None:
    done = brought_in(studio, tmp_path)
    assert [scene.title for scene in studio.plan.scenes()] == [
        "INT. KITCHEN - DAY",
        "EXT. PIER - NIGHT",
        "EXT. FIELD - DAWN",
    ]
    assert [one.name for one in studio.plan.all(Character)] == ["ANNA", "BORIS"]
    assert [one.name for one in studio.plan.all(Place)] == ["KITCHEN", "PIER", "FIELD"]
    kitchen = studio.plan.scenes()[0]
    assert kitchen.note == "FADE IN:\nCUT TO:"
    assert kitchen.heading == "INT. KITCHEN - DAY"
    assert [shot.number for shot in studio.plan.shots()][:3] == ["010", "020", "030"]
    assert studio.scripts.file(done.script).read_text(encoding="utf-8") == SCRIPT
    assert studio.store.media.check(contents=True) == []
    assert sum("close on the cup" in shot.note for shot in studio.plan.shots()) == 1
    studio.history.undo()
    assert (studio.plan.shots(), studio.plan.all(Character), studio.scripts.all()) == ([], [], [])
    assert len(studio.plan.sequences()) == 1


def test_who_is_only_heard_is_not_seen(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    seen = [person.name for person in studio.plan.brief(shot_of(studio, "Outside!").id).cast]
    assert "BORIS" not in seen
    assert [one.name for one in studio.plan.brief(shot_of(studio, "Anna pours tea.").id).cast] == ["ANNA"]


def test_people_and_places_of_the_bible_are_found(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path, "INT. KITCHEN - DAY\n\nANNA\nHi.\n")
    anna = studio.plan.all(Character)[0]
    changes = studio.plan.change(anna, name="Anna Petrova", aliases="Anna, Anya")
    from fourbeat.model.message import message
    from fourbeat.studio.arrange import written

    written(studio, message("step.edit-shots", n=1), changes)
    text = "INT. Kitchen - NIGHT\n\nANYA\nHi.\n\nÉLISE\nHo.\n"
    path = tmp_path / "b.fountain"
    path.write_text(text, encoding="utf-8")
    proposal = studio.scripts.propose(path)
    assert [(one.name, one.known) for one in proposal.people] == [("ANYA", "Anna Petrova"), ("ÉLISE", "")]
    assert [(one.name, one.known) for one in proposal.places] == [("Kitchen", "KITCHEN")]
    done = studio.scripts.bring_in(proposal=proposal, left_out=["Élise"])
    assert done.joined == ()
    lines = studio.plan.brief(done.shots[0].id).lines
    assert (lines[0].character, lines[1].character, lines[1].speaker) == (anna.id, None, "ÉLISE")


def test_scenes_go_to_the_end_of_a_sequence_or_begin_their_own(studio: Studio, tmp_path: Path) -> None:
    first = brought_in(
        studio, tmp_path, "# ONE\n\nINT. A - DAY #7#\n\nA.\n\nINT. B - DAY\n\nB.\n\n# TWO\n\nINT. C - DAY\n\nC.\n"
    )
    assert [(one.number, one.title) for one in studio.plan.sequences()] == [("010", "ONE"), ("020", "TWO")]
    assert [one.number for one in first.scenes] == ["7", "8", "9"]
    path = tmp_path / "more.fountain"
    path.write_text("# X\n\nINT. D - DAY #7#\n\nD.\n", encoding="utf-8")
    into = studio.plan.sequences()[0]
    more = studio.scripts.bring_in(proposal=studio.scripts.propose(path), into=into)
    assert [one.title for one in studio.plan.scenes(into.id)] == ["INT. A - DAY", "INT. B - DAY", "INT. D - DAY"]
    assert (more.scenes[0].number, more.scenes[0].note, more.shots[0].number) == ("7A", "X", "030")


@pytest.mark.parametrize(
    ("scheme", "numbers"),
    [
        (Numbering.LETTERS, ["1A", "1B", "2A", "3A"]),
        (Numbering.DASHES, ["1-1", "1-2", "2-1", "3-1"]),
        (Numbering.RUNNING, ["C001", "C002", "C003", "C004"]),
    ],
)
def test_shots_are_numbered_by_the_films_scheme(
    studio: Studio, tmp_path: Path, scheme: Numbering, numbers: list[str]
) -> None:
    from fourbeat.model.message import message
    from fourbeat.studio.arrange import written

    written(studio, message("step.edit-shots", n=1), studio.plan.change(studio.plan.project, numbering=scheme))
    done = brought_in(studio, tmp_path)
    assert (
        [shot.number for shot in done.shots] == numbers if len(done.shots) == 4 else done.shots[0].number == numbers[0]
    )
    assert len({shot.number for shot in done.shots}) == len(done.shots)


def test_a_board_comes_in_with_its_pictures(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "board" / "images").mkdir(parents=True)
    (tmp_path / "board" / "images" / "a.png").write_bytes(PNG)
    (tmp_path / "board" / "images" / "b.png").write_bytes(b"no picture")
    boards = [{"url": "a.png", "duration": 3500, "dialogue": "ANNA: Hi"}, {"url": "b.png", "duration": 2000}]
    path = tmp_path / "board" / "x.storyboarder"
    path.write_text(json.dumps({"boards": boards}), encoding="utf-8")
    done = studio.scripts.bring_in(proposal=studio.scripts.propose(path))
    assert (len(done.shots), done.left_out) == (2, 1)
    assert [shot.frames for shot in done.shots] == [84, 48]
    assert [one.name for one in studio.plan.brief(done.shots[0].id).references] == ["a.png"]
    folder = studio.scripts.bring_in(proposal=studio.scripts.propose(tmp_path / "board" / "images"))
    assert [shot.title for shot in folder.shots] == ["a", "b"]
    assert "a.png" in studio.scripts.file(folder.script).read_text(encoding="utf-8")


def test_nothing_is_changed_by_what_is_refused(studio: Studio, tmp_path: Path) -> None:
    before = list(studio.plan.rows())
    path = tmp_path / "a.fdx"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><FinalDraft/>', encoding="utf-8")
    for verb in (lambda: studio.scripts.propose(path), lambda: studio.scripts.propose(tmp_path / "none")):
        with pytest.raises((Invalid, NotFound)):
            verb()
    many = tmp_path / "many.csv"
    many.write_text("Scene,Description\n" + "1,x\n" * 5001, encoding="utf-8")
    with pytest.raises(Invalid, match=r"script\.too-many-shots"):
        studio.scripts.bring_in(proposal=studio.scripts.propose(many))
    assert list(studio.plan.rows()) == before


# A later draft


def test_an_unchanged_draft_changes_nothing(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    assert draft(studio, tmp_path, SCRIPT.replace("Anna pours tea. It", "Anna  pours tea.\nIt")).open == []


def test_changed_words_go_to_their_shots_and_takes_stay(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    said, done = shot_of(studio, "Where is he?"), shot_of(studio, "Rain falls on the boats.")
    new = SCRIPT.replace("Where is he?", "Where did he go?").replace("falls on", "hammers on")
    redraft = draft(studio, tmp_path, new)
    assert [(one.fate, one.label) for one in redraft.scenes] == [
        (Fate.CHANGED, "1"),
        (Fate.CHANGED, "2"),
        (Fate.UNCHANGED, "3"),
    ]
    shots = studio.plan.shots()
    studio.scripts.accept(redraft=redraft, scenes=["1"])
    assert shot_of(studio, "Where did he go?").id == said.id
    assert shot_of(studio, "Rain falls on the boats.").id == done.id
    assert studio.plan.shots() == shots
    left = studio.scripts.compare(tmp_path / "film.fountain")
    assert [one.label for one in left.open] == ["2"]
    studio.history.undo()
    assert shot_of(studio, "Where is he?").id == said.id


def test_what_comes_within_a_shot_goes_into_it_and_what_goes_is_binned(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    tea = shot_of(studio, "Anna pours tea.")
    new = SCRIPT.replace("It steams.", "She waits. It steams.").replace("\nBORIS (O.S.)\nOutside!\n", "")
    redraft = draft(studio, tmp_path, new)
    assert sorted(step.deed for step in redraft.scenes[0].steps) == [Deed.ADDED, Deed.REMOVED]
    studio.scripts.accept(redraft=redraft, scenes=["1"])
    assert [beat.text for beat in studio.plan.brief(tea.id).beats] == ["Anna pours tea.", "She waits.", "It steams."]
    assert "Outside!" not in words(studio)


def test_what_comes_between_shots_becomes_shots(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    before = studio.plan.shots()
    new = SCRIPT.replace("Rain falls on the boats.", "Rain falls on the boats.\n\nA man runs along the pier and falls.")
    studio.scripts.accept(redraft=draft(studio, tmp_path, new), scenes=["2"])
    made = [shot for shot in studio.plan.shots() if shot.id not in {one.id for one in before}]
    assert len(made) == 1
    board = [shot.id for shot in studio.plan.shots()]
    assert board.index(made[0].id) == board.index(shot_of(studio, "Rain falls on the boats.").id) + 1
    assert studio.plan.brief(made[0].id).beats[0].text == "A man runs along the pier and falls."


def test_words_that_a_person_wrote_anew_are_theirs(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    shot = shot_of(studio, "It steams.")
    beat = next(one for one in studio.plan.of(Beat, shot.id) if one.text == "It steams.")
    written(studio, message("step.edit-shots", n=1), studio.plan.change(beat, text="Steam curls, lit from behind."))
    redraft = draft(studio, tmp_path, SCRIPT.replace("It steams.", "It boils."))
    studio.scripts.accept(redraft=redraft, scenes=["1"])
    assert "Steam curls, lit from behind." in words(studio)
    assert "It boils." not in words(studio)
    assert "It boils." in studio.plan.get(Shot, shot.id).note


def test_new_scenes_come_in_their_place_and_gone_ones_are_omitted(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    fox = shot_of(studio, "A fox crosses the field.")
    new = SCRIPT.replace("EXT. FIELD - DAWN\n\nA fox crosses the field.\n", "").replace(
        "EXT. PIER", "INT. ATTIC - DAY\n\nDust. ÉLISE enters.\n\nÉLISE\nHello?\n\nEXT. PIER"
    )
    redraft = draft(studio, tmp_path, new)
    assert [(one.fate, one.label) for one in redraft.open] == [(Fate.NEW, "+1"), (Fate.GONE, "3")]
    studio.scripts.accept(redraft=redraft, scenes=["+1"])
    assert [one.title for one in studio.plan.scenes()] == [
        "INT. KITCHEN - DAY",
        "INT. ATTIC - DAY",
        "EXT. PIER - NIGHT",
        "EXT. FIELD - DAWN",
    ]
    assert studio.plan.get(Shot, fox.id).status is None
    assert "ÉLISE" in [one.name for one in studio.plan.all(Character)]
    redraft = studio.scripts.compare(tmp_path / "film.fountain")
    studio.scripts.accept(redraft=redraft, scenes=["3"])
    assert studio.plan.get(Shot, fox.id).status is ShotStatus.OMITTED
    assert studio.scripts.compare(tmp_path / "film.fountain").open == []


def test_accepting_everything_makes_the_next_comparison_silent(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    lines = SCRIPT.split("\n\n")
    chance = random.Random(4)
    for turn in range(12):
        at = chance.randrange(1, len(lines))
        match chance.randrange(3):
            case 0:
                lines.insert(at, f"Something new happens here, number {turn}.")
            case 1 if len(lines) > 4:
                lines.pop(at)
            case _:
                lines[at] = lines[at].replace("e", "a", 1)
        redraft = draft(studio, tmp_path, "\n\n".join(lines))
        if redraft.open:
            studio.scripts.accept(redraft=redraft, scenes=[one.label for one in redraft.open])
        assert studio.scripts.compare(tmp_path / "film.fountain").open == []
        kept = [scene for scene in studio.plan.scenes() if scene.script]
        for scene, said in zip(kept, studio.scripts.read(tmp_path / "film.fountain").scenes, strict=True):
            assert scene.heading == said.heading


def test_a_wrong_choice_is_refused(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    redraft = draft(studio, tmp_path, SCRIPT.replace("fox", "hare"))
    with pytest.raises(NotFound, match=r"script\.no-such-change"):
        studio.scripts.accept(redraft=redraft, scenes=["9"])
    with pytest.raises(Invalid, match=r"script\.nothing-accepted"):
        studio.scripts.accept(redraft=redraft, scenes=[])
    brought_in(studio, tmp_path, SCRIPT, "other.fountain")
    with pytest.raises(Invalid, match=r"script\.which"):
        draft(studio, tmp_path, SCRIPT, "third.fountain")


def feature(pages: int) -> tuple[str, int, int]:
    """Write a made-up script of some pages of 55 lines; give it with its scenes and speeches as they were counted."""
    chance = random.Random(120)
    people = ["МАРИЯ", "ÉLISE", "RIÑA", "@田中", "田中", "ANNA", "BORIS", "OLD MAN #2"]
    nouns = ["door", "window", "lamp", "river", "street", "letter", "engine", "clock", "garden", "stair", "table"]
    verbs = ["opens", "crosses", "leaves", "studies", "lifts", "forgets", "follows", "turns", "watches", "carries"]
    lines: list[str] = []
    scenes = speeches = 0

    def sentence() -> str:
        tail = chance.choice(["slowly", "in the rain", "without a word", "once more", "and stops", "again"])
        return f"The {chance.choice(nouns)} {chance.choice(verbs)} the {chance.choice(nouns)} {tail}."

    while len(lines) < pages * 55:
        scenes += 1
        inside = chance.choice(["INT.", "EXT.", "INT./EXT."])
        lines += [f"{inside} {chance.choice(nouns).upper()} {scenes} - {chance.choice(['DAY', 'NIGHT'])}", ""]
        for _ in range(chance.randrange(3, 12)):
            if chance.random() < 0.55:
                speeches += 1
                lines.append(chance.choice(people))
                if chance.random() < 0.2:
                    lines.append("(quietly)")
                lines += [sentence() for _ in range(chance.randrange(1, 3))]
            else:
                lines += [" ".join(sentence() for _ in range(chance.randrange(1, 4)))]
            lines.append("")
    return "\n".join(lines), scenes, speeches


def test_a_script_of_120_pages_comes_in_within_seconds(studio: Studio, tmp_path: Path) -> None:
    text, scenes, speeches = feature(120)
    path = tmp_path / "feature.fountain"
    path.write_text(text, encoding="utf-8")
    before = time.monotonic()
    proposal = studio.scripts.propose(path)
    read = time.monotonic() - before
    done = studio.scripts.bring_in(proposal=proposal)
    took = time.monotonic() - before
    said = [one for scene in proposal.script.scenes for one in scene.elements if one.speaker]
    assert (len(done.scenes), len(said)) == (scenes, speeches)
    assert {one.speaker for one in said} == {"МАРИЯ", "ÉLISE", "RIÑA", "田中", "ANNA", "BORIS", "OLD MAN #2"}
    assert read < 5
    assert took < 12


def test_what_cannot_be_kept_comes_in_and_is_saved(studio: Studio, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/board-\xff"))
    folder.mkdir()
    (folder / os.fsdecode(b"\xfe.png")).write_bytes(PNG)
    done = studio.scripts.bring_in(proposal=studio.scripts.propose(folder))
    assert done.script.name == "board-\ufffd"
    assert [one.name for one in studio.plan.brief(done.shots[0].id).references] == ["\ufffd.png"]
    board = {"boards": [{"action": "x\ud800y", "shot": "12/13"}]}
    path = tmp_path / "b.storyboarder"
    path.write_text(json.dumps(board), encoding="utf-8")
    (shot,) = studio.scripts.bring_in(proposal=studio.scripts.propose(path)).shots
    assert shot.number == "12-13"
    assert studio.scripts.compare(path).open == []


def test_a_new_line_stands_before_the_one_it_precedes(studio: Studio, tmp_path: Path) -> None:
    text = "INT. A - DAY\n\nHe nods.\n\nANNA\nNo."
    brought_in(studio, tmp_path, text)
    redraft = draft(studio, tmp_path, text.replace("ANNA\n", "BORIS\nYes.\n\nANNA\n"))
    studio.scripts.accept(redraft=redraft, scenes=["1"])
    assert words(studio) == ["He nods.", "Yes.", "No."]


def test_twins_made_by_two_copies_are_stepped_over(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path, "INT. A - DAY\n\nHe nods.\n\nHe goes.")
    shot = studio.plan.shots()[0]
    first, second = studio.plan.of(Beat, shot.id)
    written(studio, message("step.edit-shots", n=1), studio.plan.change(second, order=first.order))
    there = studio.plan.of(Beat, shot.id)
    text = f"INT. A - DAY\n\n{there[0].text}\n\n{there[1].text}"
    redraft = draft(studio, tmp_path, text)
    if redraft.open:
        studio.scripts.accept(redraft=redraft, scenes=["1"])
    redraft = draft(studio, tmp_path, text.replace(there[0].text, f"{there[0].text} A dog barks."))
    studio.scripts.accept(redraft=redraft, scenes=["1"])
    assert "A dog barks." in words(studio)


def test_new_scenes_of_one_number_are_accepted_apart(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path)
    new = SCRIPT + "\nINT. BARN #5#\n\nHay everywhere.\n\nINT. MILL #5#\n\nWheels grind corn.\n"
    labels = [one.label for one in draft(studio, tmp_path, new).of(Fate.NEW)]
    assert len(set(labels)) == 2


def test_a_film_with_endless_scenes_is_saved(studio: Studio, tmp_path: Path) -> None:
    text = "INT. A - DAY\n\n" + "[[a note]]\n\n" * 600 + "He walks on. " * 7000 + "\n\n" + "He runs on. " * 8000
    path = tmp_path / "long.fountain"
    path.write_text("# " + "Part " * 1000 + "\n\n" + text, encoding="utf-8")
    studio.scripts.bring_in(proposal=studio.scripts.propose(path, seconds=Fraction(12)))
    film = film_file.written(studio.plan, studio.shots.written)
    (scene,) = film.sequences[0].scenes
    assert len(scene.note) > 4000
    assert scene.text == studio.plan.scenes()[0].text


def test_a_long_file_name_is_shortened_but_not_its_ending() -> None:
    assert film_file._short("a" * 130 + ".png", 103) == "a" * 99 + ".png"
    assert film_file._short("a.png", 103) == "a.png"


def test_a_speech_with_endless_asides_is_saved(studio: Studio, tmp_path: Path) -> None:
    brought_in(studio, tmp_path, "INT. A - DAY\n\nANNA\n" + f"({'so ' * 90})\n" * 20 + "No.")
    film = film_file.written(studio.plan, studio.shots.written)
    assert len(film.sequences[0].scenes[0].shots[0].lines[0].delivery) > 4000
