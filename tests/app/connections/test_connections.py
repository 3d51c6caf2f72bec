"""Connections in the window: four ways to begin, a server asked beside the window, a secret nobody sees."""

# ruff: noqa: ARG001, ARG002 - fixtures are asked for what they do

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fourbeat.app.brief.page import Brief
from fourbeat.app.connections.models import ModelsSheet
from fourbeat.app.connections.new_server import NewServer
from fourbeat.app.connections.sheet import ConnectionsSheet, show_connections
from fourbeat.app.queue.story import generator
from fourbeat.app.window import StudioWindow
from fourbeat.model.connection import WireProtocol
from fourbeat.model.errors import FourbeatError, ProviderError
from fourbeat.model.provider import Capabilities, Estimate
from fourbeat.model.request import TakeRequest
from fourbeat.studio.connections import Connections
from fourbeat.studio.secrets import Place, Secrets
from fourbeat.studio.studio import Studio
from studio.connecting import MAKERS, Pretended, Ring

PLANTED = "Zx7Planted9Key4Of2A6Window"


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def connections(studio: Studio, ring: Ring) -> Connections:
    return given(studio, ring)


def given(studio: Studio, ring: Ring | None, made: Callable[..., Pretended] = Pretended) -> Connections:
    """Let a studio's servers be pretended."""
    home = studio.desk.home
    makers = MAKERS if made is Pretended else dict.fromkeys(WireProtocol, made)
    mine = Connections(home, studio.desk.now, secrets=Secrets(home, ring=lambda: ring, environment={}), makers=makers)
    studio.__dict__["connections"] = mine
    studio.__dict__.pop("generators", None)
    return mine


def sheet(window: StudioWindow) -> ConnectionsSheet:
    made = ConnectionsSheet(window.room)
    made.present()
    return made


def words(of: QWidget) -> str:
    """Give everything a widget shows or tells a screen reader."""
    texts = [of.windowTitle(), of.accessibleName(), of.toolTip()]
    for one in of.findChildren(QWidget):
        texts += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel):
            texts.append(one.text())
        if isinstance(one, QLineEdit):
            texts += [one.displayText(), one.placeholderText(), one.text()]
        if isinstance(one, QListWidget):
            texts += [one.item(row).text() for row in range(one.count())]
    return "\n".join(texts)


def answered(qtbot: QtBot, asked: ConnectionsSheet) -> None:
    qtbot.waitUntil(lambda: not asked.editor.answer.busy and asked.editor.test.isEnabled(), timeout=10_000)


def test_the_menu_and_the_palette_lead_to_it(window: StudioWindow, connections: Connections) -> None:
    assert window.room.actions["connections"].isEnabled()
    window.room.actions["connections"].trigger()
    found = window.findChildren(ConnectionsSheet)
    assert len(found) == 1
    assert found[0].pages.currentIndex() == 0
    found[0].reject()


@pytest.mark.parametrize("answers", [True, False])
def test_an_answer_below_the_edge_is_scrolled_to(
    window: StudioWindow, studio: Studio, ring: Ring, qtbot: QtBot, answers: bool
) -> None:
    class Silent(Pretended):
        async def learn(self) -> Capabilities:
            raise ProviderError("line.no-key", provider="gpu")

    known = given(studio, ring, Pretended if answers else Silent)
    fields = {"name": "GPU", "protocol": "videos", "url": "http://gpu.local:8000", "entry": "bearer"}
    known.add(key="gpu", fields=fields)
    asked = sheet(window)
    asked.list.setCurrentRow(0)
    asked.pages.setFixedHeight(260)
    area = asked.pages.currentWidget()
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(0)
    asked.editor.test.click()
    answered(qtbot, asked)
    answer = asked.editor.answer
    shown = [answer.head] if answers else [answer.head, answer]

    def seen() -> bool:
        rects = [QRect(one.mapTo(area.viewport(), QPoint(0, 0)), one.size()) for one in shown]
        return answer.isVisible() and all(area.viewport().rect().contains(rect) for rect in rects)

    qtbot.waitUntil(seen, timeout=2000)
    assert area.verticalScrollBar().value()
    asked.reject()


def test_none_yet_leaves_everything_as_it_is(window: StudioWindow, connections: Connections) -> None:
    asked = sheet(window)
    asked.ways.choices["none"].click()
    assert not asked.isVisible()
    assert connections.all() == []


