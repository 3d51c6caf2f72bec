"""The reader: one page of the manual with its pictures, links and history, and the keys of the panel it is about."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QImageReader, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.studio.manual import Manual

from ..room import Room
from . import html, keys

_PICTURE = '<p><img src="{file}" alt="{words}"></p><p class="caption">{words}</p>'  # the caption says it to everybody
_LATER = 120
"""Milliseconds after a change of width until pictures are drawn anew."""


class Reader(QTextBrowser):
    """Show one page; whatever it asks for is answered from the manual's own folder, and nothing else."""

    def __init__(self, room: Room, manual: Manual, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._manual = room, manual
        self._wanted: list[str] = []
        self._wide = 0
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LATER)
        self._again.timeout.connect(self._renew)
        room.look.changed.connect(self._renew)
        self.sourceChanged.connect(self._dress)
        self._style()

    @property
    def page(self) -> str:
        """Name the page that is shown."""
        return self.source().path()

    def turn(self, page: str, words: str = "", anchor: str = "") -> None:
        """Show a page, with words marked and the first of them in sight, or an anchor."""
        self._wanted = words.split()
        url = QUrl(f"{html.SCHEME}:{page}")
        if anchor:
            url.setFragment(anchor)
        if url == self.source():
            self._dress()
        else:
            self.setSource(url, QTextDocument.ResourceType.HtmlResource)
        self._mark()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give a page as rich text, or a picture as wide as there is room for."""
        url = QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(url)
        return self._written(url.path())

    def doSetSource(
        self,
        name: QUrl | str,
        /,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.HtmlResource,
    ) -> None:
        """Follow a link, if it leads to a page."""
        url = QUrl(name)
        if url.scheme() == html.SCHEME:
            super().doSetSource(url, QTextDocument.ResourceType.HtmlResource)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw pictures anew for another width, once it stands still."""
        super().resizeEvent(event)
        if self._space() != self._wide:
            self._again.start()

    def _written(self, page: str) -> str:
        if page == keys.PAGE:
            return keys.written(self._room)
        try:
            found = self._manual.page(page)
        except FourbeatError as error:
            wording = self._room.desk.wording
            return html.heading(wording.title(error), 1) + f"<p>{escape(wording(error.message))}</p>"
        return html.page(found.blocks(), _PICTURE) + keys.of_panel(self._room, page)

    def _picture(self, url: QUrl) -> QImage:
        """Give the picture for the theme that is worn; one that is missing or broken is left blank."""
        folder = self._manual.folder / "pictures"
        name = Path(url.path()).name
        if not self._room.theme.dark:
            name = name.replace("-dark.", "-light.")
        reader = QImageReader(str(folder / name))
        size, density = reader.size(), self.devicePixelRatioF()
        if not size.isValid():
            return QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        wide = min(size.width(), round(self._space() * density))
        picture = reader.read().scaled(
            QSize(wide, size.height() * wide // size.width()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(density)
        return picture

    def _space(self) -> int:
        theme, bar = self._room.theme, self.verticalScrollBar()
        taken = 2 * round(self.document().documentMargin()) + (0 if bar.isVisible() else theme.size("scroll"))
        return max(1, self.viewport().width() - taken - theme.space("hair"))

    def _renew(self) -> None:
        """Write the page anew, keeping the place."""
        self._style()
        place = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(place)
        self._dress()

    def _style(self) -> None:
        theme = self._room.theme
        self._wide = self._space()
        self.document().setDefaultStyleSheet(html.style(theme))
        self.document().setDefaultFont(theme.font())
        self.document().setDocumentMargin(theme.space("l"))

    def _dress(self) -> None:
        """Make bold what is bold: the bundled font needs more than a weight."""
        bold = self._room.theme.font(bold=True)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.isValid() and piece.charFormat().fontWeight() > bold.Weight.Normal.value:
                    wanted = QTextCharFormat(piece.charFormat())
                    bold.setPixelSize(piece.charFormat().font().pixelSize())
                    wanted.setFont(bold, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
                    cursor.setPosition(piece.position())
                    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(wanted)
                pieces += 1
            block = block.next()

    def _mark(self) -> None:
        """Mark the words that were looked for."""
        marks: list[QTextEdit.ExtraSelection] = []
        first: QTextCursor | None = None
        for word in self._wanted:
            found = self.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = found
                mark.format.setBackground(self._room.theme.colour("selection"))
                marks.append(mark)
                first = found if first is None or found.position() < first.position() else first
                found = self.document().find(word, found)
        self.setExtraSelections(marks)
        if first is not None:
            quiet = QTextCursor(first)
            quiet.setPosition(first.selectionStart())
            self.setTextCursor(quiet)
            self.ensureCursorVisible()
