"""The drawing of one shot's card: picture, number, costume, what differs, the words, the fields that name one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fourbeat.studio.continuity import Said
from fourbeat.writing.difference import Kind, Piece

from ..badge import draw_badge
from ..reel.ghost import draw_ghost
from ..references.small import smalls
from ..room import Room
from .model import SAID, SaidList

Index = QModelIndex | QPersistentModelIndex
Run = tuple[str, QTextCharFormat]

_WORDS, _ALIKE, _FIELDS, _TOLD = 9, 6, 5, 3
"""How many lines words that differ, words that do not, fields and differences may take; the whole is the card's tip."""

_MEASURED = 120
"""How many shots are measured for how high the cards must be."""

_NEAR = 28
"""How many letters that are alike are shown beside a difference, where all of them would push it out of sight."""

_TONES = {Kind.GONE: "bad", Kind.NEW: "good"}


class SaidCard(QStyledItemDelegate):
    """Draw cards of one size."""

    def __init__(self, room: Room, rows: SaidList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room, self._rows = room, rows
        self._smalls = smalls(room)
        self._width = self._high = 1
        self._lines = (1, 0, 0)

    def fit(self, space: int) -> QSize:
        """Share a line of so many pixels among as many cards as fit, all as high as the longest; give one cell."""
        theme = self._room.theme
        gap, wanted = theme.space("m"), theme.size("card")
        columns = max(1, (space - gap) // (wanted + gap))
        if columns == 1 and (space - gap) // 2 - gap >= theme.size("card-least"):
            # One card alone stands beside nothing: with large text two narrow ones are better.
            columns = 2
        self._width = max(theme.size("card-least") // 2, (space - gap) // columns - gap)
        inner = self._inner()
        rows = self._rows.rows
        # Most shots say the same, which is broken into lines once.
        words = list({one.pieces: one for one in rows}.values())
        told = self._most(({(*one.differs, one.costume): one for one in rows}.values()), self._told, inner, _TOLD)
        alike = self._most([one for one in words if not one.other], self._written, inner, _ALIKE)
        written = max(alike, self._most([one for one in words if one.other], self._written, inner, _WORDS), 1)
        named = self._most([one for one in rows if one.named], self._named, inner, _FIELDS)
        self._lines = (told, written, named)
        small, body = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font())
        heading = QFontMetrics(theme.font("heading", bold=True)).height()
        text = heading + told * small.lineSpacing() + written * body.lineSpacing() + named * small.lineSpacing()
        self._high = self._picture().height() + text + 3 * theme.space("s") + theme.space("xs")
        return QSize(self._width + gap, self._high + gap)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every card the same size."""
        gap = self._room.theme.space("m")
        return QSize(self._width + gap, self._high + gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        one: Said = index.data(SAID)
        theme = self._room.theme
        gap = theme.space("m") // 2
        box = QRect(option.rect.topLeft() + QPointF(gap, gap).toPoint(), QSize(self._width, self._high))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(box), theme.corner("l"), theme.corner("l"))
        painter.fillPath(outline, theme.colour("selection" if selected else "raised" if hovered else "panel"))
        painter.setClipPath(outline)
        self._show(painter, QRect(box.topLeft(), self._picture()), one)
        self._say(painter, box.adjusted(0, self._picture().height(), 0, 0), one)
        painter.setClipping(False)
        if option.state & QStyle.StateFlag.State_HasFocus or selected:
            painter.setPen(QPen(theme.colour("accent"), theme.size("focus")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box), theme.corner("l"), theme.corner("l"))
        painter.restore()

    def _inner(self) -> int:
        return self._width - 2 * self._room.theme.space("s")

    def _picture(self) -> QSize:
        size = self._room.studio.plan.project.format.size
        high = round(self._width * size.height / size.width)
        # An upright film's pictures would leave no room for the words beneath.
        return QSize(self._width, max(1, min(high, self._width)))

    def _show(self, painter: QPainter, box: QRect, one: Said) -> None:
        theme, ratio = self._room.theme, painter.device().devicePixelRatioF()
        if one.withdrawn:
            edge = QPoint(theme.space("xs"), theme.space("xs"))
            draw_ghost(painter, box, one.shot.number, theme)
            draw_badge(painter, self._room, box.topLeft() + edge, self._room.say("takes-dock.withdrawn"), "warning")
            return
        found: QPixmap | None = self._room.thumbs.picture(one.take, box.size(), ratio) if one.take else None
        if found is None and one.picture is not None:
            found = self._smalls.picture(one.picture)
            if found is not None:
                fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
                smooth = Qt.TransformationMode.SmoothTransformation
                found = found.scaled(box.size() * ratio, fill, smooth)
                found.setDevicePixelRatio(ratio)
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.fillRect(box, theme.colour("ghost"))
        if found is not None:
            place = QRect(box.topLeft(), found.deviceIndependentSize().toSize())
            place.moveCenter(box.center())
            painter.drawPixmap(place, found)
        else:
            painter.setPen(theme.colour("text-faint"))
            painter.setFont(theme.font("caption"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._room.say("continuity.no-picture"))
        painter.restore()

    def _say(self, painter: QPainter, box: QRect, one: Said) -> None:
        theme = self._room.theme
        inner = box.adjusted(theme.space("s"), theme.space("s"), -theme.space("s"), 0)
        heading = theme.font("heading", bold=True)
        painter.setFont(heading)
        painter.setPen(theme.colour("text"))
        top = QRect(inner.topLeft(), QSize(inner.width(), QFontMetrics(heading).height()))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, one.shot.number)
        if one.differs:
            side = theme.size("icon")
            sign = QRect(top.right() - side, top.center().y() - side // 2, side, side)
            self._room.icons.icon("warning", "warn").paint(painter, sign)
        high = float(top.bottom() + 1)
        for lines, (runs, font) in zip(
            self._lines, (self._told(one), self._written(one), self._named(one)), strict=True
        ):
            self._draw(painter, QPointF(inner.left(), high), inner.width(), lines, runs, font)
            high += lines * QFontMetrics(font).lineSpacing() + (theme.space("xs") if lines else 0)

    # Words

    def _told(self, one: Said) -> tuple[list[Run], QFont]:
        theme = self._room.theme
        wears = [self._room.say("continuity.wears", costume=one.costume)] if one.costume else []
        runs = [_run("; ".join(wears), theme.colour("text"))] if wears else []
        if differs := self._rows.told(one)[len(wears) :]:
            runs.append(_run(("; " if wears else "") + "; ".join(differs), theme.colour("warn")))
        return runs, theme.font("caption")

    def _written(self, one: Said) -> tuple[list[Run], QFont]:
        theme = self._room.theme
        if not one.pieces:
            return [_run(self._rows.words(one), theme.colour("text-faint"))], theme.font()
        runs = []
        for piece in _near(one.pieces):
            text, look = _run(piece.text, theme.colour(_TONES.get(piece.kind, "text")))
            look.setFontStrikeOut(piece.kind is Kind.GONE)
            look.setFontUnderline(piece.kind is Kind.NEW)
            runs.append((text, look))
        return runs, theme.font()

    def _named(self, one: Said) -> tuple[list[Run], QFont]:
        theme = self._room.theme
        runs = [_run("\u2028".join(self._rows.fields(one)), theme.colour("text-soft"))] if one.named else []
        return runs, theme.font("caption")

    def _most(self, rows: Iterable[Said], part: Callable[[Said], tuple[list[Run], QFont]], width: int, cap: int) -> int:
        """Count the lines of the longest, no further than the cap, and not of every shot of a long film."""
        most = 0
        for one in islice(rows, _MEASURED):
            most = max(most, self._count(part(one), width, cap))
            if most == cap:
                break
        return most

    def _count(self, said: tuple[list[Run], QFont], width: int, most: int) -> int:
        runs, font = said
        layout = _laid(runs, font, width, most)
        return layout.lineCount() if layout is not None else 0

    def _draw(self, painter: QPainter, at: QPointF, width: int, most: int, runs: list[Run], font: QFont) -> None:
        layout = _laid(runs, font, width, most)
        if layout is None:
            return
        if (last := layout.lineAt(layout.lineCount() - 1)).textStart() + last.textLength() < len(layout.text()):
            layout = _laid(_cut(runs, last.textStart() + last.textLength() - 2), font, width, most) or layout
        layout.draw(painter, at)


def _run(text: str, colour: object) -> Run:
    look = QTextCharFormat()
    look.setForeground(colour)  # type: ignore[arg-type]
    return text, look


def _laid(runs: Sequence[Run], font: QFont, width: int, most: int) -> QTextLayout | None:
    """Break runs of text into lines, at most so many."""
    text = "".join(run for run, _ in runs)
    if not text or most < 1:
        return None
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats, at = [], 0
    for run, look in runs:
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = at, len(run), look
        formats.append(span)
        at += len(run)
    layout.setFormats(formats)
    spacing, high = QFontMetrics(font).lineSpacing(), 0
    layout.beginLayout()
    while layout.lineCount() < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, high))
        high += spacing
    layout.endLayout()
    return layout


def _cut(runs: Sequence[Run], end: int) -> list[Run]:
    kept, left = [], end
    for run, look in runs:
        if left <= 0:
            break
        kept.append((run[:left], look))
        left -= len(run)
    if kept:
        kept[-1] = (kept[-1][0].rstrip() + "…", kept[-1][1])
    return kept


def _near(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out most of what is alike where something differs."""
    if all(piece.kind is Kind.SAME for piece in pieces):
        return list(pieces)
    kept = []
    for place, piece in enumerate(pieces):
        text = piece.text
        if piece.kind is Kind.SAME and len(text) > 3 * _NEAR:
            before = "" if place == 0 else text[:_NEAR]
            after = "" if place == len(pieces) - 1 else text[-_NEAR:]
            text = f"{before}…{after}"
        kept.append(Piece(piece.kind, text))
    return kept