def test_comfyui_is_asked_at_once_and_the_price_is_told(
    window: StudioWindow, connections: Connections, qtbot: QtBot
) -> None:
    asked = sheet(window)
    asked.ways.choices["comfyui"].click()
    answered(qtbot, asked)
    (made,) = connections.all()
    assert (made.protocol, made.url) == (WireProtocol.COMFYUI, "http://127.0.0.1:8188")
    said = words(asked)
    assert "ComfyUI answers." in said
    assert "reel-2" in said
    assert "costs 0.4 USD" in asked.editor.trial.words.text()
    assert asked.editor.trial.make.isHidden()
    assert connections.learned(made.key) is not None
    asked.reject()


def test_what_costs_nothing_is_made_once(window: StudioWindow, studio: Studio, ring: Ring, qtbot: QtBot) -> None:
    class Free(Pretended):
        def estimate(self, request: TakeRequest) -> Estimate:
            return Estimate(free=True)

    given(studio, ring, Free)
    asked = sheet(window)
    asked.begin("comfyui")
    answered(qtbot, asked)
    assert asked.editor.trial.make.isVisible()
    asked.editor.trial.make.click()
    (job,) = studio.jobs.open_jobs()
    assert isinstance(job.request, TakeRequest)
    assert job.request.provider == "comfyui"
    assert asked.editor.trial.make.isHidden()
    # The plan is as it was: only the trial went there.
    assert all(shot.provider is None for shot in studio.plan.shots())
    asked.reject()


def test_it_is_used_for_the_chosen_shots_and_undone(
    window: StudioWindow, studio: Studio, connections: Connections, qtbot: QtBot
) -> None:
    window.room.selection.choose([shot.id for shot in studio.plan.shots()[:2]])
    asked = sheet(window)
    asked.begin("comfyui")
    answered(qtbot, asked)
    asked.editor.trial.use.click()
    assert [shot.provider for shot in studio.plan.shots()][:3] == ["comfyui", "comfyui", None]
    studio.history.undo()
    assert all(shot.provider is None for shot in studio.plan.shots())
    assert generator(window.room, "comfyui") == "ComfyUI"
    asked.reject()


def test_a_slow_server_freezes_nothing_and_is_left_behind(
    window: StudioWindow, studio: Studio, ring: Ring, qtbot: QtBot
) -> None:
    gate, begun = threading.Event(), threading.Event()

    class Slow(Pretended):
        async def learn(self) -> Capabilities:
            begun.set()
            gate.wait(20)
            return await super().learn()

    given(studio, ring, Slow)
    asked = sheet(window)
    asked.begin("comfyui")
    qtbot.waitUntil(begun.is_set)
    assert asked.editor.answer.busy
    assert "being asked" in asked.editor.answer.head.text()
    asked.editor.name.setText("Typed meanwhile")
    asked.editor._edited()
    asked.editor.keep.click()
    assert studio.connections.find("comfyui").name == "Typed meanwhile"
    asked.reject()
    assert not asked.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: studio.connections.learned("comfyui") is not None)


def test_a_server_that_refuses_says_what_to_mend(
    window: StudioWindow, studio: Studio, ring: Ring, qtbot: QtBot
) -> None:
    class Refusing(Pretended):
        async def learn(self) -> Capabilities:
            raise ProviderError("line.no-key", provider="the one in the attic")

    given(studio, ring, Refusing)
    asked = sheet(window)
    asked.begin("comfyui")
    answered(qtbot, asked)
    assert asked.editor.answer.isVisible()
    assert asked.editor.trial.isHidden()
    assert "the one in the attic" in words(asked.editor.answer)
    asked.reject()


