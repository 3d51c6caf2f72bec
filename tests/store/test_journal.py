"""The journal: what is written is read again, undone and redone, whoever opens the project."""

from __future__ import annotations

import sys

import pytest

from fourbeat.model.edit import BORN, Change
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.message import message
from fourbeat.model.plan import BriefText as Text
from fourbeat.model.plan import Framing, Life, Project, Reel, Scene, Sequence, Shot, TakeMark
from fourbeat.store import Store

LABEL = message("test.step")


def grown(store, ids):
    """Give the project a sequence, a scene and a shot in one step."""
    sequence = Sequence(id=ids.new(), order="V", number="010")
    scene = Scene(id=ids.new(), sequence=sequence.id, order="V", number="010")
    shot = Shot(id=ids.new(), scene=scene.id, order="V", number="0010", frames=96)
    store.write(lambda w: w.edit(LABEL, [w.plan.born(row) for row in (sequence, scene, shot)]))
    return shot


def change(store, row, label=LABEL, **new):
    return store.write(lambda w: w.edit(label, w.plan.change(w.plan.get(type(row), row.id), **new)))


def rows(store):
    return {(row.kind, row.id): row for row in store.plan.rows()}


def test_a_written_step_is_read_again_by_the_next_who_opens(store, opening, ids):
    shot = grown(store, ids)
    step = change(store, shot, title="Dawn", frames=48)
    before = rows(store)
    store.close()
    again = opening()
    assert rows(again) == before
    assert again.plan.get(Shot, shot.id).title == "Dawn"
    assert [found.id for found in again.steps(1)] == [step.id]
    edits = again.edits(step.id)
    assert [(edit.field, edit.before, edit.after) for edit in edits] == [("title", "", "Dawn"), ("frames", 96, 48)]
    assert [edit.tick for edit in edits] == sorted({edit.tick for edit in edits})
    assert {edit.author for edit in edits} == {"ana"}


def test_undo_and_redo_survive_a_restart(store, opening, ids):
    shot = grown(store, ids)
    change(store, shot, title="Dawn")
    change(store, shot, title="Dusk")
    store.write(lambda w: w.undo())
    store.close()
    again = opening()
    assert again.plan.get(Shot, shot.id).title == "Dawn"
    assert again.redoable() is not None
    again.write(lambda w: w.redo())
    assert again.plan.get(Shot, shot.id).title == "Dusk"
    assert again.redoable() is None
    for title in ("Dawn", ""):
        again.write(lambda w: w.undo())
        assert again.plan.get(Shot, shot.id).title == title
    again.write(lambda w: w.undo())
    assert again.plan.shots() == []
    with pytest.raises(NotFound) as error:
        again.write(lambda w: w.undo())
    assert error.value.code == "history.nothing-to-undo"


def test_the_project_itself_cannot_be_undone(store):
    assert store.undoable() is None
    assert store.plan.project.life is Life.ALIVE


def test_a_new_step_forgets_what_could_be_redone_even_when_it_is_undone_itself(store, ids):
    shot = grown(store, ids)
    change(store, shot, title="Dawn")
    store.write(lambda w: w.undo())
    change(store, shot, title="Noon")
    assert store.redoable() is None
    newest = store.undoable()
    store.write(lambda w: w.undo())
    assert store.redoable() == newest
    store.write(lambda w: w.redo())
    assert store.plan.get(Shot, shot.id).title == "Noon"
    assert store.redoable() is None


def test_a_deep_undo_is_redone_in_the_order_it_was_done(store, ids):
    shot = grown(store, ids)
    titles = ["a", "b", "c", "d"]
    for title in titles:
        change(store, shot, title=title)
    for _ in titles:
        store.write(lambda w: w.undo())
    for title in titles:
        store.write(lambda w: w.redo())
        assert store.plan.get(Shot, shot.id).title == title
    store.write(lambda w: w.undo())
    assert store.plan.get(Shot, shot.id).title == "c"


def test_undo_and_redo_only_append(store, ids):
    shot = grown(store, ids)
    step = change(store, shot, title="Dawn")
    undone = store.write(lambda w: w.undo())
    redone = store.write(lambda w: w.redo())
    assert (undone.undoes, redone.redoes) == (step.id, step.id)
    assert undone.label == message("history.undone", step=LABEL)
    assert [found.id for found in store.steps(3)] == [redone.id, undone.id, step.id]
    assert len(store.edits(step.id)) == len(store.edits(undone.id)) == len(store.edits(redone.id)) == 1


def test_nothing_to_change_makes_no_step(store, ids):
    shot = grown(store, ids)
    before = store.steps()
    assert change(store, shot, title="") is None
    stale = Change(kind="shot", entity=shot.id, field="title", before="Noon", after="")
    assert store.write(lambda w: w.edit(LABEL, [stale])) is None
    assert store.steps() == before


def test_the_journal_notes_what_a_field_really_was(store, ids):
    shot = grown(store, ids)
    stale = Change(kind="shot", entity=shot.id, field="title", before="Noon", after="Dawn")
    step = store.write(lambda w: w.edit(LABEL, [stale]))
    assert [edit.before for edit in store.edits(step.id)] == [""]


