"""The plan in memory: edits change it, and taking them back restores it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from fourbeat.model.document import Plan, reverse
from fourbeat.model.edit import Changes
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import Ids
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Character,
    Costume,
    Dressing,
    Form,
    Life,
    Line,
    Place,
    Project,
    Prop,
    Reel,
    ReelItem,
    Reference,
    Role,
    Row,
    Scene,
    Sequence,
    Shot,
    ShotStatus,
    Translation,
)


def film() -> tuple[Plan, dict[str, str]]:
    """Make a small plan; gives the ids of its rows by name."""
    ids = Ids()
    name = {key: ids.new() for key in ("project", "seq", "s1", "s2", "a", "b", "c", "ada", "place", "reel")}
    rows: list[Row] = [
        Project(id=name["project"], name="Film"),
        Sequence(id=name["seq"], order="5", number="010"),
        Place(id=name["place"], order="5", name="Roof"),
        Scene(id=name["s2"], sequence=name["seq"], order="7", number="2"),
        Scene(id=name["s1"], sequence=name["seq"], order="5", number="1", place=name["place"]),
        Shot(id=name["b"], scene=name["s1"], order="7", number="020", frames=96),
        Shot(id=name["a"], scene=name["s1"], order="5", number="010", frames=96),
        Shot(id=name["c"], scene=name["s2"], order="1", number="030", frames=48, status=ShotStatus.OMITTED),
        Character(id=name["ada"], order="5", name="Ada"),
        Reel(id=name["reel"], order="5", name="Reel 1", follows=True),
    ]
    return Plan(rows), name


def test_board_order_follows_sequence_scene_and_key() -> None:
    plan, name = film()
    assert [shot.id for shot in plan.shots()] == [name["a"], name["b"], name["c"]]
    assert [shot.id for shot in plan.cut_shots()] == [name["a"], name["b"]]


def test_changes_name_only_what_differs_and_restore_exactly() -> None:
    plan, name = film()
    before = {row.id: row for row in plan.rows()}
    shot = plan.get(Shot, name["a"])
    assert plan.change(shot, title="", frames=96) == []
    changes = plan.change(shot, title="Dawn", scene=name["s2"])
    changes.append(plan.born(Beat(id=Ids().new(), shot=shot.id, order="5", text="runs")))
    assert plan.apply(changes) == Changes(shots=frozenset({shot.id}))
    assert [one.id for one in plan.shots(name["s2"])] == [name["c"], name["a"]]
    assert [beat.text for beat in plan.of(Beat, shot.id)] == ["runs"]
    plan.apply(reverse(changes))
    assert plan.of(Beat, shot.id) == []
    assert {row.id: row for row in plan.rows() if row.life is not Life.UNDONE} == before
    plan.apply(reverse(reverse(changes)))
    assert [beat.text for beat in plan.of(Beat, shot.id)] == ["runs"]


def test_a_value_the_row_does_not_allow_is_refused() -> None:
    plan, name = film()
    with pytest.raises(ValidationError):
        plan.change(plan.get(Shot, name["a"]), frames=0)
    with pytest.raises(NotFound):
        plan.get(Shot, "nobody")


def test_a_brief_gathers_who_is_heard_as_well_as_who_is_seen() -> None:
    plan, name = film()
    plan.apply(
        [
            plan.born(BriefText(id=name["a"], scene="Dusk.")),
            plan.born(Line(id=Ids().new(), shot=name["a"], order="5", character=name["ada"], text="Here.")),
            plan.born(Line(id=Ids().new(), shot=name["a"], order="6", speaker="Radio", text="…")),
        ]
    )
    brief = plan.brief(name["a"])
    assert brief.cast == ()
    assert [brief.speaker(line) for line in brief.lines] == ["Ada", "Radio"]
    assert brief.place is not None
    assert brief.place.name == "Roof"


def test_a_reel_that_follows_the_board_keeps_its_overrides() -> None:
    plan, name = film()
    trim = ReelItem(id=Ids().new(), reel=name["reel"], order="5", shot=name["b"], start=12, end=60)
    assert plan.apply([plan.born(trim)]) == Changes(reels=frozenset({name["reel"]}))
    items = plan.reel_items(plan.get(Reel, name["reel"]))
    assert [(item.shot, item.start, item.end) for item in items] == [(name["a"], 0, None), (name["b"], 12, 60)]


def test_a_reference_tells_whose_it_is() -> None:
    plan, name = film()
    for owner, noun in (("a", "shots"), ("ada", "cast"), ("place", "places")):
        row = Reference(id=Ids().new(), of=name[owner], order="5", role=Role.CHARACTER, sha256="0" * 64, name="x.png")
        assert plan.apply([plan.born(row)]) == Changes.of(noun, [name[owner]])


def test_a_brief_gathers_costume_props_translations_and_the_names_it_may_mention() -> None:
    plan, name = film()
    ids = Ids()
    shot, ada = name["a"], name["ada"]
    coat = Costume(id=ids.new(), character=ada, order="5", name="Winter", words="a grey coat")
    lamp = Prop(id=ids.new(), order="5", name="Lamp", identity="a brass lamp")
    beat = Beat(id=ids.new(), shot=shot, order="5", text="läuft")
    rows: list[Row] = [
        coat,
        lamp,
        beat,
        Appearance(id=ids.new(), shot=shot, order="5", character=ada, costume=coat.id),
        Dressing(id=ids.new(), shot=shot, order="5", prop=lamp.id),
        Translation(id=ids.new(), of=beat.id, field="text", language="en", text="runs"),
        Translation(id=ids.new(), of=coat.id, field="words", language="ja", text="灰色のコート"),
    ]
    assert plan.bible().props == ()
    plan.apply([plan.born(row) for row in rows])
    brief = plan.brief(shot)
    assert brief.props == (lamp,)
    assert brief.worn(brief.cast[0]) == coat
    assert brief.to_send(beat.id, "text", "en") == "runs"
    assert brief.to_send(beat.id, "text", "ja") is None
    assert brief.to_send(coat.id, "words", "ja") == "灰色のコート"
    assert [one.name for one in (*brief.bible.people, *brief.bible.places, *brief.bible.props)] == [
        "Ada",
        "Roof",
        "Lamp",
    ]
    assert brief.form is Form.STANDARD
    translation = Translation(id=ids.new(), of=ada, field="identity", language="ja", text="二十代の女性")
    assert plan.apply([plan.born(translation)]) == Changes(cast=frozenset({ada}))
    assert plan.brief(shot).to_send(ada, "identity", "ja") == "二十代の女性"
    plan.apply(plan.change(plan.get(Character, ada), name="Ida"))
    plan.apply(plan.change(plan.get(Shot, shot), form=Form.LONG))
    assert [one.name for one in plan.brief(shot).bible.people] == ["Ida"]
    assert plan.brief(shot).form is Form.LONG
