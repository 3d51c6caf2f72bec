"""Make the pictures of the window for the README and the help pages, from the example film.

python packaging/pictures.py PROJECT [NAME ...]

PROJECT is a folder that `fourbeat demo` has made; it is copied and left as it is. Without names, every picture is made.
Look at each before you commit it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget
from stage import Setting, Stage

from fourbeat.app.board.asking import Asking
from fourbeat.app.connections.sheet import ConnectionsSheet
from fourbeat.app.hands.sheet import BringSheet
from fourbeat.app.hands.whose import Aim
from fourbeat.app.palette import Palette
from fourbeat.app.player.page import Player
from fourbeat.app.queue.sending import SendSheet
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.window import StudioWindow
from fourbeat.model.budget import Measure, Span
from fourbeat.model.plan import Shot
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.resources import resources
from fourbeat.studio.send_sheet import sheet
from fourbeat.studio.wording import LANGUAGES

FOLDER = resources() / "help" / "pictures"
SIZE = (1440, 900)
QUALITY = 82
"""Text stays sharp, and all of them together stay below 3 MB."""

THEMES = ("dark", "light")
"""High contrast readers are shown the dark ones."""

QUIET = 4.0
"""Seconds a picture must stand still: thumbnails and the player's film come one by one."""

_SEEN = 6
"""The shot the player stands in, counted from 0."""

_PATIENCE = 80
"""Half seconds that the player's film may take."""

_OTHER_LIGHT = "late afternoon sun through the tall window, low and warm"

Scene = Callable[[Stage, StudioWindow], QImage]


def plan(stage: Stage, window: StudioWindow) -> QImage:
    """Show the whole window as one plans."""
    window.show_dock("board")
    return stage.shot(window, quiet=QUIET)


def cut(stage: Stage, window: StudioWindow) -> QImage:
    """Show the whole window as one cuts, a little way into the film."""
    window.workspace("cut")
    window.show_dock("player")
    stage.settle(500)
    window.room.selection.choose([window.room.shots.card(_SEEN).shot])
    for _ in range(2):
        window.room.actions["second-on"].trigger()
    _film(stage, window)
    return stage.shot(window, quiet=QUIET)


def _film(stage: Stage, window: StudioWindow) -> None:
    """Wait until the player has its film."""
    player = window.pages["player"]
    assert isinstance(player, Player)
    for _ in range(_PATIENCE):
        if not player.screen_.badge:
            return
        stage.settle(500)


def dock(name: str) -> Scene:
    """Show one panel with its title."""

    def scene(stage: Stage, window: StudioWindow) -> QImage:
        window.show_dock(name)
        part: QWidget = window.panels.get(name, window.centre)
        return _cut_out(stage.shot(window, quiet=QUIET), window, part)

    return scene


def palette(stage: Stage, window: StudioWindow) -> QImage:
    """Show the palette over the window."""
    window.show_dock("board")
    whole = stage.shot(window, quiet=QUIET)
    window.room.actions["palette"].trigger()
    (sheet,) = window.findChildren(Palette)
    sheet.field.setText(window.room.say("menu.shot").lower())
    stage.settle(300)
    spot = window.mapFromGlobal(sheet.pos())
    painter = QPainter(whole)
    painter.drawPixmap(spot, sheet.grab())
    painter.end()
    edge = window.room.theme.size("row")
    box = QRect(spot, sheet.size()).adjusted(-edge, -spot.y(), edge, edge)
    sheet.reject()
    return whole.copy(box.intersected(whole.rect()))


def compare(stage: Stage, window: StudioWindow) -> QImage:
    """Show two takes of one shot under a line."""
    window.workspace("review")
    window.room.selection.choose([window.room.shots.card(0).shot])
    stage.settle(300)
    window.room.actions["compare-wipe"].trigger()
    window.show_dock("compare")
    return _cut_out(stage.shot(window, quiet=QUIET), window, window.centre)


def rights(stage: Stage, window: StudioWindow) -> QImage:
    """Show the packs in the Rights panel."""
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    window.show_dock("rights")
    page.show_tab("packs")
    return dock("rights")(stage, window)


def connections(stage: Stage, window: StudioWindow) -> QImage:
    """Show what the connections ask at first."""
    return _sheet(stage, ConnectionsSheet(window.room))


def send(stage: Stage, window: StudioWindow) -> QImage:
    """Show the sheet before sending: two models, one of unknown price, and a cap."""
    room = window.room
    studio = room.studio
    shots = [shot for shot in studio.plan.cut_shots() if not studio.references.of(shot)][:4]
    fields = {"name": "Studio B", "protocol": "videos", "url": "http://studio-b.example/v1"}
    studio.connections.add(key="studio-b", fields=fields)
    facts = {"sizes": str(studio.plan.project.format.size), "seconds": "4, 8"}
    studio.connections.tell(key="studio-b", model="reel-1", facts=facts | {"price_per_second": "0.10 USD"})
    studio.connections.tell(key="studio-b", model="reel-2", facts=facts)
    for model, some in (("reel-1", shots[:3]), ("reel-2", shots[3:])):
        studio.fields.set(shots=some, fields={"provider": "studio-b", "model": model})
    studio.budget.cap(span=Span.DAY, measure=Measure.MONEY, most="20", currency="USD")
    return _sheet(stage, SendSheet(room, sheet(studio, [studio.plan.get(Shot, shot.id) for shot in shots], 1)))


