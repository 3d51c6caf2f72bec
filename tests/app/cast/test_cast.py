"""The inspector of cast, places and props: chosen in the outline, written, renamed and removed there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fourbeat.app.brief.words import LineField, TextField
from fourbeat.app.cast.page import CastPage
from fourbeat.app.cast.sheets import NewSheet, RemoveSheet, RenameSheet
from fourbeat.app.outline import Outline
from fourbeat.app.outline_tree import NAMED
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.model.plan import Character
from fourbeat.studio.studio import Studio


@pytest.fixture
def ada(studio: Studio, tmp_path: Path) -> Character:
    ada = studio.cast.add(name="Ada", identity="A lamp maker")
    studio.cast.add(name="Bo")
    studio.places.add(name="Workshop")
    studio.props.add(name="Lamp")
    brief = BriefFile.model_validate({"scene": "@Ada waits.", "number": "060", "cast": ["Ada"]})
    studio.shots.add(brief=brief, folder=tmp_path)
    return ada


def page_of(window: StudioWindow) -> CastPage:
    page = window.pages["cast"]
    assert isinstance(page, CastPage)
    return page


def outline_of(window: StudioWindow) -> Outline:
    outline = window.pages["outline"]
    assert isinstance(outline, Outline)
    return outline


def choose(window: StudioWindow, kind: str, identity: str) -> CastPage:
    outline = outline_of(window)
    outline.tree.setFocus()
    index = outline.rows.find(kind, identity)
    assert index.isValid()
    outline.tree.setCurrentIndex(index)
    QApplication.processEvents()
    return page_of(window)


def sheet(window: StudioWindow, kind: type) -> object:
    QApplication.processEvents()
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert found, kind.__name__
    return found[-1]


def test_choosing_in_the_outline_shows_the_inspector(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = choose(window, "character", ada.id)
    assert page.title.text() == "Ada"
    assert page.isVisible(), "it comes to the front"
    assert outline_of(window).tree.hasFocus(), "and the keyboard stays in the outline"
    identity = page.fields["identity"]
    assert isinstance(identity, TextField)
    assert identity.value() == "A lamp maker"
    assert [page.used.list.item(row).text().split()[:2] for row in range(page.used.list.count())] == [
        ["060", "seen"],
        ["060", "named"],
    ]
    page = choose(window, "prop", studio.props.find("Lamp").id)
    assert (page.title.text(), page.wardrobe.isVisible(), page.fields["aliases"].isVisible()) == ("Lamp", False, False)
    window.room.selection.choose([studio.plan.shots()[0].id])
    QApplication.processEvents()
    assert window.pages["brief"].isVisible(), "a shot brings the brief back"


def test_what_is_written_is_kept_on_leaving_the_field(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = choose(window, "character", ada.id)
    identity, aliases = page.fields["identity"], page.fields["aliases"]
    assert isinstance(identity, TextField)
    assert isinstance(aliases, LineField)
    identity.setFocus()
    identity.writing.selectAll()
    QTest.keyClicks(identity.writing, "In her fifties")
    assert studio.cast.find("Ada").identity == "A lamp maker"
    aliases.setFocus()
    QApplication.processEvents()
    assert studio.cast.find("Ada").identity == "In her fifties"
    QTest.keyClicks(aliases.entry, "the maker")
    choose(window, "character", studio.cast.find("Bo").id)
    assert studio.cast.find("Ada").aliases == "the maker", "another row keeps it, too"
    studio.history.undo()
    assert studio.cast.find("Ada").aliases == ""


def test_costumes_are_added_named_and_removed(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = choose(window, "character", ada.id)
    page.wardrobe.add.click()
    QApplication.processEvents()
    (made,) = studio.cast.costumes(ada)
    assert made.name == "Costume 1"
    name, words, away = page.wardrobe._rows[made.id]
    assert name.hasFocus()
    QTest.keyClicks(name, "Coat")
    words.setFocus()
    QTest.keyClicks(words, "grey")
    page.keep()
    (made,) = studio.cast.costumes(ada)
    assert (made.name, made.words) == ("Coat", "grey")
    away.click()
    assert studio.cast.costumes(ada) == []


def test_keys_of_the_outline_mean_the_row_they_are_pressed_on(
    ada: Character, window: StudioWindow, studio: Studio
) -> None:
    outline = outline_of(window)
    shots = len(studio.plan.shots())
    choose(window, "group", "places")
    QTest.keyClick(outline.tree, Qt.Key.Key_N)
    new = sheet(window, NewSheet)
    assert isinstance(new, NewSheet)
    QTest.keyClicks(new.name, "Cellar")
    new.go.click()
    QApplication.processEvents()
    cellar = studio.places.find("Cellar")
    assert window.room.selection.subject == ("place", cellar.id)
    assert outline.rows.node(outline.tree.currentIndex()).id == cellar.id  # type: ignore[union-attr]
    assert len(studio.plan.shots()) == shots, "no shot was added"
    outline.tree.setFocus()
    QTest.keyClick(outline.tree, Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert [one.name for one in studio.places.all()] == ["Workshop"], "what is not used goes at once"
    choose(window, "character", ada.id)
    QTest.keyClick(outline.tree, Qt.Key.Key_Delete)
    ask = sheet(window, RemoveSheet)
    assert isinstance(ask, RemoveSheet)
    assert ask.uses.count() == 2
    ask.go.click()
    QApplication.processEvents()
    assert [one.name for one in studio.cast.all()] == ["Bo"]
    assert window.room.selection.subject == ("group", "cast")


def test_renaming_shows_what_changes_and_what_cannot_be(ada: Character, window: StudioWindow, studio: Studio) -> None:
    choose(window, "character", ada.id)
    QTest.keyClick(outline_of(window).tree, Qt.Key.Key_F2)
    ask = sheet(window, RenameSheet)
    assert isinstance(ask, RenameSheet)
    ask.name.setText("Bo")
    ask.look()
    assert not ask.go.isEnabled()
    assert "Bo" in ask.told.text()
    ask.name.setText("Grace")
    ask.look()
    assert [ask.places.item(row).text() for row in range(ask.places.count())] == ["060   @Grace waits."]
    ask.keep.setChecked(True)
    ask.go.click()
    QApplication.processEvents()
    assert studio.cast.find("Ada").name == "Grace"
    assert page_of(window).title.text() == "Grace"


def test_used_in_goes_to_the_shot(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = choose(window, "character", ada.id)
    page.used.list.setFocus()
    page.used.list.setCurrentRow(0)
    page.used.list.itemActivated.emit(page.used.list.item(0))
    QApplication.processEvents()
    assert window.room.selection.shots == (studio.shots.find("060").id,)
    assert window.focused() == "brief"


def test_all_shots_of_a_character_stand_side_by_side(ada: Character, window: StudioWindow, studio: Studio) -> None:
    choose(window, "character", ada.id)
    assert window.room.actions["show-named"].isEnabled()
    window.room.actions["show-named"].trigger()
    QApplication.processEvents()
    assert window.room.shots.sift.text == "cast:Ada"
    assert window.room.shots.sift.shown() == 1
    choose(window, "prop", studio.props.find("Lamp").id)
    assert not window.room.actions["show-named"].isEnabled()


def test_a_refused_word_stays_to_be_mended(
    ada: Character, window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(window.room, "_show_error", told.append)
    page = choose(window, "character", ada.id)
    aliases = page.fields["aliases"]
    assert isinstance(aliases, LineField)
    aliases.setFocus()
    QTest.keyClicks(aliases.entry, "Bo")
    page.keep()
    page.keep()
    assert (len(told), aliases.value()) == (1, "Bo"), "told once, and what was typed stays"
    assert "Bo" in page.unkept()
    QTest.keyClicks(aliases.entry, "bby")
    page.keep()
    assert (studio.cast.find("Ada").aliases, page.unkept()) == ("Bobby", "")


def test_the_row_that_is_looked_at_stays_highlighted(ada: Character, window: StudioWindow, studio: Studio) -> None:
    window.room.selection.choose([studio.plan.shots()[0].id])
    choose(window, "character", ada.id)
    outline = outline_of(window)

    def highlighted() -> list[tuple[str, str]]:
        window.room.bridge.flush()
        QApplication.processEvents()
        nodes = [outline.rows.node(index) for index in outline.tree.selectionModel().selectedRows()]
        current = outline.rows.node(outline.tree.currentIndex())
        assert current is not None
        assert [one.id for one in nodes if one] == [current.id]
        return [(one.kind, one.id) for one in nodes if one]

    studio.cast.edit(one=ada, identity="In her fifties")
    assert highlighted() == [("character", ada.id)], "other words"
    studio.cast.add(name="Aardvark")
    assert highlighted() == [("character", ada.id)], "other rows"
    studio.shots.add(brief=BriefFile(scene="A pier."), folder=studio.folder)
    assert highlighted() == [("character", ada.id)], "another shot"
    window.room.look.resize(110)
    assert highlighted() == [("character", ada.id)], "another look"
    scene = studio.plan.scenes()[0]
    choose(window, "scene", scene.id)
    studio.cast.add(name="Bear")
    assert highlighted() == [("scene", scene.id)]
    window.room.selection.choose([studio.plan.shots()[1].id])
    studio.cast.add(name="Cat")
    assert highlighted() == [("shot", studio.plan.shots()[1].id)]


def test_the_list_is_put_in_order_by_keys_and_by_dragging(ada: Character, window: StudioWindow, studio: Studio) -> None:
    outline = outline_of(window)
    cat = studio.cast.add(name="Cat")
    window.room.bridge.flush()
    choose(window, "character", ada.id)
    down, alt = Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier
    QTest.keyClick(outline.tree, down, alt)
    assert [one.name for one in studio.cast.all()] == ["Bo", "Ada", "Cat"]
    assert outline.tree.hasFocus()
    QTest.keyClick(outline.tree, down, alt)
    QTest.keyClick(outline.tree, down, alt)
    assert [one.name for one in studio.cast.all()] == ["Bo", "Cat", "Ada"], "at the end it stays"
    page = page_of(window)
    window.show_dock("cast")
    QApplication.processEvents()
    QTest.keyClick(page.fields["identity"].focusWidget() or page, Qt.Key.Key_Up, alt)
    window.room.actions["named-earlier"].trigger()
    assert [one.name for one in studio.cast.all()].index("Ada") < 2, "in the inspector, too"

    def drop(kind: str, identity: str, on: str, *, low: bool) -> None:
        data = QMimeData()
        data.setData(NAMED, f"{kind} {identity}".encode())
        box = outline.tree.visualRect(outline.rows.find("character", on))
        at = QPointF(box.center().x(), box.bottom() - 1 if low else box.top() + 1)
        none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        outline.tree.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, data, *none))

    first = studio.cast.all()[0]
    drop("character", cat.id, first.id, low=False)
    assert studio.cast.all()[0].name == "Cat"
    last = studio.cast.all()[-1]
    drop("character", cat.id, last.id, low=True)
    assert studio.cast.all()[-1].name == "Cat"
    names = [one.name for one in studio.cast.all()]
    drop("prop", studio.props.find("Lamp").id, first.id, low=False)
    assert [one.name for one in studio.cast.all()] == names, "a prop does not belong among the cast"


def test_text_to_send_is_written_beside_the_words(ada: Character, window: StudioWindow, studio: Studio) -> None:
    page = choose(window, "character", ada.id)
    window.show_dock("cast")
    identity = page.fields["identity"].beside()
    assert identity.switch.isHidden(), "nobody is asked for a language nobody sends"
    coat = studio.cast.add_costume(one=ada, name="Coat", words="a grey coat")
    studio.dialects.set(provider="animatic", choices={"language": "ja"})
    page.renew()
    assert not identity.switch.isHidden()
    assert identity.writing.isHidden()
    identity.switch.click()
    QApplication.processEvents()
    identity.writing.setFocus()
    QTest.keyClicks(identity.writing, "Ranpu")
    assert "Ranpu" in page.unkept()
    beside = page.wardrobe._beside[coat.id]
    beside.switch.click()
    beside.writing.setFocus()
    QTest.keyClicks(beside.writing, "Kooto")
    page.keep()
    assert studio.cast.sent(ada) == {"ja": {"identity": "Ranpu"}}
    assert studio.cast.costume_sent(coat) == {"ja": "Kooto"}
    shot = studio.shots.find("060")
    assert "Ranpu" in studio.shots.prompt(shot).text
    studio.cast.wear(one=ada, costume=coat, shots=[shot])
    assert "Kooto" in studio.shots.prompt(shot).text
    page = choose(window, "prop", studio.props.find("Lamp").id)
    assert page.fields["identity"].beside().writing.words() == ""
    page = choose(window, "character", ada.id)
    assert page.fields["identity"].beside().writing.words() == "Ranpu"
    studio.history.undo()
    studio.history.undo()
    window.room.bridge.flush()
    assert studio.cast.costume_sent(coat) == {}


def test_the_palette_names_who_would_go_into_the_bin(window: StudioWindow, studio: Studio) -> None:
    ada = studio.cast.add(name="Ada")
    window.room.bridge.flush()
    window.room.selection.look_at("character", ada.id)
    assert window.room.actions.about("remove-named") == "Ada"
