"""Draw every widget of the window in every state, theme, language and text size, to be looked at.

python packaging/gallery.py TARGET [SETTING ...]

A setting is named `en-dark-100`: language (en, ja, or qps, the made-up one), theme (dark, light, contrast), text size
(100, 200). Without any, all eighteen are drawn. Each gets a folder of pictures in TARGET. The window's
tests walk through the same states.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from stage import SETTINGS, SMALL, Setting, Stage

from fourbeat.app.chooser import Chooser
from fourbeat.app.docks import DOCKS, WORKSPACES
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.labels import Label
from fourbeat.app.manual.window import Help
from fourbeat.app.marks import mark_icon
from fourbeat.app.new_project import NewProject
from fourbeat.app.palette import Palette
from fourbeat.app.queue.leaving import LeaveSheet
from fourbeat.app.reel.toast import Toast
from fourbeat.app.room import Room
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BeatFile, BriefFile, LineFile
from fourbeat.model.errors import Invalid
from fourbeat.model.job import Failure, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot, ShotStatus, TakeStatus
from fourbeat.model.status import Shown
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.studio import Studio

S = JobState
WAYS: dict[JobState, tuple[JobState, ...]] = {
    S.HELD: (S.HELD,),
    S.QUEUED: (),
    S.RESERVED: (S.RESERVED,),
    S.SENDING: (S.RESERVED, S.SENDING),
    S.ACCEPTED: (S.RESERVED, S.SENDING, S.ACCEPTED),
    S.RUNNING: (S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING),
    S.DOWNLOADING: (S.RESERVED, S.SENDING, S.ACCEPTED, S.DOWNLOADING),
    S.UNKNOWN: (S.RESERVED, S.SENDING, S.UNKNOWN),
    S.FAILED: (S.RESERVED, S.FAILED),
    S.CANCELLED: (S.CANCELLED,),
}
"""How a job comes into each state; `done` is reached by making takes."""

Picture = tuple[str, QWidget]


def film(folder: Path, desk: Desk) -> Path:
    """Make a small film in which every status of a shot, a take and a job is met, and every field is filled."""
    full = BriefFile(
        title="The lamp gives up",
        seconds="1",
        scene="A lamp on a bench. It gives up.",
        framing="wide",
        move="push-in",
        angle="low",
        depth="shallow",
        lens="35 mm",
        light="one lamp",
        palette=("#101822 night", "#d08a3c amber", "#7a9e7e sage"),
        mood="quiet",
        sound="rain",
        beats=(BeatFile(text="the lamp goes out"), BeatFile(text="rain", at="1/2")),
        lines=(LineFile(speaker="Ada", text="It works, or it does not, and then I shall have to say so at length."),),
    )
    with create(folder, desk, name="Gallery", size="320x180") as studio:
        for brief in (full, full, full, full, BriefFile(scene="Fog."), BriefFile(), full):
            studio.shots.add(brief=brief.model_copy(update={"number": ""}), folder=folder)
        shots = studio.plan.shots()
        asked = studio.jobs.add(shots=shots[:4], takes=1) + studio.jobs.add(shots=shots[:1], takes=2)
        studio.jobs.run(only=[job.id for job in asked], choose=True)
        _judge(studio)
        for way in WAYS.values():
            _lead(studio, way)
    return folder


def _judge(studio: Studio) -> None:
    """Give the takes and shots what only a person gives."""
    shots = studio.plan.shots()
    for listed, status in zip(studio.takes.list(shots[0]), (TakeStatus.APPROVED, TakeStatus.REJECTED), strict=False):
        studio.takes.mark(take=listed.take, status=status, rating=4)
    for shot, state in zip(shots[1:], (ShotStatus.APPROVED, ShotStatus.RETAKE, ShotStatus.OMITTED), strict=False):
        change = studio.plan.change(shot, status=state)
        studio.store.write(lambda writer, changes=change, one=shot: writer.edit(_step(one), changes))


def _step(shot: Shot) -> Message:
    return message("step.edit-shot", shot=shot.number)


def _lead(studio: Studio, way: tuple[JobState, ...]) -> None:
    """Ask for a take and lead its job into a state, as the queue would."""
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[-1]])
    before = job.state
    for to in way:
        facts = {"why": message("queue.failed-there", provider="animatic")} if to in (S.FAILED, S.UNKNOWN) else {}
        if to is S.FAILED:
            facts["failure"] = Failure.SERVER
        studio.store.write(lambda writer, to=to, was=before, f=facts: writer.move_job(job.id, to, expect=was, **f))
        before = to


def controls(room: Room) -> QWidget:
    """Lay out every kind of control: at rest, off, on, and with the keyboard."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setSpacing(room.theme.space("m"))
    makers: tuple[Callable[[Room], QWidget], ...] = (
        _plain,
        _primary,
        _flat,
        _icon,
        _switch,
        _field,
        _hint,
        _page,
        _chooser,
        _figure,
        _slider,
        _progress,
        _tabs,
    )
    for row, make in enumerate(makers):
        for column, off in enumerate((False, True)):
            widget = make(room)
            widget.setEnabled(not off)
            grid.addWidget(widget, row, column)
    for column, marks in enumerate((_texts(room), _marks(room))):
        grid.addWidget(marks, len(makers), column)
    return sheet


