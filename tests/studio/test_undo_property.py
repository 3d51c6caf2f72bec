"""Whatever a person does with the verbs of writing: all of it undone is the film as it was, redone as it became."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourbeat.model.briefing import BriefFile, FilmFile
from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import Character, Form, Life, Numbering, Place, Row, Severity, Shot, ShotStatus
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.pages import read_page
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from fourbeat.writing.search import Wanted

FILM = FilmFile.model_validate(
    {
        "name": "Film",
        "cast": [{"name": "Ada", "identity": "a baker", "costumes": [{"name": "Winter", "words": "a grey coat"}]}],
        "places": [{"name": "Pier"}],
        "sequences": [
            {
                "scenes": [
                    {
                        "place": "Pier",
                        "shots": [
                            {
                                "scene": "A beautiful pier in 4K. @Ada waits.",
                                "seconds": "8",
                                "cast": ["Ada"],
                                "beats": [{"text": "She turns.", "at": "1"}, {"text": "She goes.", "at": "5"}],
                                "lines": [{"speaker": "Ada", "text": "Who is there?", "at": "6"}],
                                "palette": ["#112233 slate"],
                            },
                            {"scene": "Fog.", "sent": {"ja": {"scene": "霧。"}}},
                        ],
                    },
                    {"shots": [{"scene": "Rain, no music.", "prompt": "Rain.", "made_from": "Rain"}]},
                ]
            }
        ],
    }
)
SCRIPT = "INT. PIER - DAY\n\nRain.\n\nANNA\nHello.\n\nEXT. ROOF - NIGHT\n\nAnna climbs.\n"

Deed: TypeAlias = Callable[[Studio, Shot, int], object]


def brought_in(studio: Studio, _shot: Shot, number: int) -> object:
    path = studio.folder.parent / f"draft{number}.fountain"
    path.write_text(SCRIPT.replace("Rain", "Snow " * number), encoding="utf-8")
    return studio.scripts.bring_in(proposal=studio.scripts.propose(path))


def updated(studio: Studio, _shot: Shot, number: int) -> object:
    path = studio.folder.parent / "draft1.fountain"
    path.write_text(SCRIPT.replace("Hello.", "Hello! " * number) + "\nINT. CAR - DAY\n\nHe sits.\n", encoding="utf-8")
    redraft = studio.scripts.compare(path)
    return studio.scripts.accept(redraft=redraft, scenes=[one.label for one in redraft.open])


DEEDS: dict[str, Deed] = {
    "add": lambda s, shot, n: s.shots.add(brief=BriefFile(scene=f"Shot {n}."), folder=s.folder, after=shot),
    "set": lambda s, shot, n: s.fields.set(
        shots=[shot], fields={"light": f"lamp {n}", "seconds": str(n + 5), "palette": ("#445566 tin",) * (n % 3)}
    ),
    "set many": lambda s, _shot, n: s.fields.set(shots=s.plan.shots(), fields={"mood": f"mood {n}", "note": "x" * n}),
    "beats": lambda s, shot, n: s.fields.set(shots=[shot], fields={"beats": ({"text": "a"},) * (n % 4)}),
    "move": lambda s, shot, n: s.arrange.move(shots=[shot], after=s.plan.shots()[(n + 1) % len(s.plan.shots())]),
    "duplicate": lambda s, shot, _n: s.arrange.duplicate(shots=[shot]),
    "omit": lambda s, shot, n: s.fields.set_status(shots=[shot], status=ShotStatus.OMITTED if n % 2 else None),
    "bin": lambda s, shot, _n: s.bin.put(shots=[shot]),
    "bring back": lambda s, _shot, _n: s.bin.bring_back(shots=s.bin.shots()),
    "split": lambda s, shot, _n: s.splitting.split(shot=shot),
    "join": lambda s, shot, _n: s.splitting.join(first=shot, second=s.plan.shots()[s.plan.shots().index(shot) + 1]),
    "renumber": lambda s, _shot, n: s.numbering.renumber(scheme=list(Numbering)[n % len(Numbering)]),
    "lock": lambda s, _shot, n: s.numbering.lock(locked=bool(n % 2)),
    "replace": lambda s, _shot, n: s.text.replace(hits=s.text.find(Wanted("e"), cast=True), new="e" * (n % 3)),
    "paste": lambda s, shot, _n: s.pasting.paste(briefs=read_page(s.pasting.page([shot])), after=shot),
    "rename": lambda s, _shot, n: s.cast.rename(one=s.plan.all(Character)[0], name=f"Ada {n}", prose=bool(n % 2)),
    "somebody": lambda s, _shot, n: s.cast.add(name=f"Ben {n}", identity="tall"),
    "away": lambda s, _shot, _n: s.cast.remove(one=s.plan.all(Character)[-1], anyway=True),
    "place": lambda s, _shot, n: s.places.rename(one=s.plan.all(Place)[0], name=f"Quay {n}"),
    "fix": lambda s, _shot, _n: s.findings.fix_all(shots=s.plan.shots()),
    "rule": lambda s, _shot, n: s.findings.set(rule="weak-words", severity=list(Severity)[n % len(Severity)]),
    "let stand": lambda s, shot, _n: s.findings.accept(findings=s.findings.of(shot), reason="so"),
    "prompt": lambda s, shot, n: s.prompts.write(shot=shot, text="By hand. " * n),
    "form": lambda s, _shot, n: s.prompts.set_form(shots=s.plan.shots(), form=list(Form)[n % len(Form)]),
    "script": brought_in,
    "redraft": updated,
}


def living(studio: Studio) -> dict[tuple[str, str], Row]:
    return {(row.kind, row.id): row for row in studio.plan.rows() if row.life is not Life.UNDONE}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 9), st.integers(1, 6)), max_size=8))
def test_everything_undone_is_the_film_as_it_began(deeds: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as home:
        desk = Desk(Home.at(Path(home) / "home"), Settings(author="tester", workers=1), Wording.of("en"))
        with create(Path(home) / "film", desk, name="Film") as studio:
            studio.film.load(film=FILM, folder=Path(home))
            began, file, steps = living(studio), studio.film.written(), len(studio.history.steps())
            for name, which, number in deeds:
                shots = studio.plan.shots()
                if shots:
                    try:
                        DEEDS[name](studio, shots[which % len(shots)], number)
                    except (FourbeatError, IndexError):
                        # What cannot be done here is refused, and must leave nothing behind either.
                        continue
            done = studio.film.written()
            undone = len(studio.history.steps()) - steps
            for _ in range(undone):
                studio.history.undo()
            assert living(studio) == began
            assert studio.film.written() == file
            for _ in range(undone):
                studio.history.redo()
            assert studio.film.written() == done


def test_every_deed_can_be_done_and_makes_one_step(tmp_path: Path, desk: Desk) -> None:
    idle = []
    for name, deed in DEEDS.items():
        with create(tmp_path / name, desk, name="Film") as studio:
            studio.film.load(film=FILM, folder=tmp_path)
            if name == "bring back":
                studio.bin.put(shots=studio.plan.shots()[:1])
            if name == "redraft":
                brought_in(studio, studio.plan.shots()[0], 1)
            before = len(studio.history.steps())
            deed(studio, studio.plan.shots()[0], 3)
            if len(studio.history.steps()) != before + 1:
                idle.append(name)
    assert idle == []
