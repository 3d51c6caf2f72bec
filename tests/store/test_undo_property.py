"""Whatever is done to a plan, undoing it all gives the plan back, and redoing it all gives it again."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourbeat.model.edit import FIRST_TAKE
from fourbeat.model.ids import Ids
from fourbeat.model.message import message
from fourbeat.model.plan import Beat, Life, Project, Shot, TakeMark
from fourbeat.store import Store
from store import film

LABEL = message("test.step")
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["title", "frames", "bin", "beat", "mark", "move", "undo", "redo", "typing", "arrive"]),
        st.integers(0, 5),
        st.integers(1, 9),
    ),
    max_size=12,
)


def living(store):
    return {(row.kind, row.id): row for row in store.plan.rows() if row.life is not Life.UNDONE}


def own(rows):
    """Leave out what the queue did beside the person."""
    return {key: row.model_copy(update={"take": None}) if isinstance(row, Shot) else row for key, row in rows.items()}


def act(store, ids, last, action, which, value):
    """Do one thing to a shot; gives the step it made."""
    shots = [row for row in store.plan.rows() if isinstance(row, Shot)]
    shot = shots[which % len(shots)]

    def work(writer):
        plan = writer.plan
        if action == "undo":
            return writer.undo() if store.undoable() else None
        if action == "redo":
            return writer.redo() if store.redoable() else None
        if action == "arrive":
            writer.edit(message(FIRST_TAKE), plan.change(shot, take=str(value)))
            return None
        if action == "beat":
            return writer.edit(LABEL, [plan.born(Beat(id=ids.new(), shot=shot.id, order="V", text=str(value)))])
        if action == "mark":
            mark = plan.find(TakeMark, shot.id)
            made = TakeMark(id=shot.id, rating=value % 6)
            return writer.edit(LABEL, plan.change(mark, rating=value % 6) if mark else [plan.born(made)])
        new = {
            "title": {"title": str(value)},
            "typing": {"title": str(value) * 2},
            "frames": {"frames": value, "title": ""},
            "bin": {"life": Life.BINNED if value % 2 else Life.ALIVE},
            "move": {"order": f"V{value}"},
        }[action]
        merge = last.id if last and action == "typing" else None
        return writer.edit(LABEL, plan.change(shot, **new), merge_into=merge)

    return store.write(work)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_everything_undone_is_the_plan_as_it_began(actions):
    ids = Ids(lambda: 1_790_000_000_000, Random(3).getrandbits)
    given = {"ids": ids, "now": lambda: film.AT, "author": "ana"}
    with TemporaryDirectory() as home:
        folder = Path(home) / "film"
        with Store.create(folder, Project(id=ids.new(), name="Film"), rows=film.film(ids, 3), **given) as store:
            began, last = living(store), None
            for action, which, value in actions:
                last = act(store, ids, last, action, which, value) or last
            done, undone = living(store), 0
            while store.undoable():
                store.write(lambda w: w.undo())
                undone += 1
            assert own(living(store)) == own(began)
        with Store.open(folder, **given) as store:
            assert own(living(store)) == own(began)
            for _ in range(undone):
                store.write(lambda w: w.redo())
            assert living(store) == done
            in_memory = {(row.kind, row.id): row for row in store.plan.rows()}
        with Store.open(folder, write=False, **given) as reader:
            assert {(row.kind, row.id): row for row in reader.plan.rows()} == in_memory