def _plain(room: Room) -> QWidget:
    button = QPushButton(room.say("brief-dock.preview"))
    room.icons.dress(button, "up", "text-soft")
    return button


def _primary(room: Room) -> QWidget:
    button = QPushButton(room.say("act.queue-take"))
    button.setProperty("primary", True)
    return button


def _flat(room: Room) -> QWidget:
    button = QPushButton(room.say("brief-dock.copy"))
    button.setProperty("flat", True)
    return button


def _icon(room: Room) -> QWidget:
    button = QToolButton()
    button.setProperty("flat", True)
    room.icons.dress(button, "retry")
    room.name(button, "act.queue-retry")
    return button


def _switch(room: Room) -> QWidget:
    box = QCheckBox(room.say("field.short"))
    box.setChecked(True)
    return box


def _field(room: Room) -> QWidget:
    field = QLineEdit(room.say("first.title"))
    room.name(field, "field.title")
    return field


def _hint(room: Room) -> QWidget:
    field = QLineEdit()
    field.setPlaceholderText(room.say("brief-dock.title-hint"))
    room.name(field, "field.title")
    field.setToolTip("")
    return field


def _page(room: Room) -> QWidget:
    page = QPlainTextEdit(room.say("first.lead"))
    page.setFixedHeight(3 * room.theme.size("row"))
    room.name(page, "field.scene")
    return page


def _chooser(room: Room) -> QWidget:
    box = Chooser(room.look, room.icons)
    box.addItems([room.say("framing.extreme-close-up"), room.say("framing.wide")])
    room.name(box, "field.framing")
    return box


def _figure(room: Room) -> QWidget:
    box = QSpinBox()
    box.setValue(24)
    room.name(box, "field.seconds")
    return box


def _slider(room: Room) -> QWidget:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    room.name(slider, "player.volume")
    return slider


def _progress(room: Room) -> QWidget:
    bar = QProgressBar()
    bar.setValue(60)
    bar.setTextVisible(False)
    room.name(bar, "queue-dock.rendering")
    return bar


def _tabs(room: Room) -> QWidget:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    for dock in DOCKS[:3]:
        tabs.addTab(room.say(dock.word))
    room.name(tabs, "window.views")
    tabs.setToolTip("")
    return tabs


def _texts(room: Room) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    for size, bold, tone in (("title", True, "text"), ("heading", True, "text"), ("body", False, "text-soft")):
        lines.addWidget(Label(room.look, room.say("first.title"), size, bold=bold, tone=tone))
    lines.addWidget(Label(room.look, room.say("window.saved"), "caption", tone="text-faint"))
    return box


