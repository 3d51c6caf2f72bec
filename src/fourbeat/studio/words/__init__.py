"""Every text a person meets, in English, by code: one module per room, one table in all.

Babel reads the calls of `say` and `count` in these modules; the Japanese stands in `resources/translations`.
"""

from __future__ import annotations

from importlib import import_module

from .entry import Entry

ROOMS = (
    "model",
    "store",
    "animatic",
    "stitch",
    "queue",
    "purse",
    "money",
    "ledger_dock",
    "handwork",
    "hands",
    "comfyui",
    "workflows",
    "workflow_sheet",
    "openrouter",
    "remixes",
    "remix_sheet",
    "retargeting",
    "retarget_sheet",
    "missing",
    "studio",
    "commands",
    "board",
    "numbering",
    "window",
    "doors",
    "player_dock",
    "reel_dock",
    "prompts",
    "brief_dock",
    "queue_dock",
    "wrap",
    "takes_dock",
    "compare",
    "findings",
    "manual",
    "script",
    "cast",
    "references",
    "stills",
    "rights",
    "rights_panel",
    "policy",
    "providers",
    "refusals",
    "connections",
    "enrolments",
    "pools",
    "recheck",
    "claims",
    "dues",
    "holder_report",
    "complaints_tab",
)
"""The modules of this folder, each the words of one room."""


def _gather() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for room in ROOMS:
        for entry in import_module(f"{__name__}.{room}").WORDS:
            if entry.code in table:
                raise ValueError(f"the code {entry.code} has words twice")
            table[entry.code] = entry
    return table


TABLE = _gather()
