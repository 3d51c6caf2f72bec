"""The lock: complete for pyproject.toml, nothing without hashes, nothing about where it was made."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SECTIONS = dict(re.findall(r"(?ms)^# section: (\w+)\n(.*?)(?=^# section|\Z)", TEXT))
BLOCKS = {name: re.findall(r"(?m)^\w.*\n(?:    .*\n)*", body) for name, body in SECTIONS.items()}
PYTHONS = ("3.11", "3.12", "3.13")


def plain(name: str) -> str:
    """Write a package's name the one way."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(*sections: str) -> dict[tuple[str, str], Version]:
    """Return {(package, Python): version} for Linux."""
    found = {}
    for block in (block for section in sections for block in BLOCKS[section]):
        pin = Requirement(block.split("\\")[0])
        for python in PYTHONS:
            here = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
            if pin.marker is None or pin.marker.evaluate(here):
                assert (plain(pin.name), python) not in found, f"{pin.name} twice"
                found[plain(pin.name), python] = Version(str(pin.specifier).removeprefix("=="))
    return found


PINS = {sections: pins(*sections) for sections in (("core",), ("core", "dev"), ("core", "window"))}


def wishes() -> list[tuple[str, tuple[str, ...]]]:
    """List each direct dependency with the sections that must satisfy it."""
    direct = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
    found: list[tuple[str, tuple[str, ...]]] = [(each, ("core",)) for each in direct]
    for extra, dependencies in PROJECT["project"]["optional-dependencies"].items():
        found += [(each, ("core", extra)) for each in dependencies]
    return found


def test_every_direct_dependency_is_pinned_as_wished() -> None:
    unmet = []
    for wish, sections in wishes():
        requirement, pinned = Requirement(wish), PINS[sections]
        for python in PYTHONS:
            version = pinned.get((plain(requirement.name), python))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                unmet.append((wish, python, version))
    assert unmet == [], "run packaging/lock.py"


def test_sections_are_those_of_the_project() -> None:
    assert list(SECTIONS) == ["core", *sorted(PROJECT["project"]["optional-dependencies"])]


def test_every_line_is_a_pin_a_hash_or_a_note() -> None:
    pin = r"[a-z0-9-]+==[0-9][\w.]*( ; [^\\/]+)? \\"
    odd = [
        line
        for line in TEXT.splitlines()
        if not re.fullmatch(rf"|#.*|{pin}|    --hash=sha256:[0-9a-f]{{64}}( \\)?", line)
    ]
    assert odd == []


def test_every_pin_has_hashes_that_end_with_it() -> None:
    for block in (block for blocks in BLOCKS.values() for block in blocks):
        lines = block.splitlines()
        assert len(lines) > 1, lines
        assert [line.endswith(" \\") for line in lines] == [True] * (len(lines) - 1) + [False], lines[0]
    assert sum(len(blocks) for blocks in BLOCKS.values()) == len(re.findall(r"(?m)^\S+==", TEXT))


def test_nothing_tells_where_it_was_made() -> None:
    assert re.findall(r"//|--(?:extra-)?index|--find|--trusted| @ ", TEXT) == []


def test_the_environments_own_tools_are_left_out() -> None:
    names = {name for name, _ in pins(*SECTIONS)}
    assert names.isdisjoint({"pip", "setuptools", "wheel", "uv"})


def test_the_window_toolkit_is_fetched_by_nothing_else() -> None:
    assert not any("pyside" in name or "shiboken" in name for name, _ in pins("core", "dev"))