def test_typing_merges_into_the_newest_step_of_the_same_author_only(store, opening, ids):
    shot = grown(store, ids)
    first = change(store, shot, title="D")

    def type_on(project, title):
        return project.write(
            lambda w: w.edit(LABEL, w.plan.change(w.plan.get(Shot, shot.id), title=title), merge_into=first.id)
        )

    assert type_on(store, "Da") == first
    assert type_on(store, "Dawn") == first
    store.close()
    other = opening(author="ben")
    later = type_on(other, "Dawns")
    assert later.id != first.id
    other.write(lambda w: w.undo())
    assert type_on(other, "Dawn!").id not in (first.id, later.id)
    other.write(lambda w: w.undo())
    other.write(lambda w: w.undo())
    assert other.plan.get(Shot, shot.id).title == ""


def test_a_row_comes_back_under_its_own_id_after_an_undone_birth(store, ids):
    shot = grown(store, ids)
    for framing in (Framing.WIDE, Framing.INSERT):
        store.write(lambda w, framing=framing: w.edit(LABEL, [w.plan.born(Text(id=shot.id, framing=framing))]))
        assert store.plan.brief(shot.id).text.framing is framing
        store.write(lambda w: w.undo())
        assert store.plan.find(Text, shot.id) is None
    store.write(lambda w: w.redo())
    assert store.plan.brief(shot.id).text.framing is Framing.INSERT


def test_a_birth_of_a_living_row_is_refused_and_changes_nothing(store, ids):
    shot = grown(store, ids)
    before, steps = rows(store), store.steps()
    with pytest.raises(Invalid) as error:
        store.write(lambda w: w.edit(LABEL, [*w.plan.change(shot, title="x"), w.plan.born(shot)]))
    assert error.value.code == "store.already-there"
    assert rows(store) == before
    assert store.steps() == steps


@pytest.mark.parametrize(
    ("field", "after"),
    [
        ("frames", 0),
        ("frames", 1.5),
        ("id", "x"),
        ("nothing", 1),
        ("status", "wrong"),
        ("title", {"a": 1}),
        ("seed", 2**70),
    ],
)
def test_what_the_model_does_not_allow_never_reaches_the_disk(store, opening, ids, field, after):
    shot = grown(store, ids)
    before = rows(store)
    bad = Change(kind="shot", entity=shot.id, field=field, after=after)
    with pytest.raises(Invalid):
        store.write(lambda w: w.edit(LABEL, [bad]))
    assert rows(store) == before
    store.close()
    assert rows(opening()) == before


def test_unknown_kinds_and_rows_are_refused(store, ids):
    with pytest.raises(Invalid):
        store.write(lambda w: w.edit(LABEL, [Change(kind="spell", entity=ids.new(), field=BORN, after={})]))
    with pytest.raises(NotFound):
        store.write(lambda w: w.edit(LABEL, [Change(kind="shot", entity=ids.new(), field="title", after="x")]))


def test_a_failed_piece_of_work_leaves_everything_as_it_was(store, ids):
    shot = grown(store, ids)
    before, steps = rows(store), store.steps()

    def work(writer):
        writer.edit(LABEL, writer.plan.change(shot, title="Dawn"))
        assert writer.plan.get(Shot, shot.id).title == "Dawn"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(work)
    assert rows(store) == before
    assert store.steps() == steps


def test_the_news_names_what_was_touched_and_a_held_plan_stays_as_it_is(store, ids):
    shot = grown(store, ids)
    heard = []
    stop = store.subscribe(heard.append)
    held = store.plan
    change(store, shot, title="Dawn")
    mark = TakeMark(id=ids.new(), rating=3)
    store.write(lambda w: w.edit(LABEL, [w.plan.born(mark)]))
    stop()
    change(store, shot, title="Dusk")
    assert [(news.shots, news.takes) for news in heard] == [({shot.id}, set()), (set(), {mark.id})]
    assert held.get(Shot, shot.id).title == ""


def test_rows_given_at_the_making_belong_to_the_beginning(folder, ids, clock):
    given = {"ids": ids, "now": clock, "author": "ana"}
    reel = Reel(id=ids.new(), order="V", name="Board", follows=True)
    with Store.create(folder, Project(id=ids.new(), name="Film"), rows=[reel], **given) as store:
        assert store.plan.all(Reel) == [reel]
        assert store.undoable() is None
        (step,) = store.steps()
        assert {edit.kind for edit in store.edits(step.id)} == {"project", "reel"}


@pytest.mark.parametrize("name", ["a film #1 100%41?", "été 映画", "a'b\"c;--"])
def test_folders_may_have_any_name(tmp_path, ids, clock, name):
    if sys.platform == "win32" and any(letter in name for letter in '?"'):
        pytest.skip("not a name on Windows")
    given = {"ids": ids, "now": clock, "author": "ana"}
    with Store.create(tmp_path / name, Project(id=ids.new(), name=name), **given) as store:
        store.back_up()
        with Store.open(tmp_path / name, write=False, **given) as reader:
            assert reader.plan.project.name == name
    assert [path.name for path in tmp_path.iterdir()] == [name]
