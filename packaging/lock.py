"""Write requirements.lock anew from pyproject.toml; arguments such as --upgrade go to uv, which must be installed."""

import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
UV = Path(sysconfig.get_path("scripts")) / "uv"
HEAD = """\
# Every package Fourbeat can use, for every platform and Python it supports, with the hashes of the files.
# Made by packaging/lock.py from pyproject.toml: change it there. packaging/set_up.py takes the sections it needs.
"""


def resolve(project: dict, extras: list[str], *options: str) -> str:
    """Return uv's answer for Fourbeat, what builds it, and some extras."""
    wishes = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in extras:
        wishes += project["project"]["optional-dependencies"][extra]
    # Built at install time, a package would need a compiler, and pip's isolated builds know no hashes.
    command = [UV, "pip", "compile", "-", "--universal", "--only-binary", ":all:", "--no-annotate", "--no-header"]
    # pip comes with the environment; sqlite-utils names it for a command of its own.
    command += ["--python-version", "3.11", "--no-emit-package", "pip", "--quiet", *options]
    return subprocess.run(command, input="\n".join(wishes), text=True, check=True, stdout=subprocess.PIPE).stdout


def blocks(text: str) -> list[str]:
    """Split a lock into requirements, each with its hashes."""
    return [block for block in re.split(r"(?m)^(?=\w)", text) if block.strip()]


def name(block: str) -> str:
    """Return the package a requirement is about."""
    return block.split("==")[0]


def main() -> None:
    """Resolve everything at once, then sort each package under the first section that needs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    every = list(project["project"]["optional-dependencies"])
    with tempfile.TemporaryDirectory() as folder:
        # The old lock goes in so that versions stay as they are unless asked otherwise.
        whole = Path(folder, "whole.txt")
        whole.write_text(LOCK.read_text(encoding="utf-8") if LOCK.exists() else "", encoding="utf-8")
        resolve(project, every, "--generate-hashes", "--output-file", str(whole), *sys.argv[1:])
        pinned = ("--constraint", str(whole))
        placed: set[str] = set()
        text = HEAD
        for section, extras in {"core": [], **{extra: [extra] for extra in ("dev", "window")}}.items():
            names = {name(block) for block in blocks(resolve(project, extras, *pinned))} - placed
            placed |= names
            text += f"\n# section: {section}\n"
            text += "".join(block for block in blocks(whole.read_text(encoding="utf-8")) if name(block) in names)
        LOCK.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
