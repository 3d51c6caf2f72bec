"""Show a window and leave: a bare one, the first screen, or a project's. Run in a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def bare() -> None:
    """Show what any program of this kind has: a main window with a list and five docks."""
    from PySide6.QtCore import QStringListModel, Qt
    from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QListView, QMainWindow

    app = QApplication([])
    window, view = QMainWindow(), QListView()
    view.setModel(QStringListModel([f"Row {number}" for number in range(50)]))
    window.setCentralWidget(view)
    for number in range(5):
        dock = QDockWidget(f"Dock {number}")
        dock.setWidget(QLabel("A dock"))
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    assert not window.grab().isNull()


def ours(folder: Path | None, home: Path) -> None:
    """Show the program's window just as its door does."""
    from fourbeat.app import __main__ as door

    for name in door.PIXELS:
        sys.modules[name] = None  # type: ignore[assignment]
    from fourbeat.app.start import Program, make_application
    from fourbeat.studio.desk import Desk
    from fourbeat.studio.settings import Home

    desk = Desk.usual(home=Home.at(home), language="en")
    app = make_application(["fourbeat"])
    program = Program(app, desk, projects=home, queue=False)
    if folder is None:
        program.show_first()
    else:
        assert program.open(folder)
    app.processEvents()
    window = program.window or program.first
    assert window is not None
    assert not window.grab().isNull()


if __name__ == "__main__":
    what, home = sys.argv[1], Path(sys.argv[2])
    if what == "bare":
        bare()
    else:
        ours(Path(sys.argv[3]) if what == "project" else None, home)
    # How Qt is taken down again is no part of the question.
    os._exit(0)
