"""The sheet for a server nobody has described: its address, and what it speaks."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit

from fourbeat.model.connection import Entry, WireProtocol
from fourbeat.studio.connection_file import free_key

from ..board.asking import Asking
from ..chooser import Chooser
from ..room import Room

SPOKEN = {
    WireProtocol.VIDEOS: "connections.kind-videos",
    WireProtocol.COMFYUI: "connections.kind-comfyui",
    WireProtocol.OPENROUTER: "connections.kind-openrouter",
    WireProtocol.HANDWORK: "connections.kind-handwork",
}


class NewServer(Asking):
    """Ask for a server; `made` carries the connection."""

    made = Signal(object)

    def __init__(self, room: Room, wanted: str = "") -> None:
        super().__init__(room, "connections.other", "connections.connect", "connections.other-lead")
        self._wanted = wanted
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://")
        self.speaks = Chooser(room.look, room.icons, room.say("connections.speaks"))
        for protocol, code in SPOKEN.items():
            if protocol is not WireProtocol.HANDWORK:
                self.speaks.addItem(room.say(code), protocol.value)
        self.entry = Chooser(room.look, room.icons, room.say("connections.entry"))
        for kind, code in ((Entry.BEARER, "connections.entry-bearer"), (Entry.NONE, "connections.entry-none")):
            self.entry.addItem(room.say(code), kind.value)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setSpacing(room.theme.space("s"))
        for code, widget in (
            ("connections.url", self.url),
            ("connections.speaks", self.speaks),
            ("connections.entry", self.entry),
        ):
            label = QLabel(room.say(code))
            label.setBuddy(widget)
            form.addRow(label, widget)
        self.url.setAccessibleName(room.say("connections.url"))
        self.lines.addLayout(form)
        self.go.setEnabled(False)
        self.url.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))

    def done_asking(self) -> None:
        """Add the connection, named after its host."""
        connections = self.room.studio.connections
        url = self.url.text().strip()
        url = url if "://" in url else f"https://{url}"
        name = _host(url) or self.room.say("connections.server")
        key = self._wanted or free_key(name, {one.key: one for one in connections.all()}, "server")
        fields = {
            "name": name[:80],
            "url": url,
            "protocol": self.speaks.currentData(),
            "entry": self.entry.currentData(),
        }
        made = self.room.carry_out(partial(connections.add, key=key, fields=fields))
        if made is not None:
            self.accept()
            self.made.emit(made)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
