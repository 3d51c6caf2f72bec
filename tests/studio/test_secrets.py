"""Secrets stay with the system, or where the person allowed it, and nowhere else."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from fourbeat.model.errors import FourbeatError, Invalid, Refused, Storage
from fourbeat.studio.faults import cleaned, report
from fourbeat.studio.opening import create
from fourbeat.studio.secrets import Place, Secrets, checked, variable
from fourbeat.studio.settings import Home
from studio.connecting import Ring

PLANTED = "plantedvalue-7Kq2M9xA-of-a-test"


def kept(home: Home, ring: Ring | None = None, **environment: str) -> Secrets:
    return Secrets(home, ring=lambda: ring, environment=environment)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.at(tmp_path / "home")


def everything_in(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_the_keyring_keeps_a_secret_and_no_file_does(home: Home) -> None:
    ring = Ring()
    secrets = kept(home, ring)
    assert secrets.place("gpu") is Place.NOWHERE
    assert secrets.of("gpu") is None
    assert secrets.keep(key="gpu", secret=f" {PLANTED}\n") is Place.KEYRING
    assert secrets.of("gpu") == PLANTED
    assert kept(home, ring).of("gpu") == PLANTED
    assert not home.settings.exists() or PLANTED.encode() not in everything_in(home.settings)
    secrets.forget(key="gpu")
    assert secrets.of("gpu") is None
    assert not ring.kept


def test_homes_do_not_see_one_another_in_the_keyring(tmp_path: Path) -> None:
    ring = Ring()
    kept(Home.at(tmp_path / "one"), ring).keep(key="gpu", secret=PLANTED)
    assert kept(Home.at(tmp_path / "two"), ring).of("gpu") is None


def test_without_a_keyring_a_file_is_written_only_when_allowed(home: Home) -> None:
    secrets = kept(home)
    with pytest.raises(Refused) as refused:
        secrets.keep(key="my-gpu", secret=PLANTED)
    assert refused.value.code == "secret.no-keyring"
    assert refused.value.message.params["variable"] == "FOURBEAT_KEY_MY_GPU"
    assert not home.settings.exists()
    assert secrets.keep(key="my-gpu", secret=PLANTED, in_file=True) is Place.FILE
    files = [file for file in home.settings.rglob("*") if file.is_file()]
    assert len(files) == 1
    assert secrets.of("my-gpu") == PLANTED
    if os.name == "posix":
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
        files[0].chmod(0o644)
        with pytest.raises(Refused) as open_to_others:
            secrets.of("my-gpu")
        assert open_to_others.value.code == "secret.open-to-others"


def test_a_file_within_a_project_is_refused(tmp_path: Path, desk) -> None:
    with create(tmp_path / "film", desk, name="Film"):
        pass
    inside = kept(Home.at(tmp_path / "film" / "home"))
    with pytest.raises(Refused) as refused:
        inside.keep(key="gpu", secret=PLANTED, in_file=True)
    assert refused.value.code == "secret.in-a-project"


def test_a_variable_wins(home: Home) -> None:
    secrets = kept(home, Ring(), FOURBEAT_KEY_GPU=PLANTED)
    secrets.keep(key="gpu", secret="another-one")
    assert secrets.place("gpu") is Place.VARIABLE
    assert secrets.of("gpu") == PLANTED
    assert variable("a-b") == "FOURBEAT_KEY_A_B"


@pytest.mark.parametrize("given", ["", "  \n", "two words", "line\nbreak", "schlüssel", "a\x00b", "x" * 9000])
def test_what_no_header_could_carry_is_no_secret(given: str) -> None:
    with pytest.raises(Invalid) as odd:
        checked(given)
    assert given.strip() == "" or given not in str(odd.value)


@pytest.mark.parametrize(
    "given",
    ["  sk-1\r\n", "\ufeffsk-1\n", '"sk-1"\n', "'sk-1'", " \u201csk-1\u201d", "\ufeff `sk-1` ", "sk-1\u200b"],
)
def test_what_was_copied_along_is_no_part_of_a_key(given: str) -> None:
    assert checked(given) == "sk-1"


def test_a_key_with_the_word_before_it_is_told_so(home: Home) -> None:
    with pytest.raises(Invalid) as told:
        kept(home, Ring()).keep(key="gpu", secret="Bearer sk-1")
    assert told.value.code == "secret.with-bearer"
    assert kept(home, FOURBEAT_KEY_GPU='\ufeff"sk-1" ').of("gpu") == "sk-1"


def test_a_keyring_that_breaks_is_told_without_the_secret(home: Home) -> None:
    class Broken(Ring):
        def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
            raise RuntimeError(f"could not keep {password}")

        def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
            raise OSError("locked")

    secrets = kept(home, Broken())
    with pytest.raises(Storage) as broken:
        secrets.keep(key="gpu", secret=PLANTED)
    assert PLANTED not in report(broken.value)
    with pytest.raises(Storage):
        secrets.of("gpu")


class KeyringLocked(Exception):
    """Be what the library raises, known by its name."""


class Asking(Ring):
    """Be a keyring that asks for a password: `answer` is given by the person, who may leave it at that."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answer, self.opens = 0, threading.Event(), False

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.answer.wait(20)
        if not self.opens:
            raise KeyringLocked
        return super().get_password(service, username)


