"""Pages and their docks: the frame that every part of the window stands in."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from .labels import Label, Paragraph
from .room import Room

_CHANGES = 4
_SOON = 0.5
"""How often a page may change its width in so many seconds in a frame that keeps its size: then the frame decides."""

_SLACK = 1.15
"""How much higher than its page a frame must be before a bar that it decided on goes again."""


class Page(QWidget):
    """Be the content of a dock or of the centre: what a dock's author writes.

    Emit `noted` with a short text for the right end of the title ("8 shots · 0:32"). Override `tools` to put controls
    beside the title or tab, `enter` to take the keyboard at the right place, and `may_close` to ask before work is
    lost. What a person typed and the disk would not take belongs into `unkept`.
    """

    noted = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.note = ""
        self.noted.connect(self._keep)

    def tools(self) -> QWidget | None:
        """Give the controls that stand beside the title, or None."""
        return None

    def enter(self) -> None:
        """Take the keyboard."""
        (self.focusProxy() or self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def may_close(self) -> bool:
        """Tell whether the window may close, after asking the person if need be."""
        return True

    def unkept(self) -> str:
        """Give what was typed here and could not be saved, to be copied elsewhere; mostly nothing."""
        return ""

    def _keep(self, note: str) -> None:
        self.note = note


class Empty(QWidget):
    """Be an empty page: say what belongs there, and offer the action that puts it there."""

    def __init__(self, room: Room, text: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.text = Paragraph(room.look, text)
        self.button = QPushButton(room.actions[action].text())
        self.button.setProperty("primary", True)
        self.button.setAutoDefault(True)
        self.button.clicked.connect(room.actions[action].trigger)
        # A button that would do nothing must not look as if it did.
        self.button.setEnabled(room.actions[action].isEnabled())
        room.actions[action].enabledChanged.connect(self.button.setEnabled)
        room.icons.dress(self.button, room.actions.table[action].icon, "on-accent")
        lines = QVBoxLayout(self)
        lines.addStretch(1)
        lines.addWidget(self.text)
        lines.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(2)
        lines.setSpacing(room.theme.space("l"))
        self._lines = lines
        self.setFocusProxy(self.button)

    def offer(self, action: str) -> QPushButton:
        """Offer another way to begin, below the first."""
        made, button = self._room.actions[action], QPushButton(self._room.actions[action].text())
        button.setAutoDefault(True)
        button.clicked.connect(made.trigger)
        button.setEnabled(made.isEnabled())
        made.enabledChanged.connect(button.setEnabled)
        self._room.icons.dress(button, self._room.actions.table[action].icon)
        self._lines.insertWidget(self._lines.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button


class Frame(QScrollArea):
    """Let a page be made smaller than it needs: then it can be scrolled, and never keeps the window large.

    A page that is lower where it is narrower can be too high without a scroll bar and low enough beside one. Qt then
    changes its mind over and over, even within one change, until the stack is full; here the bar stays.
    """

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.page: Page | None = None
        self._outer = QSize()
        self._turns: list[float] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def hold(self, page: Page) -> None:
        """Hold a page from now on."""
        self.page = page
        self.setWidget(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size, and settle on a bar where there would be no end."""
        if watched is not self.page or not isinstance(event, QResizeEvent):
            return super().eventFilter(watched, event)
        if self.size() != self._outer:
            self._outer, self._turns = self.size(), []
        if event.size().width() != event.oldSize().width():
            now = monotonic()
            self._turns = [*(one for one in self._turns if now - one < _SOON), now]
        if len(self._turns) <= _CHANGES:
            return super().eventFilter(watched, event)
        # Not at once: Qt is within one change or several. Until then the page keeps the width it has.
        QTimer.singleShot(0, self, self._settle)
        return False

    def _settle(self) -> None:
        self._turns = []
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def event(self, event: QEvent) -> bool:
        """Let a bar go that was decided on, once the page is low enough at any width."""
        done = super().event(event)
        kinds = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        page = self.page
        always = self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        if page is not None and always and event.type() in kinds:
            least = page.minimumSizeHint().expandedTo(page.minimumSize()).height()
            if max(least, page.heightForWidth(page.width())) * _SLACK <= self.height():
                self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return done

    def minimumSizeHint(self) -> QSize:
        """Ask for a few lines."""
        row = self._room.theme.size("row")
        return QSize(row * 4, row * 3)

    def sizeHint(self) -> QSize:
        """Wish for what the page wishes."""
        return self.page.sizeHint() if self.page is not None else super().sizeHint()


class Heading(QWidget):
    """Be a dock's title line: its name, a note, its tools."""

    def __init__(self, room: Room, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.setObjectName("heading")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.title = Label(room.look, title, "heading", bold=True)
        self.note = Label(room.look, "", "caption", tone="text-soft")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.title)
        self._line.addStretch(1)
        self._line.addWidget(self.note)
        self._tools: QWidget | None = None
        self._line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        room.look.changed.connect(self._dress)
        self._dress()

    def speak_of(self, page: Page) -> None:
        """Show the note and the tools of a page from now on."""
        self.note.setText(page.note)
        page.noted.connect(self.note.setText)
        self._tools = page.tools()
        if self._tools is not None:
            self._line.addWidget(self._tools)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Weigh again what fits where a word, a font or a neighbour has changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def sizeHint(self) -> QSize:
        """Be as high as the title and the tools."""
        return QSize(0, self._line.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Keep no panel wide: the note goes first, then the title is cut off."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the note out where it would be cut off."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edges = self._line.contentsMargins()
        taken = edges.left() + edges.right() + 3 * self._line.spacing()
        for widget in (self.title, self.note, self._tools):
            if widget is not None and not (widget is self.title and widget.isHidden()):
                taken += widget.sizeHint().width()
        self.note.setVisible(taken <= self.width())

    def _dress(self) -> None:
        theme = self._room.theme
        side, end = theme.space("m"), theme.space("s")
        self._line.setContentsMargins(side, end, side, theme.space("xs"))
        self._line.setSpacing(end)


class Panel(QDockWidget):
    """Be a dock that can be moved, floated, put behind another as a tab, or closed; its page may come later."""

    def __init__(self, room: Room, identity: str, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName(identity)
        self.heading = Heading(room, title, self)
        self.setTitleBarWidget(self.heading)
        self.frame = Frame(room, self)
        self.setWidget(self.frame)
        self.setAccessibleName(title)

    def hold(self, page: Page) -> None:
        """Hold a page from now on."""
        page.setAccessibleName(self.windowTitle())
        self.heading.speak_of(page)
        self.frame.hold(page)

    def tabbed(self, *, hidden: bool) -> None:
        """Leave the name to the tab while this dock stands behind or before others."""
        self.heading.title.setVisible(not hidden)
