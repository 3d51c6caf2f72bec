"""Telling somebody who is at another program: the desktop's own notifications, else a sign among its small pictures."""

from __future__ import annotations

import logging
import os
import sys
import time
from html import escape
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from shiboken6 import isValid

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

_log = logging.getLogger(__name__)
_ANSWER = 5.0
"""Seconds that a desktop has to take a notification."""
_CLICK = 1800.0
"""Seconds after which nobody waits any longer for a click on it."""
_LOOK = 5.0
"""Seconds between two looks whether the film is still open."""
_AT = "org.freedesktop.Notifications"


class Outside(QObject):
    """Show a notification outside the window, where the system has a way; `wanted` follows once somebody clicks it."""

    wanted = Signal()
    _missed = Signal(str, str)

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None
        self._wanted: int | None = None
        """The number of the notification whose click is waited for."""
        self._missed.connect(self._in_tray, Qt.ConnectionType.QueuedConnection)

    def tell(self, title: str, text: str) -> None:
        """Show a notification; nobody waits for it."""
        self.hush()
        # Many desktops show notifications and have no tray, through which alone Qt would go.
        if sys.platform.startswith("linux") and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            Thread(target=self._told, args=(title, text), name="notification", daemon=True).start()
        else:
            self._in_tray(title, text)

    def hush(self) -> None:
        """Wait for no click any longer, and take the sign away."""
        self._wanted = None
        if self._tray is not None:
            self._tray.hide()

    def _told(self, title: str, text: str) -> None:
        try:
            shown = self._shown(title, text)
        except Exception as error:
            # A desktop without a bus, without notifications, or with some that refuse: each fails in a way of its own.
            _log.info("no notification: %s", type(error).__name__)
            self._send(self._missed, title, text)
            return
        bus, number = shown
        try:
            if self._clicked(bus, number):
                self._send(self.wanted)
        except Exception as error:
            _log.debug("no click: %s", type(error).__name__)
        finally:
            bus.close()

    def _shown(self, title: str, text: str) -> tuple[DBusConnection, int]:
        """Hand a notification to the desktop; give what is told of it then. Raises what a bus raises."""
        # Not above: only Linux has it.
        from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import unwrap_msg

        at = DBusAddress("/" + _AT.replace(".", "/"), bus_name=_AT, interface=_AT)
        bus = open_dbus_connection(bus="SESSION")
        rule = MatchRule(type="signal", interface=_AT, path=at.object_path)
        unwrap_msg(bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER))
        (able,) = unwrap_msg(bus.send_and_get_reply(new_method_call(at, "GetCapabilities"), timeout=_ANSWER))
        if "body-markup" in able:
            text = escape(text, quote=False)
        actions = ["default", title] if "actions" in able else []
        body: tuple[object, ...] = ("Fourbeat", 0, "", title, text, actions, {}, -1)
        (number,) = unwrap_msg(
            bus.send_and_get_reply(new_method_call(at, "Notify", "susssasa{sv}i", body), timeout=_ANSWER)
        )
        self._wanted = number
        return bus, number

    def _clicked(self, bus: DBusConnection, number: int) -> bool:
        """Wait until a notification is clicked or gone; tell whether it was clicked."""
        from jeepney import HeaderFields

        until = time.monotonic() + _CLICK
        while time.monotonic() < until and isValid(self) and self._wanted == number:
            try:
                heard = bus.receive(timeout=_LOOK)
            except TimeoutError:
                continue
            if not heard.body or heard.body[0] != number:
                continue
            name = heard.header.fields.get(HeaderFields.member)
            if name in ("ActionInvoked", "NotificationClosed"):
                return bool(name == "ActionInvoked")
        return False

    def _send(self, signal: SignalInstance, *facts: str) -> None:
        try:
            signal.emit(*facts)
        except RuntimeError:
            # The window is gone.
            return

    def _in_tray(self, title: str, text: str) -> None:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.messageClicked.connect(self.wanted)
        self._tray.show()
        self._tray.showMessage(title, text)
