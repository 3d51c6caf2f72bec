"""The brief inspector: what is typed is kept as one step, and what changes elsewhere is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QColorDialog, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fourbeat.app.brief.dialogue import LineRow
from fourbeat.app.brief.page import Brief
from fourbeat.app.brief.palette_row import PaletteField
from fourbeat.app.brief.words import ChoiceField, FigureField, TextField
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.brief import Brief as Whole
from fourbeat.model.briefing import BeatFile, BriefFile, LineFile
from fourbeat.model.format import Size
from fourbeat.model.plan import Angle, Framing, Shot
from fourbeat.studio.studio import Studio
from studio.test_retargeting import Priced


@pytest.fixture
def page(qtbot: QtBot, window: StudioWindow, studio: Studio) -> Brief:
    """Give the brief of the first shot, in the window that has the keyboard."""
    window.activateWindow()
    qtbot.waitActive(window)
    made = window.pages["brief"]
    assert isinstance(made, Brief)
    window.room.selection.choose([studio.plan.shots()[0].id])
    return made


@pytest.fixture
def brief(studio: Studio) -> Callable[[], Whole]:
    return lambda: studio.plan.brief(studio.plan.shots()[0].id)


def text_of(page: Brief, name: str) -> QPlainTextEdit:
    field = page.form.fields[name]
    assert isinstance(field, TextField)
    return field.writing


def steps(studio: Studio) -> int:
    """Count the steps that can be undone, leaving the plan as it is."""
    count = 0
    while studio.store.undoable():
        studio.history.undo()
        count += 1
    for _ in range(count):
        studio.history.redo()
    return count


def test_what_is_typed_in_one_visit_is_one_step(
    page: Brief, studio: Studio, brief: Callable[[], Whole], qtbot: QtBot
) -> None:
    before = steps(studio)
    scene = text_of(page, "scene")
    scene.setFocus()
    QTest.keyClicks(scene, "Rain ")
    assert brief().text.scene == "", "nothing is kept while one types"
    qtbot.waitUntil(lambda: brief().text.scene == "Rain", timeout=2000)
    assert scene.toPlainText() == "Rain ", "the space just typed stays"
    QTest.keyClicks(scene, "on glass.")
    QTest.keyClick(scene, Qt.Key.Key_Tab)
    assert brief().text.scene == "Rain on glass."
    assert steps(studio) == before + 1
    step = studio.store.undoable()
    assert step is not None
    assert page.room.words(step.label) == "Edit shot 010"
    assert not scene.hasFocus()


def test_each_visit_is_a_step_of_its_own(page: Brief, studio: Studio, brief: Callable[[], Whole]) -> None:
    before = steps(studio)
    for name in ("mood", "sound", "mood"):
        writing = text_of(page, name)
        writing.setFocus()
        QTest.keyClicks(writing, "x")
        QTest.keyClick(writing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert steps(studio) == before + 3
    assert (brief().text.mood, brief().text.sound) == ("xx", "x")


def test_choosing_another_shot_keeps_what_was_typed(page: Brief, studio: Studio, brief: Callable[[], Whole]) -> None:
    light = text_of(page, "light")
    light.setFocus()
    QTest.keyClicks(light, "dusk")
    page.room.selection.choose([studio.plan.shots()[1].id])
    assert brief().text.light == "dusk"
    assert light.toPlainText() == ""


def test_an_undo_elsewhere_is_shown_and_leaves_the_caret(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    shot = studio.plan.shots()[0]
    written = studio.shots.written(shot)
    studio.shots.edit(shot=shot, brief=written.model_copy(update={"scene": "One two."}), folder=studio.folder)
    studio.shots.edit(shot=shot, brief=written.model_copy(update={"scene": "One two three."}), folder=studio.folder)
    scene = text_of(page, "scene")
    qtbot.waitUntil(lambda: scene.toPlainText() == "One two three.")
    scene.setFocus()
    scene.moveCursor(QTextCursor.MoveOperation.Start)
    scene.moveCursor(QTextCursor.MoveOperation.NextWord)
    studio.history.undo()
    qtbot.waitUntil(lambda: scene.toPlainText() == "One two.")
    assert scene.textCursor().position() == len("One ")
    assert scene.hasFocus()


def test_the_windows_undo_is_reached_from_a_field_that_has_nothing_to_undo(
    page: Brief, brief: Callable[[], Whole], qtbot: QtBot
) -> None:
    mood = text_of(page, "mood")
    mood.setFocus()
    QTest.keyClicks(mood, "calm")
    page.finish()
    mood.setFocus()
    mood.document().clearUndoRedoStacks()
    QTest.keyClick(mood, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert brief().text.mood == ""
    qtbot.waitUntil(lambda: mood.toPlainText() == "")


def test_the_prompt_follows_the_unsaved_text_and_marks_its_stretch(
    page: Brief, brief: Callable[[], Whole], qtbot: QtBot
) -> None:
    page.bottom.preview.click()
    light = text_of(page, "light")
    light.setFocus()
    light.insertPlainText("a single lamp 🔦")
    qtbot.waitUntil(lambda: "Light: a single lamp 🔦" in page.preview.page.toPlainText())
    assert brief().text.light == ""
    assert page.preview.marked() == "a single lamp 🔦"
    page.preview.copy.click()
    assert QGuiApplication.clipboard().text() == page.preview.page.toPlainText()


def test_a_choice_is_kept_in_words_of_the_model(page: Brief, brief: Callable[[], Whole]) -> None:
    framing = page.form.fields["framing"]
    assert isinstance(framing, ChoiceField)
    framing.choice.setFocus()
    QTest.keyClick(framing.choice, Qt.Key.Key_Down)
    QTest.keyClick(framing.choice, Qt.Key.Key_Down)
    page.finish()
    assert brief().text.framing is Framing.WIDE
    assert framing.choice.currentText() == "Wide"


def test_seconds_are_read_when_finished_and_refused_calmly(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    seconds = page.form.fields["seconds"]
    assert isinstance(seconds, FigureField)
    seconds.entry.setFocus()
    seconds.entry.setText("２.5")
    QTest.keyClick(seconds.entry, Qt.Key.Key_Return)
    page.draft.keep()
    assert studio.plan.shots()[0].frames == 60
    seconds.entry.setText("long")
    QTest.keyClick(seconds.entry, Qt.Key.Key_Return)
    page.draft.keep()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ErrorSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ErrorSheet)
    assert "“seconds”" in sheet.text.text()
    sheet.accept()
    assert studio.plan.shots()[0].frames == 60
    assert seconds.entry.text() == "long", "what was typed stays"
    assert seconds._fault is not None
    assert seconds._fault.isVisible()
    assert "“seconds”" in seconds._fault.text()
    seconds.entry.setText("3")
    QTest.keyClick(seconds.entry, Qt.Key.Key_Return)
    assert not seconds._fault.isVisible()
    page.draft.keep()
    assert studio.plan.shots()[0].frames == 72


def test_refused_words_stay_with_their_shot_and_take_no_others_along(
    page: Brief, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(page.room, "_show_error", told.append)
    first, second = (shot.id for shot in studio.plan.shots()[:2])
    page.draft.write("seconds", "long")
    page.draft.write("mood", "calm")
    page.room.selection.choose([second])
    assert studio.plan.brief(first).text.mood == "calm", "the others are kept"
    assert page.form.fields["seconds"].value() != "long"
    assert page.draft.fault("seconds") is None
    page.draft.write("mood", "tense")
    page.draft.keep()
    page.draft.keep()
    assert len(told) == 1, "told once"
    assert "long" in page.unkept()
    assert "tense" not in page.unkept()
    page.room.selection.choose([first])
    assert page.form.fields["seconds"].value() == "long"
    assert page.draft.fault("seconds") is not None
    assert page.form.fields["seconds"]._fault is not None
    assert not page.form.fields["seconds"]._fault.isHidden()
    page.draft.write("seconds", "2")
    page.draft.keep()
    assert (studio.plan.shots()[0].frames, page.unkept()) == (48, "")


def test_words_for_a_shot_that_went_to_the_bin_go_along(page: Brief, studio: Studio) -> None:
    shot = studio.plan.shots()[0]
    page.draft.write("mood", "calm")
    studio.bin.put(shots=[shot])
    page.draft.keep()
    studio.bin.bring_back(shots=[shot])
    assert studio.plan.brief(shot.id).text.mood == "calm"


def test_closing_the_window_keeps_what_was_typed(
    page: Brief, window: StudioWindow, program: Program, studio: Studio, brief: Callable[[], Whole]
) -> None:
    window.closed.disconnect(program.close_studio)
    mood = text_of(page, "mood")
    mood.setFocus()
    QTest.keyClicks(mood, "calm")
    kept: list[str] = []
    window.closed.connect(lambda: kept.append(brief().text.mood))
    window.close()
    assert kept == ["calm"]
    assert studio.store.undoable() is not None


def with_beats(page: Brief, studio: Studio, qtbot: QtBot, *times: str | None) -> None:
    shot = studio.plan.shots()[0]
    beats = tuple(BeatFile(text=f"Beat {place}", at=at) for place, at in enumerate(times))
    brief = studio.shots.written(shot).model_copy(update={"beats": beats})
    studio.shots.edit(shot=shot, brief=brief, folder=studio.folder)
    qtbot.waitUntil(lambda: len(page.form.beats.rows) == len(times))


def test_beats_move_on_the_ruler_by_key_and_stay_between_their_neighbours(
    page: Brief, studio: Studio, brief: Callable[[], Whole], qtbot: QtBot
) -> None:
    with_beats(page, studio, qtbot, "0", "1", "2")
    ruler = page.form.beats.ruler
    ruler.setFocus()
    QTest.keyClick(ruler, Qt.Key.Key_Down)
    QTest.keyClick(ruler, Qt.Key.Key_Right)
    assert "Beat 2 at 1.04 s" in ruler.accessibleDescription()
    QTest.keyClick(ruler, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    page.finish()
    assert [beat.at for beat in brief().beats] == [0, 48, 48]
    QTest.keyClick(ruler, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert page.form.beats.rows[1].time.text() == "1"


def test_a_beat_is_dragged(page: Brief, studio: Studio, brief: Callable[[], Whole], qtbot: QtBot) -> None:
    with_beats(page, studio, qtbot, "0", "1")
    ruler = page.form.beats.ruler
    start = ruler.box(1).center().toPoint()
    second = QPointF(ruler.box(1).left() - ruler.box(0).left(), 0).toPoint()
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(ruler, start + second)
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=start + second)
    page.draft.begin_visit()
    assert abs((brief().beats[1].at or 0) - 48) <= 1


def test_beats_are_added_put_in_order_and_removed(
    page: Brief, studio: Studio, brief: Callable[[], Whole], qtbot: QtBot
) -> None:
    with_beats(page, studio, qtbot, "0", "1")
    page.form.beats.add.click()
    row = page.form.beats.rows[2]
    assert row.isAncestorOf(page.window().focusWidget())
    page.renew()
    assert len(page.form.beats.rows) == 3, "the empty row waits for its words"
    QTest.keyClicks(row.first(), "Beat 2")
    QTest.keyClick(row.first(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.draft.begin_visit()
    assert [(beat.text, beat.at) for beat in brief().beats] == [("Beat 0", 0), ("Beat 2", 24), ("Beat 1", None)]
    page.form.beats.rows[0].wanted.emit("remove")
    page.draft.begin_visit()
    assert [beat.text for beat in brief().beats] == ["Beat 2", "Beat 1"]


def test_a_line_is_spoken_by_the_cast_or_by_a_name_and_measured(
    page: Brief, studio: Studio, brief: Callable[[], Whole], qtbot: QtBot
) -> None:
    page.form.dialogue.add.click()
    row = page.form.dialogue.rows[0]
    assert isinstance(row, LineRow)
    row.speaker.setFocus()
    QTest.keyClicks(row.speaker, "A voice")
    row.text.setFocus()
    QTest.keyClicks(row.text, "Almost, I had it. Almost. " * 3)
    qtbot.waitUntil(lambda: "too long" in page.form.dialogue.note.text())
    page.draft.begin_visit()
    assert [(line.speaker, line.character) for line in brief().lines] == [("A voice", None)]
    spoken = studio.drafts.spoken([brief().lines[0].text])
    assert page.form.dialogue.note.text() == f"{float(spoken):.1f} s of 4 s, too long"


def test_the_palette_takes_three_to_five_colours(page: Brief, brief: Callable[[], Whole]) -> None:
    field = page.form.fields["palette"]
    for _ in range(4):
        getattr(field, "add").click()  # noqa: B009
    assert not field.focusProxy().isEnabled()
    names = [one for one in field.findChildren(QLineEdit) if one.accessibleName() == "Name of the colour"]
    QTest.keyClicks(names[0], "rust")
    wheel = next(one for one in field.findChildren(QAbstractButton) if one.accessibleName() == "Choose a colour")
    wheel.click()
    dialog = field.findChild(QColorDialog)
    assert isinstance(dialog, QColorDialog)
    dialog.setCurrentColor(QColor("#884422"))
    dialog.accept()
    page.draft.begin_visit()
    assert len(brief().colours) == 5
    assert (brief().colours[-1].value, brief().colours[-1].name) == ("#884422", "rust")


def test_several_shots_are_edited_in_one_step(page: Brief, studio: Studio) -> None:
    before = steps(studio)
    shots = studio.plan.shots()[:3]
    page.room.selection.choose([shot.id for shot in shots])
    assert page.several.title.text() == "3 shots"
    angle = page.several.fields["angle"]
    assert isinstance(angle, ChoiceField)
    angle.choice.setFocus()
    QTest.keyClick(angle.choice, Qt.Key.Key_Down)
    page.draft.begin_visit()
    assert [studio.plan.brief(shot.id).text.angle for shot in shots] == [Angle.EYE_LEVEL] * 3
    assert studio.plan.brief(studio.plan.shots()[3].id).text.angle is None
    assert steps(studio) == before + 1


def test_nothing_selected_says_what_to_do(page: Brief) -> None:
    page.room.selection.choose([])
    assert page.pages.currentWidget() is page.empty
    assert not page.bottom.queue.isEnabled()


def test_a_take_is_queued_with_the_words_just_typed(page: Brief, studio: Studio) -> None:
    assert page.bottom.cost.text() == "animatic · free"
    scene = text_of(page, "scene")
    scene.setFocus()
    QTest.keyClicks(scene, "A lamp.")
    QTest.keyClick(scene, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    jobs = studio.jobs.all()
    assert [getattr(job.request, "prompt", "") for job in jobs] == ["A lamp.\n\nCinematography\nPalette: sky"]


def test_every_control_has_a_name_and_is_reached_by_tab(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    shot = studio.plan.shots()[0]
    brief = studio.shots.written(shot).model_copy(
        update={"beats": (BeatFile(text="A"),), "lines": (LineFile(speaker="B", text="C"),)}
    )
    studio.shots.edit(shot=shot, brief=brief, folder=studio.folder)
    qtbot.waitUntil(lambda: len(page.form.dialogue.rows) == 1)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    for widget in page.form.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QComboBox)
        if isinstance(widget, kinds) and not widget.isHidden() and not inner:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget


def test_fields_stand_beneath_one_another_when_the_text_is_large(page: Brief, qtbot: QtBot) -> None:
    framing, angle = page.form.fields["framing"], page.form.fields["angle"]
    top = page.form
    page.room.stage.reset()
    qtbot.waitUntil(lambda: framing.mapTo(top, QPoint()).y() == angle.mapTo(top, QPoint()).y())
    page.room.look.resize(200)
    qtbot.waitUntil(lambda: framing.mapTo(top, QPoint()).y() < angle.mapTo(top, QPoint()).y())
    assert framing.label.width() >= framing.label.sizeHint().width()


def test_a_brief_of_half_a_second_keeps_its_exact_frames(page: Brief, studio: Studio) -> None:
    shot: Shot = studio.plan.shots()[0]
    brief = BriefFile(seconds="37/24", beats=(BeatFile(text="A", at="13/24"),))
    studio.shots.edit(shot=shot, brief=brief.model_copy(update={"number": "010"}), folder=studio.folder)
    page.room.bridge.flush()
    mood = text_of(page, "mood")
    mood.setFocus()
    QTest.keyClicks(mood, "x")
    page.finish()
    assert studio.plan.shots()[0].frames == 37
    assert studio.plan.brief(shot.id).beats[0].at == 13


def test_long_text_is_never_scrolled_sideways(page: Brief) -> None:
    scene = text_of(page, "scene")
    scene.setFocus()
    QTest.keyClicks(scene, "W" * 40)
    for words in ("Rain on the long glass front of the shop. " * 48, "W" * 900, "wide " * 100 + " " * 300):
        scene.setPlainText(words)
        scene.moveCursor(QTextCursor.MoveOperation.End)
        for _ in range(12):
            scene.moveCursor(QTextCursor.MoveOperation.Up)
            scene.moveCursor(QTextCursor.MoveOperation.EndOfLine)
            QApplication.processEvents()
            assert scene.horizontalScrollBar().value() == 0
    scene.horizontalScrollBar().setRange(0, 20)
    scene.horizontalScrollBar().setValue(9)
    assert scene.horizontalScrollBar().value() == 0


def test_a_wrong_colour_is_refused_in_words(page: Brief, brief: Callable[[], Whole]) -> None:
    field = page.form.fields["palette"]
    assert isinstance(field, PaletteField)
    field.choose(0)
    field.figures.setFocus()
    field.figures.selectAll()
    QTest.keyClicks(field.figures, "zzz")
    QTest.keyClick(field.figures, Qt.Key.Key_Tab)
    assert field.figures.text() == "#a1b2c3"
    assert "“zzz” is no colour; #a1b2c3 stays" in field.refusal.text()
    assert field.refusal.isVisible()
    field.wheel.setFocus()
    QTest.keyClick(field.wheel, Qt.Key.Key_Return)
    dialog = page.window().findChild(QColorDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
    page.draft.keep()
    assert [one.value for one in brief().colours] == ["#a1b2c3"]


def test_a_new_line_begins_with_the_obvious_speaker(page: Brief) -> None:
    lines = page.form.dialogue
    lines.append()
    row = lines.rows[-1]
    assert isinstance(row, LineRow)
    assert row.first() is row.speaker, "nobody is in the cast yet"
    row.speaker.setCurrentText("Mara")
    row.text.setPlainText("Wait.")
    lines.append()
    after = lines.rows[-1]
    assert isinstance(after, LineRow)
    assert after.speaker.currentText() == "Mara"
    assert after.first() is after.text
    QApplication.processEvents()
    assert row.speaker.width() > page.width() // 2


def test_a_size_that_the_model_does_not_make_is_not_offered(page: Brief, studio: Studio, qtbot: QtBot) -> None:
    far = Priced(sizes=(Size(width=1024, height=768), Size(width=640, height=360)))
    studio.__dict__["generators"] = {**studio.generators, far.key: far}
    first = studio.plan.shots()[0]
    choice = page.form.making.size.choice

    def offered() -> list[str]:
        return [choice.itemText(row) for row in range(choice.count())]

    assert offered()[0] == "Film: 128 × 72"
    studio.fields.set(shots=[first], fields={"provider": far.key})
    qtbot.waitUntil(lambda: offered() == ["Not made: 128 × 72", "640 × 360 (nearest)", "1024 × 768"])
    assert choice.currentText() == "Not made: 128 × 72", "what stands is shown, and said to be no good"
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    qtbot.waitUntil(lambda: studio.plan.get(Shot, first.id).size == "640x360")
    qtbot.waitUntil(lambda: offered() == ["640 × 360 (nearest)", "1024 × 768"])
    assert choice.currentText() == "640 × 360 (nearest)"


@pytest.mark.parametrize("percent", [100, 200])
def test_what_a_clip_is_made_with_is_not_cut(page: Brief, percent: int) -> None:
    page.room.look.resize(percent)
    QApplication.processEvents()
    making = page.form.making
    for field in (making.provider, making.model, making.size):
        words, choice = field.choice.currentText(), field.choice
        room = choice.width() - page.room.theme.size("row")
        assert choice.fontMetrics().horizontalAdvance(words) <= room, words
    assert page.form.fields["short"].focusProxy().toolTip()
