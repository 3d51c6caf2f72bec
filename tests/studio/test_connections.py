"""Connections belong to the person: kept strictly, read with suspicion, followed while a project is open."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fourbeat.model.connection import Connection, Entry
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, ProviderError, Storage
from fourbeat.model.format import Size
from fourbeat.model.job import Money
from fourbeat.model.price import Per
from fourbeat.providers.comfyui.slots import Slot
from fourbeat.studio.connected import Connected
from fourbeat.studio.connection_file import checked, free_key, in_the_open, read
from fourbeat.studio.connections import Connections
from fourbeat.studio.desk import Desk
from fourbeat.studio.generators import Generators, workers
from fourbeat.studio.secrets import Secrets
from fourbeat.studio.services import services
from fourbeat.studio.settings import Home
from fourbeat.studio.workflows import Workflows
from studio.connecting import MAKERS, Pretended, Ring

URL = "http://127.0.0.1:9/v1"
DAY = "2026-11-21T10:00:00.000Z"


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def connections(tmp_path: Path, ring: Ring) -> Connections:
    home = Home.at(tmp_path / "home")
    return made(home, ring)


def made(home: Home, ring: Ring) -> Connections:
    secrets = Secrets(home, ring=lambda: ring, environment={})
    return Connections(home, lambda: DAY, secrets=secrets, makers=MAKERS)


@pytest.fixture
def generators(tmp_path: Path, connections: Connections, desk: Desk) -> Generators:
    return Generators(workers(desk.settings), tmp_path / "film", connections)


def add(connections: Connections, key: str = "gpu", **more: object) -> Connection:
    return connections.add(key=key, fields={"name": "My GPU", "protocol": "videos", "url": URL, **more})


# The file


def test_what_is_added_is_read_again_in_another_process(connections: Connections, tmp_path: Path, ring: Ring) -> None:
    added = add(connections, entry="header", header="X-API-Key", pool="room-2", width=4, options={"body": "form"})
    again = made(Home.at(tmp_path / "home"), ring)
    assert again.all() == [added]
    assert again.find("gpu").options == {"body": "form"}
    changed = again.change(key="gpu", fields={"width": 2, "name": "日本の「GPU」"})
    assert connections.find("gpu") == changed
    assert changed.header == "X-API-Key"
    connections.remove(key="gpu")
    assert again.all() == []
    with pytest.raises(NotFound):
        again.find("gpu")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": ""}, "provider.odd-field"),
        ({"name": "a\nb"}, "provider.odd-field"),
        ({"url": "ftp://host/x"}, "provider.odd-url"),
        ({"url": "http://"}, "provider.odd-url"),
        ({"url": "http://host:99999/"}, "provider.odd-url"),
        ({"url": "http://host\\@other/"}, "provider.url-with-secret"),
        ({"url": "https://me:hush-hush@host/v1"}, "provider.url-with-secret"),
        ({"url": "https://host/v1?key=hush-hush"}, "provider.url-with-secret"),
        ({"width": 0}, "provider.odd-field"),
        ({"width": 10**9}, "provider.odd-field"),
        ({"paused": "perhaps"}, "provider.odd-field"),
        ({"entry": "header"}, "provider.no-header"),
        ({"header": "X: y\r\n"}, "provider.odd-field"),
        ({"protocol": "telepathy"}, "provider.odd-field"),
        ({"secret": "hush-hush"}, "provider.unknown-field"),
    ],
)
def test_what_cannot_be_a_connection_is_refused(connections: Connections, fields: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        add(connections, **fields)
    assert wrong.value.code == code
    assert "hush-hush" not in str(wrong.value)
    assert not connections.file.exists()


@pytest.mark.parametrize("key", ["", "A", "animatic", "handwork", "render", "-a", "a" * 41, "../a", "ä"])
def test_a_key_that_cannot_be_one_is_refused(connections: Connections, key: str) -> None:
    with pytest.raises(Invalid):
        add(connections, key)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"not toml [",
        b"a = " + b"[" * 5000 + b"]" * 5000,
        b'form = 2\n[connections.a]\nname = "a"\n',
        b"form = 1\nconnections = 3\n",
        b"x" * 2_000_000,
    ],
)
def test_a_hostile_file_is_told_and_never_written_over(connections: Connections, content: bytes) -> None:
    connections.file.parent.mkdir(parents=True)
    connections.file.write_bytes(content)
    assert connections.all() == []
    assert len(connections.faults()) == 1
    with pytest.raises(Invalid) as mend:
        add(connections)
    assert mend.value.code == "provider.mend-first"
    assert connections.file.read_bytes() == content


def test_one_bad_entry_costs_only_itself(connections: Connections) -> None:
    add(connections)
    text = connections.file.read_text()
    connections.file.write_text(text + '\n[connections.evil]\nname = "x"\nprotocol = "videos"\nurl = "file:///etc"\n')
    found, faults = read(connections.file)
    assert list(found) == ["gpu"]
    assert [str(one.params["key"]) for one in faults] == ["evil"]
    assert [one.key for one in connections.all()] == ["gpu"]


def test_a_key_is_made_of_a_name() -> None:
    assert free_key("My GPU (room 2)", {}, "server") == "my-gpu-room-2"
    assert free_key("日本", {"server": 1}, "server") == "server-2"
    assert free_key("Animatic", {}, "server") == "animatic-2"


def test_a_secret_in_the_open_is_noticed() -> None:
    fields = {"name": "a", "protocol": "videos", "entry": "bearer"}
    assert in_the_open(checked("a", {**fields, "url": "http://gpu.studio.example/v1"}))
    assert not in_the_open(checked("a", {**fields, "url": "https://gpu.studio.example/v1"}))
    assert not in_the_open(checked("a", {**fields, "url": "http://127.0.0.1:8188"}))


def test_how_long_a_silent_job_is_waited_for_is_the_persons_to_say(connections: Connections) -> None:
    add(connections, deadline=600)
    assert (connections.patience("gpu"), connections.patience("animatic")) == (600.0, None)


# Secrets go with their host


def test_led_elsewhere_a_connection_forgets_its_secret_and_what_it_could_do(connections: Connections) -> None:
    add(connections, entry="bearer")
    connections.secrets.keep(key="gpu", secret="hush-hush-hush")
    connections.learn("gpu")
    connections.change(key="gpu", fields={"name": "Renamed"})
    assert connections.secrets.of("gpu") == "hush-hush-hush"
    assert connections.learned("gpu") is not None
    connections.change(key="gpu", fields={"url": "http://evil.example/v1"})
    assert connections.secrets.of("gpu") is None
    assert connections.learned("gpu") is None


def test_removed_it_leaves_nothing_behind(connections: Connections, ring: Ring) -> None:
    add(connections, entry="bearer")
    connections.secrets.keep(key="gpu", secret="hush-hush-hush")
    connections.learn("gpu")
    connections.remove(key="gpu")
    assert not ring.kept
    assert not [file for file in connections.file.parent.rglob("gpu*") if file.is_file()]


def test_while_its_secret_cannot_be_forgotten_a_connection_stays_where_it_leads(
    connections: Connections, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(connections, entry="bearer")
    connections.secrets.keep(key="gpu", secret="hush-hush-hush")
    before = connections.find("gpu")

    def locked(*_: str) -> None:
        raise OSError("locked")

    monkeypatch.setattr(ring, "delete_password", locked)
    for verb in (
        lambda: connections.change(key="gpu", fields={"url": "http://evil.example/v1"}),
        lambda: connections.remove(key="gpu"),
    ):
        with pytest.raises(Storage):
            verb()
        assert connections.find("gpu") == before
    # What cannot be changed anyway forgets nothing.
    with pytest.raises(Invalid):
        connections.change(key="gpu", fields={"url": "http://evil.example/v1", "width": -1})
    assert connections.secrets.of("gpu") == "hush-hush-hush"


# What is known


def test_what_a_server_says_is_kept_with_date_and_source(connections: Connections) -> None:
    add(connections)
    assert connections.able(connections.find("gpu")).models[0].id == "default"
    connections.learn("gpu")
    learned = connections.learned("gpu")
    assert learned is not None
    assert (learned.learned_at, learned.source) == ("2026-11-22T00:00:00Z", "asked")
    # How many at once the person says, whatever the server was asked with.
    assert connections.able(connections.find("gpu")).lane_width == 1


def test_a_server_that_does_not_answer_leaves_what_was_known(connections: Connections) -> None:
    add(connections)
    connections.learn("gpu")
    connections.file.write_text(connections.file.read_text().replace("127.0.0.1", "nowhere.example"))
    with pytest.raises(ProviderError):
        connections.learn("gpu")
    assert connections.learned("gpu") is not None


def test_a_damaged_memory_is_as_if_never_asked(connections: Connections) -> None:
    add(connections)
    connections.learn("gpu")
    file = next(connections.file.parent.rglob("gpu.json"))
    file.write_text('{"provider": 3}')
    assert connections.learned("gpu") is None


def test_the_person_knows_better_than_server_and_data(connections: Connections) -> None:
    add(connections)
    connections.learn("gpu")
    connections.tell(
        key="gpu", model="reel-2", facts={"seconds": ["6", "12"], "sizes": ["1280x720"], "price_per_second": "0.10 usd"}
    )
    connections.tell(key="gpu", model="only-i-know", facts={"longest": "9", "free": True})
    able = connections.able(connections.find("gpu"))
    told, mine = able.model("reel-2"), able.model("only-i-know")
    assert told is not None
    assert mine is not None
    assert (told.seconds, told.sizes) == (("6", "12"), (Size(width=1280, height=720),))
    assert [(one.per, one.sum) for one in told.prices] == [(Per.SECOND, Money(amount="0.10", currency="USD"))]
    assert told.seed
    assert (mine.longest, mine.free, mine.seconds) == ("9", True, ())
    connections.tell(key="gpu", model="only-i-know", facts={"longest": None, "free": None})
    assert connections.able(connections.find("gpu")).model("only-i-know") is None


@pytest.mark.parametrize(
    "facts",
    [
        {"sizes": ["huge"]},
        {"seconds": ["-1"]},
        {"seconds": ["nan"]},
        {"price_per_clip": "cheap"},
        {"free": "yes"},
        {"longest": "0"},
        {"retired": "2026-13-40"},
        {"retired": "20261231"},
        {"retired": True},
        {"successor": "\n"},
    ],
)
def test_facts_that_cannot_be_right_are_refused(connections: Connections, facts: dict[str, object]) -> None:
    add(connections)
    with pytest.raises(Invalid):
        connections.tell(key="gpu", model="reel-2", facts=facts)


@pytest.mark.parametrize("line", ['retired = "2026-13-40"', 'sizes = ["huge"]', "retired = "])
def test_a_file_about_a_generator_that_has_a_mistake_is_told_by_its_name(connections: Connections, line: str) -> None:
    add(connections)
    add(connections, key="farm")
    connections.tell(key="gpu", model="reel-2", facts={"retired": "2026-12-31"})
    file = next(connections.file.parent.glob("providers/gpu.toml"))
    described = 'seconds = ["4"]\n' if "retired =" not in line else ""
    file.write_text(f'[models."reel-2"]\n{described}{line}\n', encoding="utf-8")
    with pytest.raises(Invalid) as told:
        connections.able(connections.find("gpu"))
    assert told.value.message.params["file"] == str(file)
    assert [fault.params["file"] for fault in connections.faults()] == [str(file)]
    assert connections.able(connections.find("farm"))


def test_a_retired_model_is_never_the_usual_one(connections: Connections) -> None:
    add(connections)
    connections.tell(key="gpu", model="reel-2", facts={"retired": "2026-11-01", "successor": "reel-3"})
    connections.tell(key="gpu", model="reel-3", facts={"seconds": ["4"]})
    connections.learn("gpu")
    able = connections.able(connections.find("gpu"))
    assert able.models[0].id == "reel-3"
    gone = connections.retirement("gpu", "reel-2")
    assert gone is not None
    assert (gone.day, gone.successor) == ("2026-11-01", "reel-3")
    # From the data that ships, whatever the connection is called.
    shipped = connections.retirement("gpu", "sora-2")
    assert shipped is not None
    assert shipped.day == "2026-09-24"
    connections.tell(key="gpu", model="sora-2", facts={"retired": False})
    assert connections.retirement("gpu", "sora-2") is None


def test_services_that_ship_make_whole_connections() -> None:
    for one in services():
        made = checked("a", one.fields())
        assert made.url.startswith("https://") or one.local
        assert one.date, one.key
        assert one.source, one.key
        assert one.local or made.entry is not Entry.NONE, one.key


# Followed while a project is open


def test_a_connection_counts_from_the_next_question_on(generators: Generators, connections: Connections) -> None:
    assert set(generators) == {"animatic", "handwork"}
    assert generators.get("gpu") is None
    add(connections)
    assert set(generators) == {"animatic", "handwork", "gpu"}
    first = generators["gpu"]
    assert first is generators["gpu"]
    assert first.capabilities().models[0].id == "default"
    connections.learn("gpu")
    second = generators["gpu"]
    assert second is not first
    assert second.capabilities().models[0].id == "reel-2"
    connections.tell(key="gpu", model="reel-2", facts={"seconds": ["6"]})
    assert generators["gpu"].capabilities().models[0].seconds == ("6",)
    connections.remove(key="gpu")
    assert "gpu" not in generators
    assert generators.get("gpu") is None


def test_another_connection_is_left_as_it_is(generators: Generators, connections: Connections) -> None:
    add(connections)
    first = generators["gpu"]
    add(connections, "other")
    assert generators["gpu"] is first


def test_an_unreadable_note_of_the_persons_own_closes_no_film(generators: Generators, connections: Connections) -> None:
    add(connections)
    own = connections.file.parent / "providers" / "gpu.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("not toml [")
    assert generators["gpu"].capabilities().models
    with pytest.raises(Invalid):
        connections.able(connections.find("gpu"))


def test_what_is_under_way_ends_before_the_old_one_is_closed(connections: Connections) -> None:
    gate = asyncio.Event()

    class Slow(Pretended):
        async def fetch(self, remote_id: str, asset: str, part: Path) -> None:  # noqa: ARG002
            await gate.wait()
            assert not self.closed

    async def play() -> None:
        adapter = Slow(add(connections), lambda: None, None)
        held = Connected(adapter)
        fetching = asyncio.create_task(held.fetch("1", "clip", Path("part")))
        await asyncio.sleep(0)
        held.let_go()
        await asyncio.sleep(0.01)
        assert not adapter.closed
        gate.set()
        await fetching
        assert adapter.closed == 1
        idle = Connected(Slow(connections.find("gpu"), lambda: None, None))
        gate.set()
        await idle.fetch("1", "clip", Path("part"))
        idle.let_go()
        await asyncio.sleep(0.01)
        assert idle.adapter.closed == 1  # type: ignore[attr-defined]

    asyncio.run(play())


def test_status_of_a_film_loads_nothing_that_speaks_to_servers(tmp_path: Path, connections: Connections) -> None:
    add(connections)
    program = (
        "import sys; from fourbeat.cli.main import run; code = run(sys.argv[1:]); "
        "print({'httpx', 'keyring'} & set(sys.modules)); sys.exit(code)"
    )
    home = str(connections.file.parent)
    for words in (["new", str(tmp_path / "film")], ["status", "--project", str(tmp_path / "film")]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words, "--data", home], capture_output=True, text=True, check=True
        )
    assert done.stdout.rstrip().endswith("set()")


def test_an_error_says_what_is_known(connections: Connections) -> None:
    add(connections)
    with pytest.raises(FourbeatError) as unknown:
        connections.find("nobody")
    assert unknown.value.message.params["keys"] == ("gpu",)


def test_what_another_program_changes_is_followed_soon(
    generators: Generators, connections: Connections, tmp_path: Path, ring: Ring
) -> None:
    add(connections)
    assert generators["gpu"].capabilities().models[0].id == "default"
    made(Home.at(tmp_path / "home"), ring).learn("gpu")
    end = time.monotonic() + 10
    while generators["gpu"].capabilities().models[0].id != "reel-2":
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_slot_that_goes_elsewhere_counts_soon_in_an_open_film(
    generators: Generators, connections: Connections, tmp_path: Path
) -> None:
    add(connections, "comfy", protocol="comfyui")
    add(connections)
    before, other = generators["comfy"], generators["gpu"]
    Workflows(Home.at(tmp_path / "home")).change(name="wan22-5b", slots={Slot.SEED: ()})
    end = time.monotonic() + 10
    while generators["comfy"] is before:
        assert time.monotonic() < end
        time.sleep(0.02)
    after = generators["comfy"]
    time.sleep(0.3)
    assert generators["comfy"] is after
    assert generators["gpu"] is other


def test_what_packs_call_this_machine_is_no_connections_key(connections: Connections) -> None:
    with pytest.raises(Invalid) as told:
        connections.add(key="local", fields={"protocol": "videos", "name": "Local", "url": "https://far.example"})
    assert told.value.code == "provider.reserved"
    assert free_key("Local", frozenset(), "server") == "local-2"