def bring(stage: Stage, window: StudioWindow) -> QImage:
    """Show clips that were made on a website, and the orders they are for."""
    room = window.room
    studio, shots = room.studio, room.studio.plan.cut_shots()[1:4]
    studio.fields.set(shots=shots, fields={"provider": "handwork"})
    wanted = {job.id for job in studio.jobs.add(shots=studio.plan.cut_shots()[1:4])}
    for _ in range(_PATIENCE):
        if wanted <= {order.job.id for order in studio.handwork.orders()}:
            break
        stage.settle(500)
    made = studio.store.media.path(studio.takes.list(shots[0])[0].take.media)
    clips = [studio.folder / name for name in (f"SH0{shots[0].number}.mp4", f"shot {shots[2].number}.mp4", "lamp.mp4")]
    for clip in clips:
        shutil.copyfile(made, clip)
    asks = BringSheet(room, clips, Aim())
    while asks.busy:
        stage.settle(100)
    return _sheet(stage, asks)


def _sheet(stage: Stage, asks: Asking) -> QImage:
    """Draw a sheet that asks for something, without the window behind it."""
    asks.present()
    stage.settle(300)
    picture = stage.shot(asks, quiet=QUIET)
    asks.reject()
    return picture


SCENES: dict[str, Scene] = {
    "plan": plan,
    "outline": dock("outline"),
    "board": dock("board"),
    "list": dock("list"),
    "brief": dock("brief"),
    "takes": dock("takes"),
    "reel": dock("reel"),
    "queue": dock("queue"),
    "palette": palette,
    "cut": cut,
    "compare": compare,
    "rights": rights,
    "connections": connections,
    "send": send,
    "bring": bring,
}
"""Every picture by its name."""

_ALONE = ("send", "bring")
"""What changes the film, and gets a copy of its own."""

_BARE = ("connections", *_ALONE, "queue")
"""What shows no small picture, and waits for none."""


def _cut_out(whole: QImage, window: StudioWindow, part: QWidget) -> QImage:
    return whole.copy(QRect(part.mapTo(window, part.rect().topLeft()), part.size()))


def save(picture: QImage, file: Path) -> None:
    """Write a small file; whatever the picture was before is gone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    writer = QImageWriter(str(file))
    writer.setQuality(QUALITY)
    if not writer.write(picture.convertToFormat(QImage.Format.Format_RGB888)):
        raise SystemExit(f"{file}: {writer.errorString()}")
    print(f"{file.name}  {picture.width()}×{picture.height()}  {file.stat().st_size // 1024} KB")


def prepared(project: Path, desk: Desk) -> Path:
    """Copy the example and give its first shot a second take, in other light, so that there is something to choose."""
    copy = _copied(project)
    with open_studio(copy, desk) as studio:
        first = studio.plan.shots()[0]
        written = studio.shots.written(first)
        studio.shots.edit(shot=first, brief=written.model_copy(update={"light": _OTHER_LIGHT}), folder=copy)
        jobs = studio.jobs.add(shots=[first])
        studio.jobs.run(only=[job.id for job in jobs])
        studio.history.undo()
        takes = [one.take for one in studio.takes.list(first)]
        studio.takes.mark(takes=[takes[0]], rating=4)
    return copy


def _copied(project: Path) -> Path:
    copy = Path(tempfile.mkdtemp(prefix="fourbeat-pictures-")) / project.name
    return Path(shutil.copytree(project, copy))


def _warm(stage: Stage, project: Path) -> None:
    """Let every small picture and the player's film be made once, so that no later picture lacks one."""
    with stage.window(project, Setting(), SIZE, queue=True) as window:
        for workspace in ("plan", "cut"):
            window.workspace(workspace)
            window.show_dock("takes")
            stage.shot(window, quiet=6, longest=90)


def main(project: Path, names: list[str]) -> None:
    """Make the pictures that are named, or all."""
    stage = Stage.alone()
    copy = prepared(project, stage.desk(Setting()))
    try:
        if set(names or SCENES) - set(_BARE):
            _warm(stage, copy)
        for language in LANGUAGES:
            for theme in THEMES:
                for name in names or SCENES:
                    # A window of its own for each: none shows what another scene left behind.
                    film = _copied(copy) if name in _ALONE else copy
                    with stage.window(film, Setting(theme, language), SIZE, queue=True) as window:
                        save(SCENES[name](stage, window), FOLDER / f"{name}-{language}-{theme}.webp")
                    if film != copy:
                        shutil.rmtree(film.parent, ignore_errors=True)
    finally:
        shutil.rmtree(copy.parent, ignore_errors=True)
        stage.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    unknown = [name for name in sys.argv[2:] if name not in SCENES]
    if unknown:
        raise SystemExit(f"no such picture: {', '.join(unknown)}; there are: {', '.join(SCENES)}")
    main(Path(sys.argv[1]), sys.argv[2:])
