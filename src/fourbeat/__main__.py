"""The door: `python -m fourbeat` and the `fourbeat` command start the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command; give its exit code."""
    from fourbeat.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
