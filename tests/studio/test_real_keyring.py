"""A keyring of the system as there is one on desktops: open, and locked with nobody there to open it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCENE = """
import subprocess, sys
from contextlib import closing
from pathlib import Path
from fourbeat.model.errors import Storage
from fourbeat.studio.secrets import Place, Secrets
from fourbeat.studio.settings import Home

# It answers once it is ready.
keyring = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
subprocess.run(keyring, input=b"a password", check=True, stdout=subprocess.DEVNULL)
import secretstorage

secrets = Secrets(Home.at(Path(sys.argv[1])), environment={})
assert secrets.has_ring()
assert secrets.place("gpu") is Place.NOWHERE
assert secrets.keep(key="gpu", secret="planted-Key7Q2M9xA") is Place.KEYRING
assert secrets.of("gpu") == "planted-Key7Q2M9xA"
with closing(secretstorage.dbus_init()) as bus:
    secretstorage.get_default_collection(bus).lock()
# Seen without a password; had only with one, which nobody can give without a screen.
assert secrets.place("gpu") is Place.KEYRING
assert secrets.place("other") is Place.NOWHERE
assert secrets.of("other") is None
for verb in (lambda: secrets.of("gpu"), lambda: secrets.forget(key="gpu"),
             lambda: secrets.keep(key="other", secret="planted-Key7Q2M9xA")):
    try:
        verb()
    except Storage as told:
        assert told.code == "secret.ring-locked", told.code
    else:
        raise AssertionError("nobody gave the password")
assert secrets.keep(key="gpu", secret="from-a-file", in_file=True) is Place.FILE
assert secrets.of("gpu") == "from-a-file"
print("all of it")
"""


@pytest.mark.foreign
def test_a_key_is_kept_found_and_not_to_be_had_while_the_keyring_is_locked(tmp_path: Path) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"}
    mine = {name: value for name, value in os.environ.items() if name not in hidden}
    mine |= {"XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    played = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SCENE, str(tmp_path / "home")],
        env=mine,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert played.stdout.strip() == "all of it", played.stderr[-2000:]
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not [file for file in kept if b"planted-Key7Q2M9xA" in file.read_bytes()]
