"""Find and replace across the film: every place in context, one step, letters never halved."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.message import message
from fourbeat.model.plan import Beat, Character, Costume, Prop, Translation
from fourbeat.studio.studio import Studio
from fourbeat.writing.search import Wanted


@pytest.fixture
def film(studio: Studio, tmp_path: Path) -> Studio:
    ada = Character(id=studio.desk.ids.new(), order="V", name="Ada", identity="A lamp maker")
    studio.store.write(lambda writer: writer.edit(message("step.edit-shot", shot=""), [writer.plan.born(ada)]))
    brief = BriefFile.model_validate(
        {
            "title": "Lamp",
            "scene": "The lamp and the clamp. LAMP!",
            "beats": [{"text": "lamp"}, {"text": "turns"}],
            "lines": [{"speaker": "Lamplighter", "text": "My lamp."}],
            "palette": ["#ffaa00 lamp"],
        }
    )
    shot = studio.shots.add(brief=brief, folder=tmp_path)
    studio.fields.set(shots=[shot], fields={"note": "the Lamp"})
    return studio


def test_every_place_is_found_with_what_stands_around_it(film: Studio) -> None:
    hits = film.text.find(Wanted("lamp"))
    assert [(hit.field, hit.before, hit.found, hit.after) for hit in hits] == [
        ("title", "", "Lamp", ""),
        ("note", "the ", "Lamp", ""),
        ("scene", "The ", "lamp", " and the clamp. LAMP!"),
        ("scene", "The lamp and the c", "lamp", ". LAMP!"),
        ("scene", "The lamp and the clamp. ", "LAMP", "!"),
        ("text", "", "lamp", ""),
        ("speaker", "", "Lamp", "lighter"),
        ("text", "My ", "lamp", "."),
        ("name", "", "lamp", ""),
    ]
    assert len(film.text.find(Wanted("lamp", match_case=True, whole_word=True))) == 4
    assert len(film.text.find(Wanted("lamp"), cast=True)) == 10, "identity words only when asked for"
    assert film.text.find(Wanted("lamp"), shots=[]) == []


def test_replacing_is_one_step_of_the_places_chosen(film: Studio) -> None:
    steps = len(film.history.steps())
    hits = film.text.find(Wanted("lamp", whole_word=True))
    film.text.replace(hits=[hit for hit in hits if hit.field == "scene"], new="Lantern")
    shot = film.shots.find("010")
    assert film.shots.written(shot).scene == "The Lantern and the clamp. Lantern!"
    assert (film.shots.find("010").title, len(film.history.steps())) == ("Lamp", steps + 1)
    film.history.undo()
    assert film.shots.written(shot).scene == "The lamp and the clamp. LAMP!"


def test_what_changed_meanwhile_is_left_alone(film: Studio) -> None:
    hits = film.text.find(Wanted("lamp"))
    film.fields.set(shots=[film.shots.find("010")], fields={"scene": "Nothing"})
    film.text.replace(hits=hits, new="x")
    assert film.shots.written(film.shots.find("010")).scene == "Nothing"
    assert film.shots.find("010").title == "x"


def test_a_beat_left_without_words_goes_to_the_bin(film: Studio) -> None:
    film.text.replace(hits=film.text.find(Wanted("lamp", whole_word=True)), new="")
    shot = film.shots.find("010")
    assert [beat.text for beat in film.plan.of(Beat, shot.id)] == ["turns"]
    assert film.shots.written(shot).lines[0].text == "My ."
    film.history.undo()
    assert len(film.plan.of(Beat, shot.id)) == 2


def test_what_cannot_be_is_refused(film: Studio) -> None:
    with pytest.raises(Invalid):
        film.text.find(Wanted(""))
    with pytest.raises(Invalid):
        film.text.replace(hits=film.text.find(Wanted("lamp")), new="x" * 5000)
    assert film.shots.find("010").title == "Lamp"


def test_words_of_the_long_form_costumes_and_props_are_found_too(film: Studio) -> None:
    plan, ids = film.plan, film.desk.ids
    ada = plan.all(Character)[0]
    rows = [
        Costume(id=ids.new(), character=ada.id, order="V", name="Winter", words="a lamp on her belt"),
        Prop(id=ids.new(), order="V", name="Torch", identity="a lamp of tin"),
    ]
    film.store.write(lambda writer: writer.edit(message("step.edit-shot", shot=""), [plan.born(row) for row in rows]))
    film.fields.set(shots=plan.shots(), fields={"blocking": "lamp right", "finish": "no lamp flare"})
    found = {(hit.field, hit.owner) for hit in film.text.find(Wanted("lamp", whole_word=True), cast=True)}
    (shot,) = film.plan.shots()
    number = shot.number
    assert {("blocking", number), ("finish", number), ("words", "Winter"), ("identity", "Torch")} <= found
    film.text.replace(hits=film.text.find(Wanted("lamp right")), new="lantern left")
    assert film.plan.brief(shot.id).text.blocking == "lantern left"


def test_every_text_that_a_person_wrote_is_looked_through(film: Studio) -> None:
    plan, ids = film.plan, film.desk.ids
    ada, shot = plan.all(Character)[0], plan.shots()[0]
    sent = Translation(id=ids.new(), of=shot.id, field="scene", language="ja", text="a lamp to send")
    rows = [*plan.change(ada, note="likes a lamp"), *plan.change(plan.scenes()[0], title="Lamp room"), plan.born(sent)]
    rows += plan.change(plan.sequences()[0], title="The lamp")
    film.store.write(lambda writer: writer.edit(message("step.edit-shot", shot=""), rows))
    hits = film.text.find(Wanted("lamp", whole_word=True), cast=True)
    found = {(hit.kind, hit.field) for hit in hits}
    assert {("scene", "title"), ("sequence", "title"), ("translation", "text"), ("character", "note")} <= found
    assert ("character", "note") not in {(hit.kind, hit.field) for hit in film.text.find(Wanted("lamp"))}
    assert all(hit.shot == shot.id for hit in film.text.find(Wanted("lamp"), shots=[shot]))
    film.text.replace(hits=hits, new="torch")
    assert film.plan.scenes()[0].title == "torch room"
    assert film.plan.get(Translation, sent.id).text == "a torch to send"
    film.bin.put(shots=film.plan.shots())
    assert film.text.find(Wanted("turns")) == []