def _marks(room: Room) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    for number, one in enumerate(Shown):
        line = QHBoxLayout()
        mark, side = Label(room.look), room.theme.size("icon")
        mark.setPixmap(mark_icon(one, room.theme).pixmap(side, side))
        line.addWidget(mark)
        line.addWidget(Label(room.look, room.say(f"shown.{one.value}")))
        line.addStretch(1)
        grid.addLayout(line, number // 2, number % 2)
    return box


def sheets(window: StudioWindow) -> Iterator[Picture]:
    """Give every sheet, menu and message that comes over the window."""
    room, say = window.room, window.room.say
    yield "controls", controls(room)
    for name, words in (("palette", ""), ("palette-nothing", "zzzz")):
        palette = Palette(room, window)
        palette.field.setText(words)
        yield name, palette
    yield "new-project", NewProject(room.desk, room.look, room.icons, Path("/film"), window)
    error = Invalid("project.size", size="1x1")
    words = room.desk.wording
    yield "error", ErrorSheet(words, room.look, words.title(error), words(error.message), "report", window)
    yield "leaving", LeaveSheet(room, 2, window)
    for page in ("keys", "brief"):
        sheet = Help(room, window)
        sheet.show_page(page)
        yield f"help-{page}", sheet
    yield "toast", Toast(room, say("reel.film-ready", file="film.mp4"), (say("reel.show-folder"), bool), window)
    for name in ("shot", "take", "view", "queue"):
        menu = room.actions.menu(name, window)
        assert isinstance(menu, QMenu)
        yield f"menu-{name}", menu


def states(window: StudioWindow) -> Iterator[str]:
    """Bring the window into every state one by one: each workspace, each dock in front, one shot, several and none."""
    cards = window.room.shots.cards()
    for workspace in WORKSPACES:
        window.workspace(workspace)
        window.reset()
        yield f"workspace-{workspace}"
    window.workspace("plan")
    for dock in DOCKS:
        window.show_dock(dock.id)
        yield f"dock-{dock.id}"
    for name, some in (("several", cards[:2]), ("none", [])):
        window.room.selection.choose([card.shot for card in some])
        for dock in ("brief", "takes"):
            window.show_dock(dock)
            yield f"{dock}-{name}"


def draw(stage: Stage, setting: Setting, full: Path, empty: Path, target: Path) -> int:
    """Draw everything in one setting; give how many pictures it took."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0

    def keep(name: str, widget: QWidget) -> None:
        nonlocal count
        count += 1
        stage.shot(widget).save(str(target / f"{name}.png"))

    with stage.program(setting) as program:
        keep("first-run", _first(program))
    for name, project in (("", full), ("empty-", empty)):
        with stage.window(project, setting, SMALL) as window:
            for state in states(window):
                keep(f"{name}{state}", window)
            if not name:
                for title, widget in sheets(window):
                    widget.show()
                    keep(title, widget)
                    widget.close()
                    widget.deleteLater()
    return count


def _first(program: Program) -> QWidget:
    program.show_first()
    assert program.first is not None
    program.first.resize(*SMALL)
    return program.first


def main(target: Path, names: list[str]) -> None:
    """Draw the settings that are named, or all."""
    stage = Stage.alone()
    home = Path(tempfile.mkdtemp(prefix="fourbeat-gallery-"))
    try:
        full = film(home / "full", stage.desk(Setting()))
        with create(home / "empty", stage.desk(Setting()), name="Empty", size="320x180"):
            pass
        for setting in SETTINGS:
            if not names or setting.name in names:
                print(f"{setting.name}: {draw(stage, setting, full, home / 'empty', target / setting.name)} pictures")
    finally:
        shutil.rmtree(home, ignore_errors=True)
        stage.close()


if __name__ == "__main__":
    known = {setting.name for setting in SETTINGS}
    if len(sys.argv) < 2 or not known.issuperset(sys.argv[2:]):
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
