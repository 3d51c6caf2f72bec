"""The prompt preview: it shows what is sent, lights fields up, and what is typed over it is kept as typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fourbeat.app.brief.beats import BeatRow
from fourbeat.app.brief.page import Brief
from fourbeat.app.window import StudioWindow
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Costume, Form, Prop
from fourbeat.model.request import TakeRequest
from fourbeat.studio.studio import Studio


@pytest.fixture
def page(qtbot: QtBot, window: StudioWindow, studio: Studio) -> Brief:
    """Give the brief of the first shot with its preview open."""
    studio.fields.set(shots=studio.plan.shots()[:1], fields={"scene": "Rain.", "light": "dusk", "camera": "breathing"})
    window.activateWindow()
    qtbot.waitActive(window)
    made = window.pages["brief"]
    assert isinstance(made, Brief)
    window.room.selection.choose([studio.plan.shots()[0].id])
    made.bottom.preview.click()
    return made


def text(page: Brief) -> str:
    return page.preview.page.toPlainText()


def lit(page: Brief) -> set[str]:
    return {name for name, field in page.form.fields.items() if field.label.autoFillBackground()}


def settle(page: Brief, qtbot: QtBot) -> None:
    """Let what was typed be kept and shown."""
    page.draft.begin_visit()
    page.room.bridge.flush()
    page.live()
    qtbot.wait(1)


def test_the_form_is_chosen_in_the_preview_and_kept(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    assert "Camera notes" not in text(page)
    page.preview.form.choice.setFocus()
    QTest.keyClick(page.preview.form.choice, Qt.Key.Key_End)
    settle(page, qtbot)
    assert studio.plan.shots()[0].form is Form.LONG
    assert "Camera notes: breathing" in text(page)
    assert text(page) == studio.prompts.sending(studio.plan.shots()[0]).prompt.text


def test_the_caret_in_a_phrase_lights_its_field_and_pointing_at_a_field_marks_its_phrase(page: Brief) -> None:
    paper = page.preview.page
    paper.setFocus()
    pen = QTextCursor(paper.document())
    pen.setPosition(text(page).index("dusk") + 1)
    paper.setTextCursor(pen)
    assert lit(page) == {"light"}
    assert page.preview.origin.text() == "Light"
    pen.setPosition(text(page).index("Light") + 1)
    paper.setTextCursor(pen)
    assert lit(page) == set()
    scene = page.form.fields["scene"]
    scene.enterEvent(QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert page.preview.marked() == "Rain."
    scene.leaveEvent(QEvent(QEvent.Type.Leave))
    assert page.preview.marked() == ""


def test_a_hidden_field_is_unfolded_when_its_words_are_pointed_at(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    studio.prompts.set_form(shots=studio.plan.shots()[:1], form=Form.LONG)
    settle(page, qtbot)
    assert page.form.details.inner.isHidden()
    assert page.form.details.head.text() == "Production details · 1"
    page.preview.page.pointed.emit("camera")
    assert lit(page) == {"camera"}
    assert not page.form.details.inner.isHidden()
    page.preview.page.pointed.emit("camera-shot")
    assert lit(page) == {"framing", "angle", "move"}


def test_what_is_typed_over_the_prompt_is_sent_and_outlives_the_brief(
    page: Brief, studio: Studio, qtbot: QtBot
) -> None:
    paper = page.preview.page
    paper.setFocus()
    paper.moveCursor(QTextCursor.MoveOperation.End)
    made = text(page)
    QTest.keyClicks(paper, ", no music ")
    assert text(page) == f"{made}, no music "
    qtbot.waitUntil(lambda: studio.prompts.sending(studio.plan.shots()[0]).by_hand, timeout=2000)
    assert text(page) == f"{made}, no music ", "the space just typed stays"
    assert page.preview.hand.isVisible()
    assert not page.preview.hand.accept.isVisible()
    light = page.form.fields["light"]
    light.setFocus()
    light.writing.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(light.writing, "dawn")  # type: ignore[attr-defined]
    settle(page, qtbot)
    assert "dusk" in text(page)
    assert page.preview.hand.accept.isVisible()
    assert "duskdawn" in page.preview.hand.changes.toPlainText()
    (job,) = studio.jobs.add(shots=studio.plan.shots()[:1])
    assert isinstance(job.request, TakeRequest)
    assert job.request.prompt == text(page).strip()
    page.preview.hand.accept.click()
    assert text(page).strip() == f"{made}, no music".replace("dusk", "dawn")
    assert not page.preview.hand.accept.isVisible()
    page.preview.hand.drop.click()
    assert text(page) == made.replace("dusk", "dawn")
    assert not page.preview.hand.isVisible()


def test_an_emptied_page_waits_for_words_and_then_gives_the_briefs_text_back(page: Brief, qtbot: QtBot) -> None:
    made = text(page)
    paper = page.preview.page
    paper.setFocus()
    paper.selectAll()
    QTest.keyClick(paper, Qt.Key.Key_Delete)
    qtbot.wait(150)
    assert text(page) == ""
    page.form.fields["scene"].setFocus()
    settle(page, qtbot)
    assert text(page) == made


def test_a_prompt_longer_than_is_read_says_so(page: Brief, studio: Studio) -> None:
    assert "reads" not in page.preview.count.text()
    studio.dialects.set(provider="animatic", choices={"words": 2})
    page.live()
    assert page.preview.count.text().endswith("longer than animatic reads (2 words)")


def test_text_to_send_is_written_beside_the_authors_own(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    shot = studio.plan.shots()[0]
    studio.fields.set(shots=[shot], fields={"beats": ({"text": "turns"},)})
    settle(page, qtbot)
    light = page.form.fields["light"].beside()
    assert light.switch.isHidden(), "nobody is asked for a language nobody sends"
    page.preview.spoken.emit("ja")
    assert not light.switch.isHidden()
    assert light.writing.isHidden()
    said = page.preview.missing.text()
    assert said == "No text in Japanese yet, so sent as written: Scene, in plain words, Light, Palette, and Beats"
    light.switch.click()
    light.writing.setFocus()
    light.writing.insertPlainText("夕暮れ")
    row = page.form.beats.rows[0]
    assert isinstance(row, BeatRow)
    row.sent.switch.click()
    row.sent.writing.insertPlainText("振り向く")
    settle(page, qtbot)
    assert "光：夕暮れ" in text(page)
    assert "- 振り向く" in text(page)
    assert studio.plan.brief(shot.id).text.light == "dusk"
    written = studio.shots.written(shot)
    assert written.sent["ja"].light == "夕暮れ"
    assert written.beats[0].sent["ja"].text == "振り向く"
    page.preview.spoken.emit("")
    assert "Light: dusk" in text(page)
    assert light.switch.isHidden()
    assert studio.shots.written(shot) == written


def test_costumes_and_props_are_chosen_where_there_are_any(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    plan, ids = studio.plan, studio.desk.ids
    ada = Character(id=ids.new(), order="1", name="Ada", identity="a keeper")
    rows = [
        ada,
        Costume(id=ids.new(), character=ada.id, order="1", name="Winter", words="a coat"),
        Prop(id=ids.new(), order="1", name="Lamp", identity="brass"),
    ]
    studio.store.write(lambda writer: writer.edit(message("step.prompt", shot="010"), [plan.born(row) for row in rows]))
    assert page.form.wearing.isHidden()
    studio.fields.set(shots=plan.shots()[:1], fields={"cast": ("Ada",), "props": ("Lamp",)})
    settle(page, qtbot)
    assert not page.form.wearing.isHidden()
    (choice,) = page.form.wearing._choices.values()
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert studio.shots.written(plan.shots()[0]).wearing == {"Ada": "Winter"}
    assert "Ada: a keeper; a coat" in text(page)
    assert "Lamp: brass" in text(page)


def test_a_prompt_on_the_clipboard_is_read_into_the_brief(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Fog.\n\nCinematography\nLight: noon\nMood: calm\n")
    page.preview.paste.click()
    settle(page, qtbot)
    brief = studio.plan.brief(studio.plan.shots()[0].id).text
    assert (brief.scene, brief.light, brief.mood, brief.camera) == ("Fog.", "noon", "calm", "breathing")
    studio.history.undo()
    assert studio.plan.brief(studio.plan.shots()[0].id).text.scene == "Rain."


def test_a_line_is_said_to_be_in_a_language(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    shot = studio.plan.shots()[0]
    studio.fields.set(shots=[shot], fields={"lines": ({"speaker": "X", "text": "Hola"},)})
    settle(page, qtbot)
    row = page.form.dialogue.rows[0]
    row._tongues.aboutToShow.emit()  # type: ignore[attr-defined]
    spanish = next(one for one in row._tongues.actions() if one.text() == "Spanish")  # type: ignore[attr-defined]
    spanish.trigger()
    settle(page, qtbot)
    assert studio.plan.brief(shot.id).lines[0].language == "es"
    assert "X (in Spanish): “Hola”" in text(page)