def test_a_secret_is_kept_by_the_system_and_seen_nowhere(
    window: StudioWindow, studio: Studio, connections: Connections, ring: Ring, qtbot: QtBot
) -> None:
    connections.add(
        key="far", fields={"name": "Far", "protocol": "videos", "url": "https://far.example/v1", "entry": "bearer"}
    )
    asked = sheet(window)
    field = asked.editor.secret.field
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: "missing" in asked.editor.secret.place.text())
    assert not asked.editor.secret.in_file.isVisible()
    asked.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, PLANTED)
    assert PLANTED not in field.displayText()
    shown = asked.pages.currentWidget()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.text() == "")
    assert connections.secrets.of("far") == PLANTED
    # Return kept the secret, and pressed no button of the sheet.
    assert asked.pages.currentWidget() is shown
    assert PLANTED not in words(window)
    assert PLANTED not in words(asked)
    qtbot.waitUntil(lambda: "Now: in the system’s keyring" in asked.editor.secret.place.text())
    asked.reject()
    again = sheet(window)
    assert again.editor.secret.field.text() == ""
    again.reject()
    home = studio.desk.home.settings
    assert not [file for file in home.rglob("*") if file.is_file() and PLANTED.encode() in file.read_bytes()]


def test_the_window_goes_on_while_the_keyring_waits_for_the_person(
    window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    class Waiting(Ring):
        """Be a keyring whose own window waits for a password, which is then refused."""

        def __init__(self) -> None:
            super().__init__()
            self.asked, self.gone = threading.Event(), threading.Event()

        def set_password(self, service: str, username: str, password: str) -> None:
            self.asked.set()
            self.gone.wait(20)
            raise type("KeyringLocked", (Exception,), {})

    ring = Waiting()
    connections = given(studio, ring)
    fields = {"name": "Far", "protocol": "videos", "url": "https://far.example/v1", "entry": "bearer"}
    connections.add(key="far", fields=fields)
    refused: list[FourbeatError] = []
    monkeypatch.setattr(window.room, "_show_error", refused.append)
    asked = sheet(window)
    secret = asked.editor.secret
    secret.field.setText(PLANTED)
    secret.keep.click()
    qtbot.waitUntil(ring.asked.is_set)
    assert "give it your password there" in secret.place.text()
    assert not secret.keep.isEnabled()
    # Keys and clicks are taken meanwhile.
    asked.editor.name.setText("Typed meanwhile")
    asked.editor._edited()
    asked.editor.keep.click()
    assert connections.find("far").name == "Typed meanwhile"
    ring.gone.set()
    qtbot.waitUntil(lambda: bool(refused) and not secret.busy)
    assert [error.code for error in refused] == ["secret.ring-locked"]
    assert secret.in_file.isVisible()
    assert secret.typed
    secret.in_file.setChecked(True)
    secret.keep.click()
    qtbot.waitUntil(lambda: not secret.typed)
    assert connections.secrets.place("far") is Place.FILE
    asked.reject()


def test_what_was_typed_for_one_never_goes_to_another(
    window: StudioWindow, connections: Connections, ring: Ring, qtbot: QtBot
) -> None:
    for key in ("one", "two"):
        fields = {"name": key, "protocol": "videos", "url": f"https://{key}.example/v1", "entry": "bearer"}
        connections.add(key=key, fields=fields)
    asked = sheet(window)
    qtbot.keyClicks(asked.editor.secret.field, PLANTED)
    asked.list.setCurrentRow(1)
    assert asked.editor.secret.field.text() == ""
    asked.reject()
    assert not ring.kept


def test_without_a_keyring_only_a_tick_allows_a_file(
    window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    connections = given(studio, None)
    connections.add(
        key="far", fields={"name": "Far", "protocol": "videos", "url": "https://far.example/v1", "entry": "bearer"}
    )
    refused: list[FourbeatError] = []
    monkeypatch.setattr(window.room, "_show_error", refused.append)
    asked = sheet(window)
    secret = asked.editor.secret
    qtbot.waitUntil(secret.in_file.isVisible)
    assert not secret.in_file.isChecked()
    secret.field.setText(PLANTED)
    secret.keep.click()
    qtbot.waitUntil(lambda: bool(refused))
    assert [error.code for error in refused] == ["secret.no-keyring"]
    assert connections.secrets.place("far") is Place.NOWHERE
    # What cannot be kept holds nobody: the first time it is told, the second time left.
    asked.reject()
    qtbot.waitUntil(lambda: len(refused) == 2 and not secret.busy)
    assert asked.isVisible()
    secret.in_file.setChecked(True)
    secret.keep.click()
    qtbot.waitUntil(lambda: not secret.typed)
    assert connections.secrets.place("far") is Place.FILE
    asked.reject()
    again = sheet(window)
    again.editor.url.setText("nowhere")
    again.editor._edited()
    again.reject()
    qtbot.waitUntil(lambda: len(refused) == 3 and not again.editor.busy)
    assert again.isVisible()
    again.reject()
    assert not again.isVisible()
    assert connections.find("far").url == "https://far.example/v1"


def test_changes_are_kept_and_mistakes_refused(
    window: StudioWindow, connections: Connections, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    connections.add(key="far", fields={"name": "Far", "protocol": "videos", "url": "https://far.example/v1"})
    refused: list[FourbeatError] = []
    monkeypatch.setattr(window.room, "_show_error", refused.append)
    asked = sheet(window)
    editor = asked.editor
    assert not editor.keep.isEnabled()
    editor.url.setText("https://me:hush@far.example")
    editor._edited()
    editor.keep.click()
    qtbot.waitUntil(lambda: not editor.busy)
    assert [error.code for error in refused] == ["provider.url-with-secret"]
    assert connections.find("far").url == "https://far.example/v1"
    editor.url.setText("http://other.example/v1")
    editor.entry.setCurrentIndex(editor.entry.findData("bearer"))
    editor.at_once.setCurrentIndex(editor.at_once.findData(4))
    editor._edited()
    editor.keep.click()
    qtbot.waitUntil(lambda: not editor.busy)
    now = connections.find("far")
    assert (now.url, now.entry.value, now.width) == ("http://other.example/v1", "bearer", 4)
    assert editor.open.isVisible()
    assert editor.secret.isVisible()
    asked.reject()


def test_a_server_of_ones_own_is_connected_by_its_address(
    window: StudioWindow, connections: Connections, qtbot: QtBot
) -> None:
    asked = sheet(window)
    new = NewServer(window.room)
    new.made.connect(asked._front)
    new.present()
    assert not new.go.isEnabled()
    new.url.setText("gpu.studio.example/v1")
    new.go.click()
    (made,) = connections.all()
    assert (made.key, made.url) == ("gpu-studio-example", "https://gpu.studio.example/v1")
    assert asked.editor.connection == made
    asked.remove.click()
    qtbot.waitUntil(lambda: asked.pages.currentIndex() == 0)
    assert connections.all() == []
    asked.reject()


def test_a_website_says_what_to_do(window: StudioWindow, connections: Connections) -> None:
    asked = sheet(window)
    asked.ways.choices["websites"].click()
    (made,) = connections.all()
    assert made.protocol is WireProtocol.HANDWORK
    assert "handwork" in asked.editor.trial.words.text()
    assert asked.editor.test.isHidden()
    asked.reject()


def test_a_film_from_elsewhere_says_what_is_missing(
    window: StudioWindow, studio: Studio, connections: Connections, tmp_path: Path
) -> None:
    studio.fields.set(shots=studio.plan.shots()[:1], fields={"provider": "adas-gpu"}, folder=tmp_path)
    asked = sheet(window)
    assert asked.unknown.isVisible()
    assert "adas-gpu" in asked.unknown.text()
    asked.reject()


def _choices(field: QWidget) -> str:
    return "\n".join(box.itemText(row) for box in field.findChildren(QComboBox) for row in range(box.count()))


def test_a_new_connection_is_offered_without_a_restart(
    window: StudioWindow, studio: Studio, connections: Connections, qtbot: QtBot
) -> None:
    shot = studio.plan.shots()[0]
    assert "comfyui" not in studio.drafts.offer(shot).generators
    asked = sheet(window)
    asked.begin("comfyui")
    answered(qtbot, asked)
    asked.reject()
    there = shot.model_copy(update={"provider": "comfyui"})
    offer = studio.drafts.offer(there)
    assert "comfyui" in offer.generators
    assert [str(size) for size in offer.sizes] == ["640x360"]
    assert offer.models == ("reel-2", "sora-2")
    # Five seconds are made of eight, and that is said.
    long = there.model_copy(update={"frames": 120, "size": "640x360"})
    assert studio.drafts.offer(long).seconds == "8"
    assert studio.drafts.offer(long.model_copy(update={"frames": 96})).seconds == ""
    window.show_dock("brief")
    brief = window.pages["brief"]
    assert isinstance(brief, Brief)
    qtbot.waitUntil(lambda: "ComfyUI" in _choices(brief.form.making.provider))
    brief.bottom.show_offer(studio.drafts.offer(long))
    assert "makes 8 s" in brief.bottom.cost.text()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_the_window(
    window: StudioWindow, connections: Connections, qtbot: QtBot, percent: int
) -> None:
    window.room.look.resize(percent)
    show_connections(window.room)
    (asked,) = window.findChildren(ConnectionsSheet)
    assert asked.width() <= window.width()
    assert asked.height() <= window.height()
    asked.begin("comfyui")
    answered(qtbot, asked)
    for page in (asked.ways, asked.editor):
        area = page.parentWidget()
        assert area is not None
        assert page.minimumSizeHint().width() <= max(area.width(), page.width()), page
    asked.reject()


def test_what_a_command_can_set_the_sheet_can_set_too(
    window: StudioWindow, connections: Connections, qtbot: QtBot
) -> None:
    connections.add(key="gpu", fields={"name": "GPU", "protocol": "videos", "url": "https://gpu.example/v1"})
    connections.add(key="or", fields={"name": "Or", "protocol": "openrouter", "url": "https://or.example/v1"})
    shown = sheet(window)
    editor = shown.editor
    editor.show_connection(connections.find("gpu"))
    assert not editor.more.inner.isVisible()
    editor.more.head.click()
    assert editor.more.inner.isVisible()
    more = editor.more
    for field, value in ((more.profile, "vllm-omni"), (more.options["body"], "json"), (more.deadline, 600)):
        assert isinstance(field, QComboBox)
        field.setCurrentIndex(field.findData(value))
        field.activated.emit(field.currentIndex())
    assert editor.keep.isEnabled()
    editor.keep_it()
    made = connections.find("gpu")
    assert (made.profile, made.options, made.deadline) == ("vllm-omni", {"body": "json"}, 600)
    assert not editor.keep.isEnabled()
    editor.show_connection(connections.find("or"))
    boxes = editor.more.options["native"]
    assert isinstance(boxes, dict)
    boxes["extend"].click()
    sound = editor.more.options["sound"]
    assert isinstance(sound, QComboBox)
    sound.setCurrentIndex(sound.findData("off"))
    editor.keep_it()
    assert connections.find("or").options == {"native": ["extend"], "sound": False}
    shown.reject()


def test_what_one_knows_of_a_model_is_kept_and_taken_back(window: StudioWindow, connections: Connections) -> None:
    connections.add(key="gpu", fields={"name": "GPU", "protocol": "videos", "url": "https://gpu.example/v1"})
    connections.learn("gpu")
    made = ModelsSheet(window.room, connections.find("gpu"))
    made.present()
    model = made.which.currentText()
    made.lines_of["price_per_clip"].setText("720p 0.30 USD, 1080p 0.45 USD")
    made.lines_of["seconds"].setText("4, 8")
    made.free.setCurrentIndex(made.free.findData("no"))
    made.go.click()
    able = connections.able(connections.find("gpu")).model(model)
    assert able is not None
    assert (able.seconds, len(able.prices), able.free) == (("4", "8"), 2, False)
    assert "720p 0.30 USD, 1080p 0.45 USD" in made.known.text()
    again = ModelsSheet(window.room, connections.find("gpu"))
    assert again.lines_of["price_per_clip"].text() == "720p 0.30 USD, 1080p 0.45 USD"
    for field in again.lines_of.values():
        field.clear()
    again.free.setCurrentIndex(0)
    again.done_asking()
    able = connections.able(connections.find("gpu")).model(model)
    assert able is not None
    assert able.prices == ()
    assert connections.said("gpu", model) == {}
    made.reject()


def test_how_long_ago_a_server_was_asked_is_told(window: StudioWindow, connections: Connections) -> None:
    connections.add(key="gpu", fields={"name": "GPU", "protocol": "videos", "url": "https://gpu.example/v1"})
    connections.learn("gpu")
    (file,) = connections.file.parent.rglob("gpu.json")
    able = Capabilities.model_validate_json(file.read_text(encoding="utf-8"))
    for at, said in (("2020-01-01T00:00:00.000Z", "may have changed"), (window.room.desk.now(), "was asked today.")):
        file.write_text(able.model_copy(update={"learned_at": at}).model_dump_json(), encoding="utf-8")
        shown = sheet(window)
        assert said in words(shown)
        shown.reject()
