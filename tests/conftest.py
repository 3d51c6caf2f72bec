"""Says which tests run only when asked for, and that the window's tests are among them; lets no run hang."""

import faulthandler
import os
import sys
from pathlib import Path

import pytest

ON_REQUEST = {
    "slow": "run the tests that take more than a few seconds, too",
    "foreign": "run the tests that need programs Fourbeat does not bring, too",
    "benchmark": "run the benchmarks, too",
}
APP = Path(__file__).parent / "app"


def _asked(one: str) -> Path:
    return Path(one.partition("::")[0]).resolve()


# Whoever names one of the window's tests asks for them; a process that takes a share of the tests knows it from here.
_ASKED = "FOURBEAT_TESTS_WINDOW"
WINDOW = (
    bool(os.environ.pop(_ASKED, ""))
    or "--window" in sys.argv
    or any(_asked(one).is_relative_to(APP) for one in sys.argv[1:])
)
if WINDOW and "-n" in sys.argv:
    os.environ[_ASKED] = "1"

ENDING = 60
"""Seconds in which a run that is over must be gone: threads of libraries may hang on the way out, too."""

# What Qt says where there is no screen, no sound and no graphics card.
QT_SMALL_TALK = (
    "propagateSizeHints",
    "does not support raise",
    "No audio device",
    "PulseAudio",
    "pipewire",
    "RHI backend",
)

# No test asks the person's keyring: there, nothing is found and nothing kept.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

# pyproject.toml keeps pytest-qt from loading by itself: it ends every run where Qt cannot start.
pytest_plugins = ["pytestqt.plugin"] if WINDOW else []
if WINDOW:
    # Before Qt is first imported: the window's tests need no screen, and must not open on the person's.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer one switch for each kind of test that is left out otherwise."""
    group = parser.getgroup("fourbeat")
    for name, text in ON_REQUEST.items():
        group.addoption(f"--{name}", action="store_true", help=text)
    group.addoption("--window", action="store_true", help="run the tests of the window, too; Qt must be able to start")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the window's tests out unless asked for: without Qt's libraries they cannot even be imported."""
    return True if not WINDOW and collection_path.is_relative_to(APP) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say that the window's tests were left out, where anybody would look for them."""
    if not WINDOW and any(APP.is_relative_to(_asked(one)) for one in config.args):
        terminalreporter.write_line("The window's tests were left out: --window runs them where Qt can start.")


def pytest_unconfigure() -> None:
    """Let the run end within a minute, whatever still hangs."""
    faulthandler.dump_traceback_later(ENDING, exit=True, file=sys.__stderr__)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for, by switch or by name in -m; let Qt's own warnings fail the window's tests."""
    for item in items:
        # Not in pyproject.toml: where Qt is not loaded, pytest would not know these options.
        if "qtbot" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            if item.get_closest_marker("qt_log_ignore") is None:
                item.add_marker(pytest.mark.qt_log_ignore(*QT_SMALL_TALK))
    left_out = {
        name for name in ON_REQUEST if not config.getoption(f"--{name}") and name not in config.getoption("markexpr")
    }
    dropped = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item not in set(dropped)]