def test_a_keyring_that_waits_for_the_person_is_not_waited_for(home: Home) -> None:
    ring = Asking()
    ring.kept["fourbeat", "gpu"] = PLANTED
    secrets = Secrets(home, ring=lambda: ring, environment={}, patience=0.05)
    for _ in range(2):
        with pytest.raises(Storage) as waits:
            secrets.of("gpu")
        assert waits.value.code == "secret.ring-waits"
    assert secrets.place("gpu") is Place.LOCKED
    assert secrets.has_ring()
    # Nobody is asked for one password by many windows.
    assert ring.asked == 1
    # What was allowed as a file needs no keyring.
    assert secrets.keep(key="gpu", secret="another-one", in_file=True) is Place.FILE
    assert secrets.of("gpu") == "another-one"
    ring.answer.set()


def test_whoever_leaves_the_keyring_locked_is_not_asked_for_ever(home: Home) -> None:
    ring = Asking()
    ring.answer.set()
    secrets = kept(home, ring)
    for _ in range(3):
        with pytest.raises(Storage) as locked:
            secrets.of("gpu")
        assert locked.value.code == "secret.ring-locked"
        assert locked.value.message.params["variable"] == "FOURBEAT_KEY_GPU"
    assert ring.asked == 1
    ring.opens = True
    secrets.ask_anew()
    assert secrets.keep(key="gpu", secret=PLANTED) is Place.KEYRING
    assert secrets.of("gpu") == PLANTED


def test_a_keyring_that_keeps_nothing_is_found_out(home: Home) -> None:
    class Forgetful(Ring):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(Storage):
        kept(home, Forgetful()).keep(key="gpu", secret=PLANTED)


def test_reports_lose_every_secret_this_process_has_held(home: Home) -> None:
    kept(home, Ring()).keep(key="gpu", secret=PLANTED)
    assert PLANTED not in cleaned(f"Illegal header value b'{PLANTED}'")
    assert PLANTED not in report(ValueError(PLANTED))
    assert PLANTED not in repr(kept(home, Ring()))


def test_a_moved_secret_leaves_nothing_behind(home: Home) -> None:
    ring = Ring()
    secrets = kept(home, ring)
    secrets.keep(key="gpu", secret=PLANTED)
    secrets.keep(key="gpu", secret=PLANTED, in_file=True)
    assert not ring.kept
    secrets.keep(key="gpu", secret=PLANTED)
    assert PLANTED.encode() not in everything_in(home.settings)


def test_an_odd_key_never_leaves_the_folder(home: Home) -> None:
    with pytest.raises(FourbeatError):
        kept(home).keep(key="../../outside", secret=PLANTED, in_file=True)
