"""What work on 2,000 shots at once costs, against the same work done on bare lists and one bare write of the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest

from benchmarks.test_store import best
from fourbeat.model.briefing import BeatFile, FilmFile, SceneFile, SequenceFile, ShotFile
from fourbeat.model.plan import Numbering, Shot
from fourbeat.studio import board
from fourbeat.studio.desk import Desk
from fourbeat.studio.free_text import free_texts
from fourbeat.studio.opening import create
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from fourbeat.writing.search import Wanted
from writing.lint.shots import good

pytestmark = pytest.mark.benchmark

SHOTS, A_SCENE = 2000, 20
FILTER = 2.5
"""Five conditions for each card, against laying out the cards themselves; measured at 1.1."""
CARDS = 5
"""All that a card shows, against reading each brief; measured at 1.4 to 2."""
FIND = 200
"""Letters of any width and mark, each in its place, against counting plain letters in the same texts; at 60."""
REORDER = 250
"""Twenty shots moved from the end to the beginning, against one bare durable write; measured at 48."""
BULK = 250
"""A field of every shot set as one step, against as many bare rows of journal and table; measured at 29 to 70."""
RENUMBER = 200
"""Likewise for the numbers; measured at 13 to 60."""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("board")
    desk = Desk(Home.at(folder / "home"), Settings(author="tester", workers=1), Wording.of("en"))
    briefs = [one.brief for language in ("en", "ja") for one in good(language)]
    shots = []
    for number in range(SHOTS):
        text = briefs[number % len(briefs)].text.model_dump(include={"scene", "framing", "light", "mood"})
        shots.append(ShotFile(**text, note=f"note {number}", beats=(BeatFile(text=f"turn {number}"),)))
    scenes = tuple(SceneFile(shots=tuple(shots[at : at + A_SCENE])) for at in range(0, SHOTS, A_SCENE))
    with create(folder / "film", desk, name="Long") as opened:
        opened.film.load(film=FilmFile(name="Long", sequences=(SequenceFile(scenes=scenes),)), folder=Path())
        yield opened


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "bare.db")) as conn:
        conn.execute("PRAGMA journal_mode=WAL")
        conn.execute("PRAGMA synchronous=FULL")
        conn.execute("CREATE TABLE row (id TEXT PRIMARY KEY, field TEXT, before TEXT, after TEXT)")
        yield conn


def report(what: str, ours: float, plain: float, ceiling: float) -> None:
    print(f"{what}: {ours * 1000:.0f} ms, {ours / plain:.1f} times the bare {plain * 1000:.2f} ms (at most {ceiling})")  # noqa: T201
    assert ours / plain < ceiling


def written(conn: sqlite3.Connection, count: int) -> Callable[[], None]:
    """Write as many bare rows as an edit of so many fields has: one in a journal, one in a table, in one go."""
    rows = [(f"{number:036}", "light", "lamp", "moon") for number in range(2 * count)]

    def work() -> None:
        conn.executemany("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)", rows)
        conn.commit()

    return work


def test_filtering(studio: Studio) -> None:
    asked = "door -status:omitted -has:take seconds:<8 -cast:Ada"
    assert 0 < len(studio.filtering.shots(asked)) < SHOTS / 2

    def briefs() -> None:
        for shot in studio.plan.shots():
            studio.plan.brief(shot.id)

    filtered, cards, read = (
        best(lambda: studio.filtering.shots(asked), 5),
        best(lambda: board.cards(studio), 5),
        best(briefs, 5),
    )
    report("a filter of five words", filtered, cards, FILTER)
    report("2,000 cards", cards, read, CARDS)


def test_finding_words(studio: Studio) -> None:
    texts = [one.text for one in free_texts(studio.plan)]
    assert len(texts) > 4 * SHOTS

    def plain() -> int:
        return sum(text.casefold().count("door") for text in texts)

    assert len(studio.text.find(Wanted("door"))) >= 166
    report("finding a word", best(lambda: studio.text.find(Wanted("door")), 5), best(plain), FIND)


def test_reordering(studio: Studio, bare: sqlite3.Connection) -> None:
    def move() -> None:
        shots = studio.plan.shots()
        studio.arrange.move(shots=shots[-20:], before=shots[0])

    report("moving twenty shots to the front", best(move, 5), best(written(bare, 20), 10), REORDER)
    assert len(studio.plan.shots()) == SHOTS


def test_a_field_of_every_shot(studio: Studio, bare: sqlite3.Connection) -> None:
    shots, lamps = studio.plan.shots(), iter(range(100))

    def change() -> None:
        studio.fields.set(shots=shots, fields={"light": f"lamp {next(lamps)}"})

    report("one field of 2,000 shots", best(change, 3), best(written(bare, SHOTS), 5), BULK)
    start = perf_counter()
    studio.history.undo()
    print(f"undone in {(perf_counter() - start) * 1000:.0f} ms")  # noqa: T201


def test_renumbering(studio: Studio, bare: sqlite3.Connection) -> None:
    schemes = iter((Numbering.RUNNING, Numbering.TENS) * 5)

    def renumber() -> None:
        studio.numbering.renumber(scheme=next(schemes))

    report("numbering 2,000 shots anew", best(renumber, 3), best(written(bare, SHOTS), 5), RENUMBER)
    assert len({shot.number for shot in studio.plan.all(Shot)}) == SHOTS
