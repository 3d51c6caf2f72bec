"""Cast, places and props: kept, renamed everywhere as one step, and never removed unawares."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.plan import BriefText, Character, Life, Line, Place, Scene, Shot
from fourbeat.studio.continuity import Differs
from fourbeat.studio.studio import Studio
from fourbeat.studio.uses import Way, shots_of
from fourbeat.writing.difference import Kind


@pytest.fixture
def film(studio: Studio, tmp_path: Path) -> Studio:
    studio.cast.add(name="Ada", identity="A lamp maker, friend of @Bo", wardrobe="blue apron", aliases="the maker")
    studio.cast.add(name="Bo")
    studio.places.add(name="Workshop", identity="A loft over the sea")
    studio.props.add(name="Lamp", identity="a brass lamp that @Ada made")
    for brief in (
        {
            "scene": "@Ada lifts @Lamp. @ada, Ada and Adamant @the maker.",
            "cast": ["Ada"],
            "lines": [{"speaker": "Ada", "text": "Look, @Bo."}, {"speaker": "ADA", "text": "So."}],
            "beats": [{"text": "＠Ada turns"}],
        },
        {"scene": "The sea at @Workshop.", "cast": ["Bo"], "prompt": "Typed: @Ada"},
    ):
        studio.shots.add(brief=BriefFile.model_validate(brief), folder=tmp_path)
    return studio


def steps(studio: Studio) -> int:
    return len(studio.history.steps())


def texts(studio: Studio) -> list[str]:
    return [studio.plan.get(BriefText, shot.id).scene for shot in studio.plan.shots()]


def test_finding_goes_by_name_alias_and_id(film: Studio) -> None:
    ada = film.cast.find("ada")
    assert film.cast.find("The Maker") == film.cast.find(ada.id) == film.cast.find("@Ada") == ada
    with pytest.raises(NotFound, match=r"named\.not-found"):
        film.places.find("Ada")


def test_a_name_belongs_to_one(film: Studio) -> None:
    for kept, name in ((film.cast, "ADA"), (film.places, "lamp"), (film.props, "the maker"), (film.cast, "  ")):
        before = steps(film)
        with pytest.raises(Invalid):
            kept.add(name=name)
        assert steps(film) == before
    with pytest.raises(Invalid, match=r"named\.taken"):
        film.cast.edit(one=film.cast.find("Bo"), aliases="Captain, Workshop")
    with pytest.raises(Invalid, match=r"brief\.wrong-option"):
        film.cast.edit(one=film.cast.find("Bo"), colour="red")
    film.cast.edit(one=film.cast.find("Bo"), aliases="Captain", colour="#a0b0c0", voice="low")
    assert film.cast.find("Captain").voice == "low"


def test_uses_name_shots_lines_scenes_and_mentions(film: Studio) -> None:
    used = film.cast.uses(film.cast.find("Ada"))
    assert [(use.way, use.owner, use.field) for use in used] == [
        (Way.SEEN, "010", ""),
        (Way.SPEAKS, "010", ""),
        (Way.SPEAKS, "010", ""),
        (Way.NAMED, "010", "scene"),
        (Way.NAMED, "010", "text"),
        (Way.NAMED, "Lamp", "identity"),
    ], "a speaker of that name in capitals was cast, too"
    assert [use.owner for use in film.cast.uses(film.cast.find("Bo"))] == ["020", "010", "Ada"]
    workshop = film.places.find("Workshop")
    film.places.set_in(one=workshop, scenes=film.plan.scenes())
    used = film.places.uses(workshop)
    assert [use.way for use in used] == [Way.SET, Way.NAMED]
    assert shots_of(film.plan, used) == [shot.id for shot in film.plan.shots()]
    assert film.plan.brief(film.plan.shots()[0].id).place == workshop


def test_renaming_reaches_every_mention_as_one_step(film: Studio) -> None:
    ada, before, was = film.cast.find("Ada"), steps(film), texts(film)
    shown = film.cast.renaming(one=ada, name="Grace")
    assert (steps(film), texts(film)) == (before, was), "a preview changes nothing"
    assert [place.after for place in shown.places if place.field == "scene"] == [
        "@Grace lifts @Lamp. @Grace, Ada and Adamant @the maker."
    ]
    assert shown.plain == 1, "where it stands without a sign it is told, and stays"
    film.cast.rename(one=ada, name="Grace")
    first, second = film.plan.shots()
    assert texts(film)[0] == "@Grace lifts @Lamp. @Grace, Ada and Adamant @the maker."
    assert film.plan.brief(first.id).beats[0].text == "＠Grace turns"
    assert film.props.find("Lamp").identity == "a brass lamp that @Grace made"
    assert film.plan.brief(second.id).text.prompt == "Typed: @Ada", "what was typed to be sent stays as it is"
    assert (film.cast.find("Grace").aliases, steps(film)) == ("the maker", before + 1)
    film.history.undo()
    assert (texts(film), film.cast.find("Ada")) == (was, ada)


def test_the_old_name_may_stay_as_an_alias_and_prose_may_follow(film: Studio) -> None:
    film.cast.rename(one=film.cast.find("Ada"), name="Grace", keep=True, prose=True)
    assert film.cast.find("Grace").aliases == "the maker, Ada"
    assert texts(film)[0] == "@Grace lifts @Lamp. @Grace, Grace and Adamant @the maker."
    film.cast.rename(one=film.cast.find("Grace"), name="Ada")
    assert film.cast.find("Ada").aliases == "the maker", "a name is not its own alias"
    with pytest.raises(Invalid, match=r"rename\.no-aliases"):
        film.props.rename(one=film.props.find("Lamp"), name="Lantern", keep=True)


def test_hand_typed_speakers_are_renamed_in_their_own_case(film: Studio) -> None:
    shot = film.plan.shots()[0]
    line = film.plan.of(Line, shot.id)[1]
    edits = film.plan.change(line, character=None, speaker="ADA")
    from fourbeat.studio.arrange import named, written

    written(film, named("step.edit-shot", "step.edit-shots", [shot]), edits)
    film.cast.rename(one=film.cast.find("Ada"), name="Grace")
    assert film.plan.get(Line, line.id).speaker == "GRACE"


def test_a_name_that_would_make_a_mention_mean_another_is_refused(film: Studio) -> None:
    film.cast.add(name="Cleo Lamp")
    shot = film.plan.shots()[1]
    film.fields.set(shots=[shot], fields={"scene": "@Bo Lamp"})
    with pytest.raises(Invalid, match=r"rename\.confuses"):
        film.cast.rename(one=film.cast.find("Bo"), name="Cleo")
    assert film.cast.find("Bo").name == "Bo"
    film.fields.set(shots=[shot], fields={"scene": "@Bo’s lamp, @Boです"})
    film.cast.rename(one=film.cast.find("Bo"), name="博")
    assert texts(film)[1] == "@博’s lamp, @博です"
    film.fields.set(shots=[shot], fields={"scene": "@博s"})
    film.cast.rename(one=film.cast.find("博"), name="Bo")
    assert texts(film)[1] == "@Bo s", "a space keeps the name readable where letters follow at once"


def test_removing_asks_first_and_loses_nothing(film: Studio) -> None:
    ada = film.cast.find("Ada")
    with pytest.raises(Invalid, match=r"named\.used"):
        film.cast.remove(one=ada)
    before = steps(film)
    film.cast.remove(one=ada, anyway=True)
    shot = film.plan.shots()[0]
    brief = film.plan.brief(shot.id)
    assert (steps(film), film.plan.get(Character, ada.id).life) == (before + 1, Life.BINNED)
    assert [brief.speaker(line) for line in brief.lines] == ["Ada", "Ada"]
    assert brief.cast == ()
    back = film.cast.bring_back(one=film.cast.find("Ada", binned=True))
    assert [person.name for person in film.plan.brief(shot.id).cast] == ["Ada"]
    film.cast.remove(one=back, anyway=True)
    film.cast.add(name="Ada")
    with pytest.raises(Invalid, match=r"named\.taken"):
        film.cast.bring_back(one=back)


def test_costumes_are_worn_in_shots(film: Studio) -> None:
    ada, (first, second) = film.cast.find("Ada"), film.plan.shots()
    coat = film.cast.add_costume(one=ada, name="Coat", words="a long grey coat")
    with pytest.raises(Invalid, match=r"named\.costume-taken"):
        film.cast.add_costume(one=ada, name="coat")
    film.cast.wear(one=ada, costume=coat, shots=[first, second])
    assert [shot.id for shot in film.cast.wearing(coat)] == [first.id, second.id]
    brief = film.plan.brief(second.id)
    assert [person.name for person in brief.cast] == ["Bo", "Ada"], "who wears it is seen"
    assert brief.worn(ada) == coat
    with pytest.raises(Invalid, match=r"not-its-costume"):
        film.cast.wear(one=film.cast.find("Bo"), costume=coat, shots=[first])
    with pytest.raises(Invalid, match=r"named\.used"):
        film.cast.remove_costume(costume=coat)
    film.cast.edit_costume(costume=coat, name="Cloak", words="a cloak")
    film.cast.remove_costume(costume=film.cast.costume(ada, "cloak"), anyway=True)
    assert film.plan.brief(second.id).worn(ada) is None
    film.cast.show(one=ada, shots=[second], seen=False)
    assert [person.name for person in film.plan.brief(second.id).cast] == ["Bo"]


def test_continuity_marks_what_differs(film: Studio) -> None:
    ada, (first, second) = film.cast.find("Ada"), film.plan.shots()
    film.cast.show(one=ada, shots=[second])
    assert [said.words == "" for said in film.cast.continuity(ada)] == [False, True], "a prompt typed by hand"
    film.fields.set(shots=[second], fields={"prompt": ""})
    one, two = film.cast.continuity(ada)
    assert one.words.startswith("A lamp maker")
    assert (two.shot.number, two.words, one.other, two.other) == ("020", one.words, False, False)
    coat = film.cast.add_costume(one=ada, name="Coat", words="a long grey coat")
    film.cast.wear(one=ada, costume=coat, shots=[second])
    told = film.cast.continuity(ada)
    assert [said.differs for said in told] == [(), (Differs.WORN,)], "a costume has words of its own"
    assert (told[1].costume, "a long grey coat" in told[1].words) == ("Coat", True)
    lamp = film.props.continuity(film.props.find("Lamp"))
    assert [said.words for said in lamp] == ["a brass lamp that Ada made"], "a mention brings the words along"
    assert first.number == "010"


def test_continuity_says_what_went_and_came(film: Studio) -> None:
    ada, (first, second) = film.cast.find("Ada"), film.plan.shots()
    film.shots.add(brief=BriefFile.model_validate({"scene": "Rain.", "cast": ["Ada"]}), folder=film.folder)
    film.cast.show(one=ada, shots=[second])
    made = film.shots.prompt(film.plan.shots()[0]).text
    film.fields.set(shots=[second], fields={"prompt": made.replace("blue apron", "green apron")})
    told = {said.shot.id: said for said in film.cast.continuity(ada)}
    assert told[first.id].differs == ()
    odd = told[second.id]
    assert Differs.WORDS in odd.differs
    assert [piece.text for piece in odd.pieces if piece.kind is not Kind.SAME] == ["blue", "green"]
    fields = [(at.where.kind, at.where.field) for at in told[first.id].named]
    assert fields == [("brief", "scene"), ("beat", "text")], "every field that names her, a speaker does not"
    film.fields.set(shots=[second], fields={"prompt": "Nobody."})
    assert {said.shot.id: said for said in film.cast.continuity(ada)}[second.id].differs == (Differs.UNSAID,)


def test_props_and_colours(film: Studio) -> None:
    lamp, (first, second) = film.props.find("Lamp"), film.plan.shots()
    assert not film.props.show(one=lamp, shots=[first], seen=False)
    film.props.show(one=lamp, shots=[first, second])
    assert not film.props.show(one=lamp, shots=[first])
    assert film.plan.brief(second.id).props == (lamp,)
    film.props.set_colours(one=lamp, colours=["#D08A3C brass", "#101010"])
    assert [(one.value, one.name) for one in film.props.colours(lamp)] == [("#d08a3c", "brass"), ("#101010", "")]
    film.props.set_colours(one=lamp, colours=["#101010 soot"])
    assert [(one.value, one.name) for one in film.props.colours(lamp)] == [("#101010", "soot")]
    with pytest.raises(Invalid, match=r"brief\.wrong-option"):
        film.props.set_colours(one=lamp, colours=["brass"])


def test_a_scene_leaves_its_place(film: Studio) -> None:
    film.places.set_in(one=film.places.find("Workshop"), scenes=film.plan.scenes())
    film.places.set_in(one=None, scenes=film.plan.scenes())
    assert [film.plan.find(Place, scene.place) for scene in film.plan.all(Scene)] == [None]
    assert [shot.number for shot in film.plan.all(Shot)] == ["010", "020"]


def test_they_are_put_in_another_order_as_one_step(film: Studio) -> None:
    ada, bo = film.cast.all()
    cat = film.cast.add(name="Cat")
    before = steps(film)
    film.cast.move(one=cat, before=bo)
    assert [one.name for one in film.cast.all()] == ["Ada", "Cat", "Bo"]
    film.cast.move(one=ada, after=bo)
    assert [one.name for one in film.cast.all()] == ["Cat", "Bo", "Ada"]
    assert steps(film) == before + 2
    film.history.undo()
    film.history.undo()
    assert [one.name for one in film.cast.all()] == ["Ada", "Bo", "Cat"]
    for where in ({}, {"after": bo, "before": ada}, {"after": cat}):
        with pytest.raises(Invalid, match=r"order\.where"):
            film.cast.move(one=cat, **where)
